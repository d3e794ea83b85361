import { describe, expect, it } from 'vitest';
import { ANY_BAY, NO_BAY, placeOf, refusedWords } from './place-field.js';

describe('the bay of a walk-in', () => {
  it('is any, a certain one, or none', () => {
    expect(placeOf({ place: NO_BAY })).toBeUndefined();
    expect(placeOf({})).toBeUndefined();
    expect(placeOf({ place: ANY_BAY })).toEqual({});
    expect(placeOf({ place: 'bay-1', overbook: ' 老客户 ' })).toEqual({
      bayId: 'bay-1',
      overbook: { reason: '老客户' },
    });
  });

  it('says what to do when none could be kept, and leaves other answers alone', () => {
    expect(refusedWords('BOOKING.SLOT_FULL', true)).toContain('写明原因');
    expect(refusedWords('BOOKING.SLOT_FULL', false)).toContain('请店总');
    expect(refusedWords('BOOKING.SLOT_INVALID', false)).toContain('不占工位');
    expect(refusedWords('VISIT.ALREADY_IN', true)).toBeNull();
    expect(refusedWords(null, true)).toBeNull();
  });
});
