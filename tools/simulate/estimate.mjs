/** Seconds of a virtual day on two cores that nobody else uses: for the jobs of the day, and more for each car. */
const A_DAY = 0.3;
const A_CAR = 0.0035;
/** What has lain about before the first day is told on it: it takes as long as so many days. */
const FIRST_DAY = 6;
const LONG_MINUTES = 20;
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
 * What is said before the first step: how long it takes, and what to do if that is too long.
 * @param {Pick<import('./options.mjs').SimulateOptions, 'cars' | 'days' | 'minutes'>} options
 */
export function forecast(options) {
  const needed = minutesOf(options);
  const { cars, days, minutes } = options;
  const whole = `${days} days of ${cars} cars take about ${inWords(needed)} on two quiet cores.`;
  if (minutes !== undefined)
    return needed <= minutes
      ? whole
      : `${whole} It ends after ${inWords(minutes)} with a report of the days that were played.`;
  return needed <= LONG_MINUTES
    ? whole
    : `${whole} --minutes ${LONG_MINUTES} ends it after ${LONG_MINUTES} minutes with a report of the days that were played.`;
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
