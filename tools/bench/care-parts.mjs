import { chosenParts } from './chosen-parts.mjs';

/**
 * @typedef {import('./suites.mjs').Bench & { ground: import('./ground.mjs').Ground }} CareBench
 *
 * @typedef {object} Part figures that are measured together, in an own file
 * @property {string} name for CHEBAN_BENCH_PARTS
 * @property {number} steps how many steps it shows
 * @property {() => Promise<(bench: CareBench) => Promise<Record<string, import('./report.mjs').Figure>>>} open loads the
 *   file that measures
 */

/** What the suite `care` measures, in this order. They share a database, each with stores of its own. @type {Part[]} */
const all = [
  { name: 'plan', steps: 4, open: async () => (await import('./care-plan.mjs')).measurePlanning },
  { name: 'preview', steps: 3, open: async () => (await import('./care-preview.mjs')).measurePreview },
  { name: 'send', steps: 4, open: async () => (await import('./care-send.mjs')).measureSending },
  { name: 'memory', steps: 2, open: async () => (await import('./care-memory.mjs')).measureMemory },
];

export const careParts = chosenParts(all);

/** Laying the ground is four steps. */
export const careSteps = 4 + careParts.reduce((sum, { steps }) => sum + steps, 0);
