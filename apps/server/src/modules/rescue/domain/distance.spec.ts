import { describe, expect, it } from 'vitest';
import { distanceFrom, feeFor } from './distance.js';

const taiyuan = { latitude: 37.8706, longitude: 112.5489 };

describe('how far help has to go', () => {
  it('is unknown where either place is', () => {
    expect(distanceFrom({ ...taiyuan, latitude: null }, taiyuan)).toBeNull();
    expect(distanceFrom({ ...taiyuan, longitude: null }, taiyuan)).toBeNull();
    expect(distanceFrom(taiyuan, null)).toBeNull();
    expect(distanceFrom(taiyuan, taiyuan)).toBe(0);
  });

  it('is free up to the border of the store’s area, and never on a guess', () => {
    expect(feeFor(30_000, 30)).toBe('free');
    expect(feeFor(30_001, 30)).toBe('to_confirm');
    expect(feeFor(null, 30)).toBe('to_confirm');
    expect(feeFor(0, 0)).toBe('to_confirm');
  });
});
