import type { LoanerCarView, LoanView } from '@cheban/contracts';
import { addDays, type BusinessDate, dateOfInstant, diffDays } from '../../shared/format/time.js';

/** A loan as a bar of the week: first column from 1, how many days, and whether it goes on beyond the week. */
export interface Bar {
  readonly loan: LoanView;
  readonly column: number;
  readonly span: number;
  readonly fromBefore: boolean;
  readonly goesOn: boolean;
}

const later = (a: BusinessDate, b: BusinessDate) => (a > b ? a : b);
const earlier = (a: BusinessDate, b: BusinessDate) => (a < b ? a : b);

/** A week from a day on: the desk looks ahead, on a Sunday too. */
export function weekFrom(on: BusinessDate): BusinessDate[] {
  return Array.from({ length: 7 }, (_, index) => addDays(on, index));
}

/**
 * Last day on which the car is really away: the day of return if it came back, today if it is still out after its last
 * day, else the last day that was agreed.
 */
export function lastDayOf(loan: LoanView, today: BusinessDate): BusinessDate {
  if (loan.back) return dateOfInstant(loan.back.at);
  return loan.overdue && today > loan.to ? today : loan.to;
}

/** Bars of one car in these days, the first to begin first. */
export function barsOf(car: LoanerCarView, days: readonly BusinessDate[], today: BusinessDate): Bar[] {
  const [first, last] = [days[0] ?? today, days.at(-1) ?? today];
  return car.loans.flatMap((loan) => {
    const end = lastDayOf(loan, today);
    if (loan.from > last || end < first) return [];
    const [from, to] = [later(loan.from, first), earlier(end, last)];
    return [
      {
        loan,
        column: diffDays(first, from) + 1,
        span: diffDays(from, to) + 1,
        fromBefore: loan.from < first,
        goesOn: end > last,
      },
    ];
  });
}

/** Days of the week on which nobody has the car and on which it may still be kept: today and later. */
export function freeDays(
  car: LoanerCarView,
  days: readonly BusinessDate[],
  today: BusinessDate,
): BusinessDate[] {
  if (!car.active) return [];
  return days.filter(
    (day) => day >= today && !car.loans.some((loan) => loan.from <= day && lastDayOf(loan, today) >= day),
  );
}

/** Who has the car on one of these days, or null: the key of (car, day) in the database decides in the end. */
export function takenBy(car: LoanerCarView, from: BusinessDate, to: BusinessDate, today: BusinessDate) {
  return car.loans.find((loan) => loan.from <= to && lastDayOf(loan, today) >= from) ?? null;
}

export interface Duty {
  readonly loan: LoanView;
  readonly kind: 'overdue' | 'return' | 'hand-out';
  /** Whoever has the car next, today or tomorrow, while it is not back. */
  readonly next: LoanView | null;
}

/** What the desk does today: cars that are late, cars that come back, cars that leave. */
export function dutiesOf(cars: readonly LoanerCarView[], today: BusinessDate): Duty[] {
  const tomorrow = addDays(today, 1);
  const order = { overdue: 0, 'hand-out': 1, return: 2 };
  return cars
    .flatMap((car) =>
      car.loans.flatMap((loan): Duty[] => {
        const waits = car.loans.find(
          (other) =>
            other.id !== loan.id &&
            other.state === 'booked' &&
            other.from >= loan.from &&
            other.from <= tomorrow,
        );
        if (loan.state === 'out' && loan.to <= today)
          return [{ loan, kind: loan.overdue ? 'overdue' : 'return', next: waits ?? null }];
        if (loan.state === 'booked' && loan.from <= today) return [{ loan, kind: 'hand-out', next: null }];
        return [];
      }),
    )
    .sort((a, b) => order[a.kind] - order[b.kind] || a.loan.to.localeCompare(b.loan.to));
}
