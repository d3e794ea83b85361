import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process began, as the operating system tells it: with the id it names one process for good, because ids are
 * used again but never with the same beginning.
 * @param {number} pid
 * @returns {string | undefined} undefined when there is no such process (or only its unreaped rest)
 */
export function beginningOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The second field is the program's name in brackets and may itself hold spaces and brackets.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      return `${boot}:${fields[19]}`;
    } catch {
      return undefined;
    }
  }
  try {
    const told = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return told || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether exactly this process still runs.
 * @param {{ pid: number, beginning: string | undefined }} identity
 */
export function isSameProcess({ pid, beginning }) {
  return beginning !== undefined && beginningOf(pid) === beginning;
}

/** The identity of the running process itself. */
export function ownIdentity() {
  return { pid: process.pid, beginning: beginningOf(process.pid) };
}
