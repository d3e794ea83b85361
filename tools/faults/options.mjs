import { parseArgs } from 'node:util';
import { Stop } from '../lib/stop.mjs';
import { whole } from '../simulate/options.mjs';
import { experiments } from './experiments.mjs';

const KNOWN = '--seeds N, --from N, --only E1,E2, --quick, --no-table';

/**
 * @typedef {object} FaultOptions
 * @property {number} seeds
 * @property {number} from the first seed
 * @property {string[]} only numbers of experiments; all if left out
 * @property {boolean} quick as long as in npm test
 * @property {boolean} table whether docs/faults.md is written
 * @property {boolean} help
 */

/** @returns {FaultOptions} */
export function readOptions(/** @type {string[]} */ args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        seeds: { type: 'string', default: '5' },
        from: { type: 'string', default: '1' },
        only: { type: 'string' },
        quick: { type: 'boolean', default: false },
        'no-table': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    throw new Stop(`${/** @type {Error} */ (error).message.split('\n')[0]} Known options: ${KNOWN}.`);
  }
  const ids = experiments.map(({ id }) => id);
  const only = values.only?.split(',').map((id) => id.trim().toUpperCase()) ?? ids;
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined)
    throw new Stop(`There is no experiment "${unknown}"; known are ${ids.join(', ')}.`);
  return {
    seeds: whole('--seeds', values.seeds),
    from: whole('--from', values.from),
    only,
    quick: values.quick,
    table: !values['no-table'],
    help: values.help,
  };
}

/** What `npm run faults -- --help` prints. */
export const HELP = `npm run faults -- [--seeds 5] [--from 1] [--only E13,E40] [--quick] [--no-table]

  Breaks the system while it works: every experiment of docs/faults.md with every seed, each beside a broken variant that
  the same checker must turn red. Writes the table of docs/faults.md. Ends with 1 if an invariant broke or a broken variant
  went unnoticed.

  --seeds N     so many seeds; 20 take some hours
  --from N      the first seed
  --only LIST   these experiments only
  --quick       as short as in npm test
  --no-table    leave docs/faults.md alone
`;
