import { addDays, type BusinessDate, toDayNumber } from '@cheban/kernel';

/** A loaner is lent for a month at most; who needs longer rents a car. */
export const MAX_LOAN_DAYS = 31;

/** Every business date from the first to the last; null if the last is before the first or too far away. */
export function loanDays(from: BusinessDate, to: BusinessDate, most = MAX_LOAN_DAYS): BusinessDate[] | null {
  const count = toDayNumber(to) - toDayNumber(from) + 1;
  if (count < 1 || count > most) return null;
  return Array.from({ length: count }, (_, index) => addDays(from, index));
}
