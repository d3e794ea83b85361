import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../lib/root.mjs';
import { Stop } from '../lib/stop.mjs';

const DEFAULT_BASE = 4600;
const PORTS = 4;

/**
 * @typedef {{ dataDir: string, base: number, fresh: boolean, check: boolean, help: boolean }} StartOptions
 */

/**
 * Reads what stands after `npm start --`.
 * @param {string[]} args
 * @param {string} [from] folder that a relative --data starts from; npm runs scripts in the root and tells where it was called
 * @returns {StartOptions}
 */
export function readOptions(args, from = process.env['INIT_CWD'] ?? process.cwd()) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        fresh: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    throw new Stop(
      `${/** @type {Error} */ (error).message.split('\n')[0]} Known options: --data DIR, --port BASE, --fresh, --check.`,
    );
  }
  const base = values.port === undefined ? DEFAULT_BASE : Number(values.port);
  if (!Number.isInteger(base) || base < 1024 || base + PORTS - 1 > 65_535) {
    throw new Stop(
      `--port wants a number from 1024 to ${65_536 - PORTS}: the first of ${PORTS} ports in a row.`,
    );
  }
  return {
    dataDir: dataDirOf(values.data, from),
    base,
    fresh: values.fresh,
    check: values.check,
    help: values.help,
  };
}

/**
 * The data folder that is meant: .cheban in the root unless one is named.
 * @param {string | undefined} named
 * @param {string} [from]
 */
export function dataDirOf(named, from = process.env['INIT_CWD'] ?? process.cwd()) {
  if (named === undefined) return join(ROOT, '.cheban');
  if (named.trim() === '') throw new Stop('--data wants a folder.');
  return isAbsolute(named) ? named : resolve(from, named);
}

/** What `npm start -- --help` prints. */
export const HELP = `npm start -- [--data DIR] [--port BASE] [--fresh] [--check]

  --data DIR    where this copy keeps its database, Redis and files (default .cheban)
  --port BASE   first of four ports: API, owner app, console, simulator (default ${DEFAULT_BASE})
  --fresh       drop what is in the data folder first
  --check       start, walk the care loop once over HTTP, print each step with its time, stop
`;
