/** Of so many of the last days the longest is taken: a wave of red packets or of cold comes every few days. */
const LAST_DAYS = 10;
/** The first day has what lay about before it: it takes at least as long as so many others. */
const FIRST_DAY = 2;
/** For the checks and figures at the end. */
const CLOSING_MS = 10_000;

/**
 * Whether there is time for one more day, so that a run ends within its minutes: a day is begun if it would be over in
 * time though it were as long as the longest of the last. The first day is always played.
 * @param {number | undefined} minutes from the start of the process on, what is made before the first day included
 * @param {() => number} now milliseconds since the start of the process
 */
export function createLimit(minutes, now = () => performance.now()) {
  const endMs = minutes === undefined ? Number.POSITIVE_INFINITY : minutes * 60_000 - CLOSING_MS;
  /** @type {number[]} */
  const days = [];
  let begunAt = 0;
  const longestMs = () => {
    const [first = 0, ...others] = days;
    return others.length === 0 ? first / FIRST_DAY : Math.max(...others.slice(-LAST_DAYS));
  };
  return {
    /** Says whether the next day may begin, and if so begins it. */
    begins() {
      begunAt = now();
      return days.length === 0 || begunAt + longestMs() <= endMs;
    },
    /** The day that was begun is over. */
    ends() {
      days.push(now() - begunAt);
    },
  };
}
