import type { ScanView } from '@cheban/contracts';
import { type ScanResult, scanResultLabel } from '@cheban/contracts/constants';
import { clockOf } from '../../shared/format/time.js';

/** A code that was read at the door, with what became of it. */
export interface DoorScan {
  token: string;
  /** ISO instant of the scan: what the books have, whenever it is sent. */
  at: string;
  storeId: string;
  /** Null until the server has answered. */
  answer: Answer | null;
}
export interface Answer {
  result: ScanResult;
  text: string;
  ownerName: string | null;
  people: number | null;
  title: string | null;
}

/** The server takes so many in one go. */
export const BATCH = 200;
/** So many answered ones stay on the screen. */
const KEPT = 50;
/** The server takes no scan older than the end of its session and twelve hours: older ones are of no use. */
const OLDEST_MS = 24 * 3_600_000;

/** What a door code looks like; the words around it, if a whole link was pasted, are left out. */
export function tokenIn(text: string): string {
  const trimmed = text.trim();
  return /(?:^|[/=?#&])([\w-]{43})(?:$|[/?#&])/.exec(trimmed)?.[1] ?? trimmed.slice(0, 100);
}

/**
 * Puts a scan on top of the list. The same code again is not sent again while its first scan waits or was good: it comes to the
 * top and says that it was there before. Answers that were bad are asked for again.
 */
export function withScan(list: readonly DoorScan[], scan: DoorScan): DoorScan[] {
  const before = list.find(({ token, storeId }) => token === scan.token && storeId === scan.storeId);
  const rest = list.filter((one) => one !== before);
  return trimmed([(before && again(before)) ?? scan, ...rest]);
}

/** What a code that was read before shows now: a picture of somebody's code must not look like a new arrival. */
function again(before: DoorScan): DoorScan | null {
  if (before.answer === null) return before;
  if (!isGood(before.answer.result)) return null;
  const text = `${scanResultLabel.already}（${clockOf(before.at)}）`;
  return { ...before, answer: { ...before.answer, result: 'already', text } };
}

export const isGood = (result: ScanResult): boolean => result === 'checked_in' || result === 'already';

/** Scans of a store that the server has not answered, the oldest first, at most one batch. */
export const waitingOf = (list: readonly DoorScan[], storeId: string): DoorScan[] =>
  list
    .filter((scan) => scan.answer === null && scan.storeId === storeId)
    .reverse()
    .slice(0, BATCH);

/** Writes the answers of a batch to their scans. */
export function withAnswers(
  list: readonly DoorScan[],
  storeId: string,
  items: ScanView['items'],
): DoorScan[] {
  const answers = new Map(items.map((item) => [item.token, item]));
  return trimmed(
    list.map((scan) => {
      const item = scan.storeId === storeId && scan.answer === null ? answers.get(scan.token) : undefined;
      if (!item) return scan;
      const { result, text, ownerName, people, title } = item;
      return { ...scan, answer: { result, text, ownerName, people, title } };
    }),
  );
}

/** Those that wait are always kept, of the others the newest. */
function trimmed(list: readonly DoorScan[]): DoorScan[] {
  let answered = 0;
  return list.filter((scan) => scan.answer === null || ++answered <= KEPT);
}

/** What is still of use of a list that was kept on this device. */
export function freshOf(kept: unknown, now: number): DoorScan[] {
  if (!Array.isArray(kept)) return [];
  return kept.filter(
    (scan): scan is DoorScan =>
      typeof scan === 'object' &&
      scan !== null &&
      typeof scan.token === 'string' &&
      typeof scan.storeId === 'string' &&
      now - Date.parse(scan.at) < OLDEST_MS,
  );
}
