import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TapLimit } from './tap-limit.js';

describe('TapLimit', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('lets everybody tap so often in a second, and whoever floods stands in nobody else’s way', () => {
    const taps = new TapLimit(3);
    const ofOne = Array.from({ length: 100 }, () => taps.allows('one'));
    expect(ofOne.filter(Boolean)).toHaveLength(3);
    expect(ofOne.slice(0, 3)).toEqual([true, true, true]);
    expect([1, 2, 3, 4].map(() => taps.allows('other'))).toEqual([true, true, true, false]);
  });

  it('begins anew each second', () => {
    const taps = new TapLimit(1);
    expect([taps.allows('one'), taps.allows('one')]).toEqual([true, false]);
    vi.advanceTimersByTime(1_000);
    expect([taps.allows('one'), taps.allows('one')]).toEqual([true, false]);
  });

  it('does not grow without end', () => {
    const taps = new TapLimit(1);
    const people = Array.from({ length: 120_000 }, (_, index) => `person ${index}`);
    expect(people.every((person) => taps.allows(person))).toBe(true);
    const { seen } = taps as unknown as { seen: ReadonlyMap<string, unknown> };
    expect(seen.size).toBeLessThanOrEqual(50_000);
  });
});
