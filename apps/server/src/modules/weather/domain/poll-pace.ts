/** How often places may be asked without passing the day's budget, and how long to wait after trouble. Pure. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@cheban/kernel';

/**
 * Milliseconds between two questions about one place: the wished interval, or longer where the places of a day would
 * not fit into the budget.
 * @param budget calls a day, at least 1
 */
export function pollInterval(places: number, minutes: number, budget: number): number {
  return Math.max(minutes * MINUTE_MS, Math.ceil((DAY_MS * Math.max(1, places)) / Math.max(1, budget)));
}

/** Wait after the n-th failure in a row of one place (1 = the first): doubles from the interval, two hours at most. */
export function placeBackOff(failures: number, interval: number): number {
  return Math.max(interval, Math.min(interval * 2 ** Math.min(failures, 10), 2 * HOUR_MS));
}

/** Wait of the whole account after the n-th refusal in a row (429, 401, 403): repeating can freeze it. */
export function accountBackOff(failures: number): number {
  return Math.min(15 * MINUTE_MS * 2 ** Math.min(Math.max(0, failures - 1), 10), 6 * HOUR_MS);
}
