import { addDays } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loanDays, MAX_LOAN_DAYS } from './loan-days.js';

describe('days of a loan', () => {
  it('are every date from the first to the last, over months and years', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 0, max: MAX_LOAN_DAYS - 1 }),
        (start, more) => {
          const from = addDays('2026-01-01', start);
          const days = loanDays(from, addDays(from, more));
          return days?.length === more + 1 && days[0] === from && days.at(-1) === addDays(from, more);
        },
      ),
    );
    expect(loanDays('2026-11-20', '2026-11-19')).toBeNull();
    expect(loanDays('2026-11-01', '2026-12-02')).toBeNull();
  });
});
