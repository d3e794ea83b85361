import { describe, expect, it } from 'vitest';
import { HEIGHT, lastPart, named, shapeOf, WIDTH, withoutProvince } from './map-shape.js';

const store = { latitude: 37.87, longitude: 112.55 };
const near = { latitude: 37.87, longitude: 112.6, cars: 40 };
const north = { latitude: 38.0, longitude: 112.55, cars: 10 };
const far = { latitude: 20.02, longitude: 110.34, cars: 1 };

describe('the map of customers', () => {
  it('puts the store in the middle, north on top, east on the right', () => {
    const shape = shapeOf([near, north], [store], 'all');
    expect(shape?.place(store)).toEqual({ x: WIDTH / 2, y: HEIGHT / 2 });
    const at = (of: object) => shape?.circles.find((circle) => circle.of === of);
    expect(at(near)?.x).toBeGreaterThan(WIDTH / 2);
    expect(at(north)?.y).toBeLessThan(HEIGHT / 2);
    // Four times the cars, twice the radius.
    expect((at(near)?.r ?? 0) / (at(north)?.r ?? 1)).toBeCloseTo(2);
  });

  it('shows most customers large, and says how many are outside', () => {
    const shape = shapeOf([near, north, far], [store], 'around');
    expect(shape?.circles.map(({ of }) => of)).toEqual([near, north]);
    expect(shape?.outside).toBe(1);
    const whole = shapeOf([near, north, far], [store], 'all');
    expect(whole?.outside).toBe(0);
    expect(whole?.circles).toHaveLength(3);
  });

  it('draws rings that fit, and nothing without a place', () => {
    const shape = shapeOf([near, north], [store], 'all');
    expect(shape?.rings).toEqual([5, 10, 20]);
    expect(shape?.pixels(20_000)).toBeLessThan(Math.hypot(WIDTH, HEIGHT) / 2);
    expect(shapeOf([], [store], 'all')).toBeNull();
  });

  it('stands by itself without a store on the map, and at one place alone', () => {
    const [only] = shapeOf([near], [], 'near')?.circles ?? [];
    expect(only).toMatchObject({ x: WIDTH / 2, y: HEIGHT / 2 });
  });

  it('covers neither a name nor another circle with a name', () => {
    const at = (x: number, y: number, cars: number) => ({ x, y, r: 20, of: { cars } });
    const [alone, beside, below] = [at(100, 100, 9), at(130, 100, 8), at(400, 130, 6)];
    const above = at(400, 100, 7);
    const carrying = named([alone, beside, above, below], () => '小店区');
    // The name of `beside` would run into that of `alone`, that of `above` into the circle below it.
    expect([...carrying]).toEqual([alone, below]);
    expect([...named([at(100, HEIGHT - 10, 1), at(5, 100, 1)], () => '小店区')]).toEqual([]);
  });

  it.each([
    ['山西省太原市小店区', '太原市小店区', '小店区'],
    ['内蒙古自治区呼和浩特市赛罕区', '呼和浩特市赛罕区', '赛罕区'],
    ['北京市朝阳区', '北京市朝阳区', '朝阳区'],
    ['山西省太原市', '太原市', '太原'],
    ['河北省沧州市任丘市', '沧州市任丘市', '任丘'],
    ['湖北省恩施土家族苗族自治州利川市', '恩施土家族苗族自治州利川市', '利川'],
    ['山西省', '山西省', '山西省'],
  ])('says %s as %s and %s', (district, inProvince, alone) => {
    expect(withoutProvince(district)).toBe(inProvince);
    expect(lastPart(district)).toBe(alone);
  });
});
