import { describe, expect, it } from 'vitest';
import { clock, timeOfDay } from './common.schema.js';

describe('clock times', () => {
  it.each(['24:01', '24:30', '25:00', '9:30', '09:60', '09:30:00'])('refuses %j', (text) => {
    expect(clock.safeParse(text).success).toBe(false);
    expect(timeOfDay.safeParse(text).success).toBe(false);
  });

  it('knows 24:00 as the end of a day, not as a time of one', () => {
    expect([clock, timeOfDay].map((schema) => schema.safeParse('24:00').success)).toEqual([true, false]);
    expect([clock, timeOfDay].map((schema) => schema.safeParse('00:00').success)).toEqual([true, true]);
  });
});
