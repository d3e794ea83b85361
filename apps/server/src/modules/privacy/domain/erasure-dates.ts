import { ERASURE_WORKDAYS } from '@cheban/contracts/constants';
import { addDays, isWorkday } from '@cheban/kernel';

/** The last day on which a wish of `today` must be done: so many workdays later, holidays left out. */
export function lastDay(today: string): string {
  let day = today;
  for (let left = ERASURE_WORKDAYS; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkday(day)) left -= 1;
  }
  return day;
}
