import { campaignParts } from './campaign-parts.mjs';
import { layGround } from './ground.mjs';

/**
 * Campaigns: packets that thousands grab in the same second.
 * @param {import('./suites.mjs').Bench} bench
 * @returns {Promise<Record<string, import('./report.mjs').Figure>>}
 */
export async function run(bench) {
  const ground = await layGround(bench);
  try {
    /** @type {Record<string, import('./report.mjs').Figure>} */
    const figures = {};
    for (const { open } of campaignParts) Object.assign(figures, await (await open())(bench, ground));
    return figures;
  } finally {
    await ground.clear();
  }
}
