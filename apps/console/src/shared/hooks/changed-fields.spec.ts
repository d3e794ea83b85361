import { describe, expect, it } from 'vitest';
import { changedFields } from './changed-fields.js';

describe('fields that somebody changed', () => {
  const shown = { name: '晋阳广丰店', cycleKm: 5000, latitude: null as number | null, days: [1, 2] };

  it('are those that differ from what was shown', () => {
    expect(changedFields(shown, { ...shown, cycleKm: 7500 })).toEqual({ cycleKm: 7500 });
    expect(changedFields(shown, { ...shown, days: [1] })).toEqual({ days: [1] });
    expect(changedFields(shown, { ...shown, latitude: 37.8 })).toEqual({ latitude: 37.8 });
  });
  it('hold a field that was emptied, and none where nothing was there before', () => {
    expect(changedFields({ ...shown, latitude: 37.8 }, shown)).toEqual({ latitude: null });
    expect(changedFields<{ at?: string | null }>({ at: null }, { at: undefined })).toEqual({});
  });
});
