import type { MonthFigures } from '@cheban/contracts';
import { addMonths } from '@cheban/kernel';

/** The month of a business date, YYYY-MM. */
export const monthOf = (date: string) => date.slice(0, 7);
/** First day of a month, as many months later or (negative) earlier. */
export const firstOf = (month: string, later = 0) => addMonths(`${month}-01`, later);
/** A month, as many months later or (negative) earlier. */
export const shiftMonth = (month: string, later: number) => monthOf(firstOf(month, later));

const none: MonthFigures = {
  visits: 0,
  outputFen: 0,
  bodyVisits: 0,
  bodyFen: 0,
  promised: 0,
  onTime: 0,
  handedOver: 0,
  rated: 0,
  stars: 0,
  npsAnswers: 0,
  promoters: 0,
  detractors: 0,
  unhappy: 0,
  cases: 0,
  casesJudged: 0,
  casesInTime: 0,
  bookings: 0,
  noShow: 0,
};
export const figureNames = Object.keys(none) as (keyof MonthFigures)[];

/** Months or stores together. Every figure is a sum, so that shares are made of sums and never averaged. */
export function sumOf(all: readonly Partial<MonthFigures>[]): MonthFigures {
  const total = { ...none };
  for (const figures of all) for (const name of figureNames) total[name] += figures[name] ?? 0;
  return total;
}
