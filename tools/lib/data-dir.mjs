import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statfsSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';
import { readJson, writeJson } from './files.mjs';
import { stopLeftOvers } from './left-overs.mjs';
import { lockHolder, tryLock } from './lock.mjs';
import { asFileStop, Stop } from './stop.mjs';

const MARKER = '.cheban-data';
const LOCK = 'start.lock';
const MEGABYTE = 1024 * 1024;

/** A fresh MariaDB with its redo log, Redis and the demo group take about half of this. */
const LEAST_FREE_BYTES = 600 * MEGABYTE;

/**
 * @typedef {object} DataDir a data folder that this process holds
 * @property {string} path
 * @property {boolean} created whether it did not exist before
 * @property {Secrets} secrets
 * @property {() => void} release lets go of the lock, keeps the data
 * @property {() => void} discard removes the folder again if this process made it
 *
 * @typedef {object} Secrets made once for each data folder, kept in secrets.json (mode 0600)
 * @property {string} databasePassword
 * @property {string} redisPassword
 * @property {string} dataKey base64, 32 bytes: encryption of personal data
 * @property {string} indexKey base64, 32 bytes: blind indexes
 */

/**
 * Looks, without writing anything, whether the folder may be used: it is ours, empty or not there, and nobody runs on it.
 * @param {string} path
 * @returns {string} the absolute path
 */
export function inspectDataDir(path) {
  const full = resolve(path);
  const holder = lockHolder(join(full, LOCK));
  if (holder) {
    throw new Stop(
      `Another ${holder.note || 'copy'} is already running on ${full} (process ${holder.pid}); stop it first or choose another folder with --data DIR.`,
    );
  }
  if (full === parse(full).root)
    throw new Stop(`${full} cannot be the data folder; choose another one with --data DIR.`);
  let entries;
  try {
    entries = existsSync(full) ? readdirSync(full) : [];
  } catch (error) {
    throw asFileStop(error, full);
  }
  if (entries.length > 0 && !entries.includes(MARKER)) {
    throw new Stop(
      `${full} is not a data folder of Cheban and is not empty, so it is left alone; choose another one with --data DIR.`,
    );
  }
  return full;
}

/**
 * Takes a data folder for this process: makes it if needed, locks it, clears what a killed start left behind and probes
 * that there is room to work.
 * @param {string} path
 * @param {{ fresh?: boolean, note?: string, log?: (text: string) => void, leastFreeBytes?: number,
 *   before?: () => Promise<void> }} [options] before: a last look that may refuse, when left-overs have ended and nothing is dropped yet; fresh:
 *   drop what is in it; note: what for, told to others who want it
 * @returns {Promise<DataDir>}
 */
export async function openDataDir(path, options = {}) {
  const { fresh = false, note = 'copy', log = () => {}, leastFreeBytes = LEAST_FREE_BYTES } = options;
  const full = inspectDataDir(path);
  /** @type {string | undefined} */
  let firstMade;
  const discard = () => {
    if (firstMade) remove(full, firstMade);
  };
  let lock;
  try {
    firstMade = mkdirSync(full, { recursive: true, mode: 0o700 });
    if (!existsSync(join(full, MARKER))) {
      writeJson(join(full, MARKER), {
        what: 'Data folder of Cheban: npm start -- --data DIR',
        createdBy: note,
      });
    }
    lock = tryLock(join(full, LOCK), note);
    if ('holder' in lock) {
      throw new Stop(
        `Another ${note} is just being started on ${full} (process ${lock.holder.pid}); wait for it or stop it.`,
      );
    }
    await stopLeftOvers(full, log);
    await options.before?.();
    if (fresh) clear(full);
    requireRoom(full, leastFreeBytes);
    const secrets = provideSecrets(join(full, 'secrets.json'));
    const { release } = lock;
    const releaseAndDiscard = () => {
      release();
      discard();
    };
    return { path: full, created: firstMade !== undefined, secrets, release, discard: releaseAndDiscard };
  } catch (error) {
    if (lock && 'release' in lock) {
      lock.release();
      discard();
    }
    throw asFileStop(error, full);
  }
}

/** Removes a folder made by this process, and the folders made on the way to it if nobody else uses them. */
function remove(/** @type {string} */ full, /** @type {string} */ firstMade) {
  rmSync(full, { recursive: true, force: true });
  try {
    for (let parent = dirname(full); parent.length >= firstMade.length; parent = dirname(parent))
      rmdirSync(parent);
  } catch {
    // Not empty: someone else's by now.
  }
}

function clear(/** @type {string} */ full) {
  for (const entry of readdirSync(full)) {
    if (entry !== MARKER && entry !== LOCK) rmSync(join(full, entry), { recursive: true, force: true });
  }
}

function requireRoom(/** @type {string} */ full, /** @type {number} */ leastFreeBytes) {
  const probe = join(full, `.probe-${process.pid}`);
  try {
    writeFileSync(probe, Buffer.alloc(MEGABYTE));
  } finally {
    if (existsSync(probe)) unlinkSync(probe);
  }
  if (existsSync(join(full, 'mysql'))) return;
  const { bavail, bsize } = statfsSync(full);
  const free = bavail * bsize;
  if (free < leastFreeBytes) {
    throw new Stop(
      `Too little room: ${full} needs ${Math.round(leastFreeBytes / MEGABYTE)} MB free and has ${Math.round(free / MEGABYTE)} MB; free some space or choose another folder with --data DIR.`,
    );
  }
}

/** @returns {Secrets} */
function provideSecrets(/** @type {string} */ path) {
  const known = readJson(path) ?? {};
  const key = () => randomBytes(32).toString('base64');
  const password = () => randomBytes(24).toString('hex');
  const secrets = {
    databasePassword: known.databasePassword ?? password(),
    redisPassword: known.redisPassword ?? password(),
    dataKey: known.dataKey ?? key(),
    indexKey: known.indexKey ?? key(),
  };
  if (JSON.stringify(known) !== JSON.stringify(secrets)) writeJson(path, secrets);
  return secrets;
}
