/**
 * Numbers that look random and are the same in every run (mulberry32).
 * @param {number} seed
 */
export function createRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    /** From 0 to below 1. */
    next,
    /** A whole number from `from` to `to`, both included. */
    int: (/** @type {number} */ from, /** @type {number} */ to) =>
      from + Math.floor(next() * (to - from + 1)),
    /** One of some things. @template T @param {readonly T[]} things @returns {T} */
    pick: (things) => /** @type {T} */ (things[Math.floor(next() * things.length)]),
    /** True with a chance from 0 to 1. */
    chance: (/** @type {number} */ share) => next() < share,
  };
}
