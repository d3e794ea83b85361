/** Seconds of a virtual day on two cores that nobody else uses: for the jobs of the day, and more for each car. */
const A_DAY = 0.3;
const A_CAR = 0.003;
/** What has lain about before the first day is told on it: it takes as long as so many days. */
const FIRST_DAY = 6;
/** Cars are advised in such numbers. */
const ROUND_CARS = 50;
const HOUR = 60;
/** Of so many of the last days the pace is taken: a wave of red packets or of cold comes every few days. */
const PACE_DAYS = 10;

/** How many minutes a year takes here, about. */
export function minutesOf(/** @type {{ cars: number, days: number }} */ { cars, days }) {
  return ((A_DAY + A_CAR * cars) * (days + FIRST_DAY)) / 60;
}

export const inWords = (/** @type {number} */ minutes) => {
  if (minutes < 1) return 'a minute';
  return minutes < 2 * HOUR ? `${Math.round(minutes)} min` : `${(minutes / HOUR).toFixed(1)} hours`;
};

/**
 * What is said before the first step: how long it takes, where it ends if that is too long, and what would fit.
 * @param {Pick<import('./options.mjs').SimulateOptions, 'cars' | 'days' | 'minutes'>} options
 */
export function forecast(options) {
  const needed = minutesOf(options);
  const { cars, days, minutes } = options;
  const all = `${days} days of ${cars} cars take about ${inWords(needed)} on two quiet cores.`;
  if (minutes === undefined || needed <= minutes) return all;
  const end = `It ends within ${inWords(minutes)}, with everything checked and a report of the days that were played.`;
  return [all, end, wayOut(options, 1)].filter(Boolean).join(' ');
}

/**
 * What is said when not all days could be played, by the pace of those that were.
 * @param {Pick<import('./options.mjs').SimulateOptions, 'cars' | 'days' | 'minutes'>} options
 * @param {{ days: number, minutes: number }} played
 */
export function afterword(options, played) {
  const { cars, days } = options;
  if (played.days >= days) return '';
  const slower = played.minutes / minutesOf({ cars, days: played.days });
  const all = `${played.days} of ${days} days of ${cars} cars were played and checked in ${inWords(played.minutes)}.`;
  return [all, wayOut(options, slower)].filter(Boolean).join(' ');
}

/** With how many cars all days fit into the minutes, on a machine that takes `slower` times as long as a quiet one. */
function wayOut(
  /** @type {Pick<import('./options.mjs').SimulateOptions, 'days' | 'minutes'>} */ { days, minutes },
  /** @type {number} */ slower,
) {
  if (minutes === undefined) return '';
  const most = ((minutes * 60) / (days + FIRST_DAY) / slower - A_DAY) / A_CAR;
  const cars = Math.floor(most / ROUND_CARS) * ROUND_CARS;
  const fits = cars > 0 ? `All ${days} days fit with --cars ${cars}; ` : '';
  return `${fits}--unbounded plays them all.`;
}

/**
 * Tells after each day how long the rest takes, by the pace of the last days. The first day is not taken for it.
 * @param {{ days: number, minutes: number | undefined }} options
 * @param {() => number} now milliseconds of a clock that only goes forward
 * @returns {(day: number) => string} empty as long as nothing can be said
 */
export function createPace({ days, minutes }, now = () => performance.now()) {
  const begun = now();
  /** @type {[day: number, at: number][]} */
  const ends = [];
  return (day) => {
    ends.push([day, now()]);
    const [[first, from], [, until]] = /** @type {[[number, number], [number, number]]} */ ([
      ends.at(-1 - PACE_DAYS) ?? ends[0],
      ends.at(-1),
    ]);
    if (day === first || day === days) return '';
    const rest = ((days - day) * (until - from)) / (day - first) / 60_000;
    const allowed = minutes === undefined ? rest : Math.max(0, minutes - (until - begun) / 60_000);
    return `${inWords(Math.min(rest, allowed))} left`;
  };
}
