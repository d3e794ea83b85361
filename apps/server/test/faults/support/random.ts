/** Seeds of the fault tests: FAULT_SEED starts the row, FAULT_ROUNDS makes it longer. A failing seed is named by the test. */
export const FIRST_SEED = Number(process.env.FAULT_SEED ?? 1);

/** So many rounds as the environment wants, else as the test does. */
export const rounds = (usual: number): number => Number(process.env.FAULT_ROUNDS ?? usual);

/** `npm run faults`: as long and as hard as the plan says; without it, what fits into `npm test`. */
export const LONG = process.env.FAULT_LONG === '1';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
