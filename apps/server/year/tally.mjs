/** Counts what happens, over all and by day. */
export function createTally() {
  /** @type {Map<string, number>} */
  const counts = new Map();
  /** @type {Map<string, number>} */
  let atDawn = new Map();
  /** @type {{ on: string, digest: string, counts: Record<string, number> }[]} */
  const days = [];
  const add = (/** @type {string} */ what, /** @type {number} */ by) =>
    counts.set(what, (counts.get(what) ?? 0) + by);
  return {
    add,
    count: (/** @type {string} */ what) => add(what, 1),
    of: (/** @type {string} */ what) => counts.get(what) ?? 0,
    endDay(/** @type {string} */ on, /** @type {string} */ digest) {
      const changed = [...counts].flatMap(([what, count]) => {
        const more = count - (atDawn.get(what) ?? 0);
        return more === 0 ? [] : [/** @type {const} */ ([what, more])];
      });
      days.push({ on, digest, counts: Object.fromEntries(changed) });
      atDawn = new Map(counts);
    },
    result: () => ({
      counts: Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
      days,
    }),
  };
}
