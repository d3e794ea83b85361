import { weatherKinds } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { placeKey, placeOf } from './place.js';
import { accountBackOff, placeBackOff, pollInterval } from './poll-pace.js';
import { checkAfter, isTold, kindOf, levelOf, tipOf, titleOf } from './weather-kind.js';

describe('kinds and levels', () => {
  it.each([
    ['1003', '暴雨', 'rain'],
    ['9999', '雷雨大风', 'thunder'],
    ['', '道路冰雪', 'ice'],
    ['9999', '从未见过', 'other'],
    ['1022', '干旱', null],
    ['9999', '森林火险', null],
  ])('reads %s %s as %s', (code, name, kind) => {
    expect(kindOf(code, name)).toBe(kind);
  });

  it('reads the colour, else the severity', () => {
    expect(levelOf('Orange', 'minor')).toBe('orange');
    expect(levelOf('white', 'extreme')).toBe('red');
    expect(levelOf('', '')).toBe('yellow');
    expect(titleOf('暴雨预警信号', 'red')).toBe('暴雨红色预警');
  });

  it('tells of rain from blue on, of wind from yellow on', () => {
    expect([isTold('rain', 'blue'), isTold('wind', 'blue'), isTold('wind', 'yellow')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('has a tip for every kind, and a check only where a car can be hurt', () => {
    for (const kind of weatherKinds) expect(tipOf[kind].length).toBeLessThanOrEqual(60);
    expect(checkAfter('hail', 'orange')).not.toBeNull();
    expect(checkAfter('rain', 'blue')).toBeNull();
    expect(checkAfter('fog', 'red')).toBeNull();
  });
});

describe('places and pace', () => {
  it('takes the degrees of the store, else the centre of its city', () => {
    const own = placeOf({ city: '太原', latitude: 37.8711, longitude: 112.5549 });
    expect(own && placeKey(own)).toBe('37.87,112.55');
    expect(placeOf({ city: '太原市', latitude: null, longitude: null })?.from).toBe('city');
    expect(placeOf({ city: '某县', latitude: null, longitude: null })).toBeNull();
  });

  it('asks rarer when there are more places than the budget carries', () => {
    expect(pollInterval(2, 15, 900)).toBe(15 * 60_000);
    expect(pollInterval(90, 15, 900)).toBe(144 * 60_000);
    expect(Math.floor(86_400_000 / pollInterval(40, 1, 100)) * 40).toBeLessThanOrEqual(100);
  });

  it('waits longer after each failure, within bounds', () => {
    const waits = [1, 2, 3, 4, 50].map(accountBackOff);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBe(15 * 60_000);
    expect(waits[4]).toBe(6 * 3_600_000);
    expect(placeBackOff(1, 15 * 60_000)).toBe(30 * 60_000);
    expect(placeBackOff(40, 15 * 60_000)).toBe(2 * 3_600_000);
  });
});
