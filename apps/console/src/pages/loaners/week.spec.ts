import type { LoanerCarView, LoanView } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { barsOf, dutiesOf, freeDays, takenBy, weekFrom } from './week.js';

const today = '2026-11-25';
const loan = (id: string, from: string, to: string, change: Partial<LoanView> = {}) =>
  ({ id, from, to, state: 'booked', overdue: false, out: null, back: null, ...change }) as LoanView;
const car = (...loans: LoanView[]) => ({ id: 'c', active: true, loans }) as unknown as LoanerCarView;
const back = (at: string) => ({ at }) as LoanView['back'];

describe('week of loaners', () => {
  const week = weekFrom('2026-11-23');
  it('has seven days, also over the end of a month', () => {
    expect([week.length, week[0], week[6]]).toEqual([7, '2026-11-23', '2026-11-29']);
    expect(weekFrom('2026-11-28')[6]).toBe('2026-12-04');
  });
  it('cuts bars at the edges of the week and says so', () => {
    const [bar] = barsOf(car(loan('a', '2026-11-20', '2026-12-02')), week, today);
    expect(bar).toMatchObject({ column: 1, span: 7, fromBefore: true, goesOn: true });
    const [inside] = barsOf(car(loan('b', '2026-11-26', '2026-11-27')), week, today);
    expect(inside).toMatchObject({ column: 4, span: 2, fromBefore: false, goesOn: false });
    expect(barsOf(car(loan('c', '2026-12-01', '2026-12-02')), week, today)).toEqual([]);
  });
  it('ends with the day of return, and grows while the car is late', () => {
    const early = loan('a', '2026-11-23', '2026-11-28', {
      state: 'returned',
      back: back('2026-11-24T03:00:00Z'),
    });
    expect(barsOf(car(early), week, today)[0]).toMatchObject({ column: 1, span: 2 });
    const late = loan('b', '2026-11-20', '2026-11-23', { state: 'out', overdue: true });
    expect(barsOf(car(late), week, today)[0]).toMatchObject({ column: 1, span: 3 });
    expect(freeDays(car(early), week, today)[0]).toBe(today);
    expect(freeDays(car(late), week, today)[0]).toBe('2026-11-26');
  });
  it('offers no day that is past, taken, or of a car that is not lent any more', () => {
    expect(freeDays(car(loan('a', '2026-11-26', '2026-11-27')), week, today)).toEqual([
      '2026-11-25',
      '2026-11-28',
      '2026-11-29',
    ]);
    expect(freeDays({ ...car(), active: false }, week, today)).toEqual([]);
    expect(takenBy(car(loan('a', '2026-11-26', '2026-11-27')), '2026-11-27', '2026-11-30', today)?.id).toBe(
      'a',
    );
    expect(takenBy(car(loan('a', '2026-11-26', '2026-11-27')), '2026-11-28', '2026-11-30', today)).toBeNull();
  });
});

describe('duties of the day', () => {
  it('names late cars first, with the person who has the car next', () => {
    const late = loan('late', '2026-11-20', '2026-11-23', { state: 'out', overdue: true });
    const next = loan('next', '2026-11-26', '2026-11-27');
    const leaves = loan('leaves', today, '2026-11-26');
    const comes = loan('comes', '2026-11-24', today, { state: 'out' });
    const later = loan('later', '2026-11-28', '2026-11-29');
    const duties = dutiesOf([car(leaves), car(comes), car(late, next), car(later)], today);
    expect(duties.map(({ loan: { id }, kind }) => [id, kind])).toEqual([
      ['late', 'overdue'],
      ['leaves', 'hand-out'],
      ['comes', 'return'],
    ]);
    expect(duties[0]?.next?.id).toBe('next');
    expect(duties[2]?.next).toBeNull();
  });
});
