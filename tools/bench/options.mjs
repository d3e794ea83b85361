import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Stop } from '../lib/stop.mjs';

/**
 * @typedef {object} BenchOptions
 * @property {string[]} suites names of suites; empty means all
 * @property {string | undefined} json file that gets the figures
 * @property {number} pairs how many times ours and the peer take turns
 * @property {number} seconds of each turn
 * @property {boolean} quick tiny data and one short turn: shows that the bench works, its figures mean nothing
 * @property {boolean} help
 */

const KNOWN = '--suite NAME, --json FILE, --pairs N, --seconds N, --quick';

/**
 * Reads what stands after `npm run bench --`.
 * @param {string[]} args
 * @param {string} [from] folder that a relative --json starts from; npm runs scripts in the root and tells where it was called
 * @returns {BenchOptions}
 */
export function readOptions(args, from = process.env['INIT_CWD'] ?? process.cwd()) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        suite: { type: 'string', multiple: true, default: [] },
        json: { type: 'string' },
        pairs: { type: 'string' },
        seconds: { type: 'string' },
        quick: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    throw new Stop(`${/** @type {Error} */ (error).message.split('\n')[0]} Known options: ${KNOWN}.`);
  }
  const { quick } = values;
  return {
    suites: values.suite.flatMap((names) => names.split(',')).filter(Boolean),
    json: values.json === undefined ? undefined : resolve(from, values.json),
    pairs: number('--pairs', values.pairs, quick ? 1 : 5, Number.isInteger),
    seconds: number('--seconds', values.seconds, quick ? 0.3 : 4, Number.isFinite),
    quick,
    help: values.help,
  };
}

function number(
  /** @type {string} */ name,
  /** @type {string | undefined} */ text,
  /** @type {number} */ fallback,
  /** @type {(value: number) => boolean} */ fits,
) {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (text.trim() === '' || !fits(value) || value <= 0) throw new Stop(`${name} wants a number above 0.`);
  return value;
}

/** What `npm run bench -- --help` prints. */
export const HELP = `npm run bench -- [--suite NAME] [--json FILE] [--pairs 5] [--seconds 4] [--quick]

  --suite NAME   only this suite; may be given more than once
  --json FILE    write the figures: {"api.owner-home":{"ours":…,"peer":…,"ratio":…}, …}
  --pairs N      how many times ours and the peer take turns; medians are shown
  --seconds N    length of each turn
  --quick        tiny data, one short turn: shows that the bench works, its figures mean nothing
`;
