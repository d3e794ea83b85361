/**
 * The figures that a person wants first.
 * @param {import('./options.mjs').SimulateOptions} options
 * @param {any} year result of apps/server/year/run.mjs
 * @param {any} without the same without reminders, or null
 * @returns {[what: string, figure: string][]}
 */
export function summaryOf({ cars, days, seed }, year, without) {
  const { counts, due, people } = year;
  const [ours, theirs] = together(cars, year, without);
  const percent = (/** @type {number} */ part) => `${(100 * part).toFixed(1)} %`;
  const count = (/** @type {string} */ what) => counts[what] ?? 0;
  return [
    ['Played', `${cars} cars, ${played(days, year)}, seed ${seed}`],
    ['Fingerprint of the books', year.days.at(-1)?.digest ?? ''],
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
      percent(ours.returned) + (theirs ? ` (nobody reminded: ${percent(theirs.returned)})` : ''),
    ],
    ...(theirs
      ? /** @type {[string, string][]} */ ([['Cost of one more car that came', costOf(cars, ours, theirs)]])
      : []),
    ['Calls', String(count('calls'))],
    ['Red packets', `${count('grab: won')} of ${count('waves')} waves, ${yuan(count('packet fen'))}`],
    ['Warnings of the weather', String(count('weather warnings'))],
    ['Ratings, bad ones', `${count('ratings')}, ${count('bad ratings')}`],
    ['Complaints closed', String(count('cases closed'))],
    ['Wrong', String(count('wrong'))],
  ];
}

/** What a short message costs a store that sends many. */
const SMS_FEN = 5;
/** Three minutes of an advisor. */
const CALL_FEN = 200;

const yuan = (/** @type {number} */ fen) => `¥${(fen / 100).toFixed(2)}`;

const played = (/** @type {number} */ days, /** @type {any} */ year) =>
  year.days.length === days ? `${days} days` : `${year.days.length} of ${days} days in the time given`;

/**
 * Both years up to the last day that both have played: with a limit of minutes the year without reminders gets further,
 * and more days bring more cars.
 * @typedef {{ counts: Record<string, number>, returned: number }} Part
 * @returns {[ours: Part, theirs: Part | null]}
 */
function together(/** @type {number} */ cars, /** @type {any} */ year, /** @type {any} */ without) {
  const days = Math.min(year.days.length, without?.days.length ?? Number.POSITIVE_INFINITY);
  const part = (/** @type {any} */ played) => {
    /** @type {Record<string, number>} */
    const counts = {};
    for (const day of played.days.slice(0, days))
      for (const [what, count] of Object.entries(day.counts)) counts[what] = (counts[what] ?? 0) + count;
    return { counts, returned: (counts['cars that came'] ?? 0) / cars };
  };
  return [part(year), without ? part(without) : null];
}

/** Messages, calls and packets of a year beyond those of the other, for each car that came only in the first. */
function costOf(/** @type {number} */ cars, /** @type {Part} */ year, /** @type {Part} */ without) {
  const fen = (/** @type {Part} */ { counts }) =>
    SMS_FEN * (counts['by sms'] ?? 0) + CALL_FEN * (counts['calls'] ?? 0) + (counts['packet fen'] ?? 0);
  const more = Math.round(cars * (year.returned - without.returned));
  if (more <= 0) return 'none more came';
  return `${yuan((fen(year) - fen(without)) / more)} (${more} cars; a short message ${yuan(SMS_FEN)}, a call ${yuan(CALL_FEN)})`;
}
