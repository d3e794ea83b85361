import { careParts } from './care-parts.mjs';
import { layGround } from './ground.mjs';

/**
 * Reminders of a whole group: planning, previewing and sending them, against bare peers.
 * @param {import('./suites.mjs').Bench} bench
 * @returns {Promise<Record<string, import('./report.mjs').Figure>>}
 */
export async function run(bench) {
  const ground = await layGround(bench);
  try {
    /** @type {Record<string, import('./report.mjs').Figure>} */
    const figures = {};
    for (const { open } of careParts) Object.assign(figures, await (await open())({ ...bench, ground }));
    return figures;
  } finally {
    await ground.clear();
  }
}
