import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Stop } from '../lib/stop.mjs';

/**
 * @typedef {object} SimulateOptions
 * @property {number} cars
 * @property {number} days
 * @property {number} seed the same seed plays the same year
 * @property {string} from first business date
 * @property {boolean} compare whether the year is played once more with nobody reminded
 * @property {number | undefined} minutes the whole run ends within so many, with the days that were played; undefined: not bounded
 * @property {string | undefined} json file that gets the figures
 * @property {string} report file that gets the page with charts
 * @property {boolean} help
 */

const KNOWN =
  '--cars N, --days N, --seed N, --from DATE, --minutes N, --unbounded, --no-compare, --json FILE, --report FILE';

/**
 * Reads what stands after `npm run simulate --`.
 * @param {string[]} args
 * @param {string} [from] folder that relative files start from; npm runs scripts in the root and tells where it was called
 * @returns {SimulateOptions}
 */
export function readOptions(args, from = process.env['INIT_CWD'] ?? process.cwd()) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        cars: { type: 'string', default: '10000' },
        days: { type: 'string', default: '365' },
        seed: { type: 'string', default: '1' },
        from: { type: 'string', default: '2026-01-01' },
        minutes: { type: 'string', default: '20' },
        unbounded: { type: 'boolean', default: false },
        'no-compare': { type: 'boolean', default: false },
        json: { type: 'string' },
        report: { type: 'string', default: 'year.html' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    throw new Stop(`${/** @type {Error} */ (error).message.split('\n')[0]} Known options: ${KNOWN}.`);
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(values.from) || Number.isNaN(Date.parse(values.from)))
    throw new Stop('--from wants a date like 2026-01-01.');
  return {
    cars: whole('--cars', values.cars),
    days: whole('--days', values.days),
    seed: whole('--seed', values.seed),
    from: values.from,
    minutes: values.unbounded ? undefined : whole('--minutes', values.minutes),
    compare: !values['no-compare'],
    json: values.json === undefined ? undefined : resolve(from, values.json),
    report: resolve(from, values.report),
    help: values.help,
  };
}

export function whole(/** @type {string} */ name, /** @type {string} */ text) {
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0) throw new Stop(`${name} wants a whole number above 0.`);
  return value;
}

/** What `npm run simulate -- --help` prints. */
export const HELP = `npm run simulate -- [--cars 10000] [--days 365] [--seed 1] [--from 2026-01-01] [--minutes 20 | --unbounded] [--no-compare] [--json FILE] [--report FILE]

  A year of a group with two stores on the real server, database and Redis, with the clock running ahead. Every day is
  checked: nobody told twice, none at night or over a cap, none about what is done, sold or not wanted; no bay
  taken twice; every promise kept or noted; every fen counted. Ends with 1 if anything was wrong. The books of the
  last day have a fingerprint: the same seed gives the same one.

  --cars N        cars of both stores together
  --days N        days to play
  --seed N        the same seed plays the same year
  --from DATE     first day
  --minutes N     end within so many minutes (20): no day is begun that would end later. The report is of the days that
                  were played, says how many, and with how many cars the whole time would have been played
  --unbounded     play all days, however many hours it takes
  --no-compare    do not play it once more with nobody reminded
  --json FILE     write all figures
  --report FILE   write the page with charts (year.html)
`;
