import { join } from 'node:path';
import { readJson, writeJson } from './files.mjs';
import { waitUntil } from './ports.mjs';
import { beginningOf, isSameProcess } from './process-id.mjs';

const FILE = 'processes.json';

/**
 * @typedef {{ name: string, pid: number, beginning: string | undefined, patienceMs: number }} Child a process started on
 *   a data folder; patienceMs: how long it may take to end by itself when asked to
 */

/**
 * Notes the children of a data folder, so that the next start can end them if this one is killed hard.
 * @param {string} dataDir
 * @param {Child[]} children in the order of their start
 */
export function noteChildren(dataDir, children) {
  writeJson(join(dataDir, FILE), children);
}

/**
 * Ends what a start that was killed hard (kill -9) has left running on a data folder, last started first.
 * @param {string} dataDir
 * @param {(text: string) => void} log
 */
export async function stopLeftOvers(dataDir, log) {
  /** @type {Child[]} */
  const children = readJson(join(dataDir, FILE)) ?? [];
  for (const child of children.reverse()) {
    if (!isSameProcess(child)) continue;
    log(`ending ${child.name} (process ${child.pid}) that an earlier start left running`);
    await endGroup(child.pid, child.patienceMs, () => !isSameProcess(child));
  }
  if (children.length > 0) noteChildren(dataDir, []);
}

/**
 * Ends a process group: asks, waits, then insists.
 * @param {number} pid leader of the group
 * @param {number} patienceMs
 * @param {() => boolean} [hasEnded] default: the process is gone
 */
export async function endGroup(pid, patienceMs, hasEnded = () => beginningOf(pid) === undefined) {
  signalGroup(pid, 'SIGTERM');
  const ended = async () => hasEnded();
  if (!(await waitUntil(ended, { timeoutMs: patienceMs, everyMs: 25 }))) {
    signalGroup(pid, 'SIGKILL');
    await waitUntil(ended, { timeoutMs: 5000, everyMs: 25 });
  }
  // The leader is gone; what it started and forgot goes too.
  signalGroup(pid, 'SIGKILL');
}

function signalGroup(/** @type {number} */ pid, /** @type {NodeJS.Signals} */ signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // No such group any more.
  }
}
