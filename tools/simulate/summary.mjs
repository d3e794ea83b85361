/**
 * The figures that a person wants first.
 * @param {import('./options.mjs').SimulateOptions} options
 * @param {any} year result of apps/server/year/run.mjs
 * @param {any} without the same without reminders, or null
 * @returns {[what: string, figure: string][]}
 */
export function summaryOf({ cars, days, seed }, year, without) {
  const { counts, due, people } = year;
  const percent = (/** @type {number} */ part) => `${(100 * part).toFixed(1)} %`;
  const count = (/** @type {string} */ what) => counts[what] ?? 0;
  return [
    ['Played', `${cars} cars, ${days} days, seed ${seed}`],
    [
      'Told on the phone',
      `${count('told on the phone')}, ${(count('told on the phone') / people).toFixed(1)} a person`,
    ],
    [
      'Due and told in time, of those that could be told',
      percent((due.withApp.told ?? 0) / Math.max(1, (due.withApp.told ?? 0) + (due.withApp.missed ?? 0))),
    ],
    ['Visits', String(count('visits'))],
    [
      'Cars that came',
      percent(year.returned) + (without ? ` (nobody reminded: ${percent(without.returned)})` : ''),
    ],
    ['Calls', String(count('calls'))],
    ['Ratings, bad ones', `${count('ratings')}, ${count('bad ratings')}`],
    ['Wrong', String(count('wrong'))],
  ];
}
