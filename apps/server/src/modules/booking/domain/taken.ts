import { MINUTE_MS } from '@cheban/kernel';

/** Capacity is taken in quarters of an hour. */
export const UNIT_MS = 15 * MINUTE_MS;

/** Quarter hours that one word holds. */
export const WORD_UNITS = 32;

/**
 * Taken quarter hours by resource (bay or advisor), one bit each, counted from an instant: a fortnight of a busy store is
 * thousands of quarter hours but only some hundred words.
 */
export class Taken {
  private readonly words = new Map<string, Int32Array>();
  private readonly length: number;

  /** Covers [from, to), milliseconds; what lies outside counts as free. */
  constructor(
    private readonly from: number,
    to: number,
  ) {
    this.length = Math.max(0, Math.ceil((to - from) / UNIT_MS / WORD_UNITS));
  }

  /** Marks the quarter hours of one word: bit 0 of word 0 starts at `from`. */
  mark(resourceId: string, word: number, bits: number): void {
    if (word < 0 || word >= this.length) return;
    let words = this.words.get(resourceId);
    if (!words) {
      words = new Int32Array(this.length);
      this.words.set(resourceId, words);
    }
    words[word] = (words[word] ?? 0) | bits;
  }

  /** True if none of the quarter hours that start at `units` (milliseconds) is taken. */
  isFree(resourceId: string, units: readonly number[]): boolean {
    const words = this.words.get(resourceId);
    if (!words) return true;
    for (const unit of units) {
      const at = (unit - this.from) / UNIT_MS;
      if (((words[at >> 5] ?? 0) & (1 << (at & 31))) !== 0) return false;
    }
    return true;
  }

  /** The same for the quarter hours that [start, start + minutes) touches. */
  isFreeFor(resourceId: string, start: number, minutes: number): boolean {
    const words = this.words.get(resourceId);
    if (!words) return true;
    const first = Math.floor((start - this.from) / UNIT_MS);
    const end = Math.ceil((start + minutes * MINUTE_MS - this.from) / UNIT_MS);
    for (let at = first; at < end; at += 1) {
      if (((words[at >> 5] ?? 0) & (1 << (at & 31))) !== 0) return false;
    }
    return true;
  }

  /** Marks every quarter hour that [from, to), milliseconds, touches. */
  occupy(resourceId: string, from: number, to: number): void {
    const first = Math.max(0, Math.floor((from - this.from) / UNIT_MS));
    const end = Math.min(this.length * WORD_UNITS, Math.ceil((to - this.from) / UNIT_MS));
    for (let at = first; at < end; at += 1) this.mark(resourceId, at >> 5, 1 << (at & 31));
  }

  /** How many quarter hours are taken. */
  load(resourceId: string): number {
    let count = 0;
    for (const word of this.words.get(resourceId) ?? []) {
      for (let rest = word; rest !== 0; rest &= rest - 1) count += 1;
    }
    return count;
  }
}
