import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentAt, stopAngle } from './wheel-turn';

describe('where the wheel stops', () => {
  it('is always the segment that the server named, five to six turns on', () => {
    const turn = fc.record({
      of: fc.integer({ min: 2, max: 12 }),
      place: fc.nat(11),
      from: fc.double({ min: 0, max: 50_000, noNaN: true }),
      off: fc.double({ min: -1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(turn, ({ of, place, from, off }) => {
        const segment = place % of;
        const angle = stopAngle(from, segment, of, off);
        expect(segmentAt(angle, of)).toBe(segment);
        expect(angle - from).toBeGreaterThanOrEqual(1_800);
        expect(angle - from).toBeLessThan(2_160.001);
      }),
    );
  });

  it('has the first segment right of the top, clockwise', () => {
    expect(segmentAt(0, 8)).toBe(0);
    expect(segmentAt(-44, 8)).toBe(0);
    expect(segmentAt(-46, 8)).toBe(1);
    expect(segmentAt(1, 8)).toBe(7);
  });
});
