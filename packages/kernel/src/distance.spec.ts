import { describe, expect, it } from 'vitest';
import { metresBetween } from './distance.js';

const taiyuan = { latitude: 37.8706, longitude: 112.5489 };
const beijing = { latitude: 39.9042, longitude: 116.4074 };

describe('a distance', () => {
  it('is measured along the earth, the same both ways', () => {
    expect(metresBetween(taiyuan, taiyuan)).toBe(0);
    const far = metresBetween(taiyuan, beijing);
    expect(far).toBeGreaterThan(395_000);
    expect(far).toBeLessThan(410_000);
    expect(metresBetween(beijing, taiyuan)).toBe(far);
    // One degree of latitude is some 111.2 km wherever one is.
    expect(metresBetween({ latitude: 0, longitude: 0 }, { latitude: 1, longitude: 0 })).toBe(111_195);
    expect(metresBetween({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBe(
      111_195,
    );
    expect(metresBetween({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBe(20_015_087);
  });
});
