import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isSameProcess, ownIdentity } from './process-id.mjs';

/**
 * @typedef {{ pid: number, beginning: string | undefined, note?: string }} Holder
 */

/**
 * Who holds a lock file now. A lock whose process is gone (kill -9, power cut) has no holder.
 * @param {string} path
 * @returns {Holder | undefined}
 */
export function lockHolder(path) {
  const holder = read(path);
  return holder && isSameProcess(holder) ? holder : undefined;
}

/**
 * Takes a lock file, or says who has it. Link is the atomic step: of two who try, one gets EEXIST.
 * @param {string} path
 * @param {string} [note] what the holder is doing, for the one who is refused
 * @returns {{ release(): void } | { holder: Holder }}
 */
export function tryLock(path, note = '') {
  const mine = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(mine, JSON.stringify({ ...ownIdentity(), note }), { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(mine, path);
        return { release: () => release(path) };
      } catch (error) {
        if (/** @type {any} */ (error).code !== 'EEXIST') throw error;
      }
      const holder = lockHolder(path);
      if (holder) return { holder };
      setAside(path, `${mine}.stale`);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Waits for a lock, works, and lets go.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {(holder: Holder) => void} [onWait] told once if someone else is busy
 * @returns {Promise<T>}
 */
export async function withLock(path, work, onWait = () => {}) {
  let lock = tryLock(path);
  if ('holder' in lock) onWait(lock.holder);
  while ('holder' in lock) {
    await sleep(200);
    lock = tryLock(path);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Moves a stale lock away; puts it back if, in between, somebody alive had taken it. */
function setAside(/** @type {string} */ path, /** @type {string} */ aside) {
  try {
    renameSync(path, aside);
  } catch (error) {
    if (/** @type {any} */ (error).code === 'ENOENT') return;
    throw error;
  }
  const moved = read(aside);
  if (moved && isSameProcess(moved)) {
    try {
      linkSync(aside, path);
    } catch {
      // Taken again meanwhile: the next look at the lock tells by whom.
    }
  }
  rmSync(aside, { force: true });
}

function release(/** @type {string} */ path) {
  const holder = read(path);
  if (holder?.pid === process.pid && isSameProcess(holder)) rmSync(path, { force: true });
}

/** @returns {Holder | undefined} */
function read(/** @type {string} */ path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
