import { readFileSync } from 'node:fs';

/** The kernel counts in hundredths of a second on every Linux that Node.js runs on. */
const MS_A_TICK = 10;

/**
 * Processor time that a process has used so far, in milliseconds: unlike the clock on the wall it hardly minds who else
 * is busy on the machine.
 * @param {number} pid
 * @returns {number | undefined} undefined where there is no /proc
 */
export function cpuMs(pid) {
  let line;
  try {
    line = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
  // The second field is the name in brackets and may hold spaces; user and system time are the 14th and 15th.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_A_TICK;
}
