import { atShanghai, MINUTE_MS, type OpeningCalendar } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstPromiseAfterYes, mayAsk, promiseAfterYes, totalOf } from './quotes.js';

const calendar: OpeningCalendar = {
  hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '08:30', closesAt: '18:00' })),
  closedOnHolidays: false,
};
const extra = (extraMinutes: number) => ({ kind: 'extra' as const, readyAt: null, extraMinutes });
const at = (clock: string) => atShanghai('2026-11-18', clock);

describe('quotes', () => {
  it('are asked while they can still be answered by work', () => {
    expect(mayAsk('estimate', 'checked_in')).toBe(true);
    expect(mayAsk('estimate', 'quality_check')).toBe(false);
    expect(mayAsk('extra', 'quality_check')).toBe(true);
    expect(mayAsk('extra', 'ready')).toBe(false);
    expect(mayAsk('extra', 'handed_over')).toBe(false);
  });

  it('add their minutes to the promise, or to now if it has passed, within opening hours', () => {
    expect(promiseAfterYes(extra(40), at('11:00'), at('10:00'), calendar)).toBe(at('11:40'));
    expect(promiseAfterYes(extra(40), at('11:00'), at('11:30'), calendar)).toBe(at('12:10'));
    expect(promiseAfterYes(extra(60), at('17:30'), at('17:00'), calendar)).toBe(
      atShanghai('2026-11-19', '09:00'),
    );
    expect(promiseAfterYes(extra(0), at('11:00'), at('10:00'), calendar)).toBeNull();
    expect(promiseAfterYes(extra(40), null, at('10:00'), calendar)).toBeNull();
  });

  it('never forgive a delay of before the question: lateness moves by the agreed minutes alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 90 }), (minutes, delay) => {
        const first = at('10:00');
        const next = promiseAfterYes(extra(minutes), first + delay * MINUTE_MS, at('09:30'), calendar);
        const counted = firstPromiseAfterYes(extra(minutes), first, next ?? 0, calendar);
        return (
          next !== null && counted === first + minutes * MINUTE_MS && next - counted === delay * MINUTE_MS
        );
      }),
    );
  });

  it('promise what the estimate says', () => {
    const estimate = { kind: 'estimate' as const, readyAt: at('15:00'), extraMinutes: 0 };
    expect(promiseAfterYes(estimate, at('11:00'), at('10:00'), calendar)).toBe(at('15:00'));
    expect(firstPromiseAfterYes(estimate, at('11:00'), at('15:00'), calendar)).toBe(at('15:00'));
    expect(totalOf([{ amountFen: 1 }, { amountFen: 2 }])).toBe(3);
  });
});
