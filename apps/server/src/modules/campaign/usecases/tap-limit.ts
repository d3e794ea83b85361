import { monotonicMs } from '../../../platform/clock/index.js';

const WINDOW_MS = 1_000;

/**
 * Counts taps by person and by log-in within a second, in this process and without asking anybody. Slows scripts down;
 * what a person may get is kept by the database.
 */
export class TapLimit {
  private counts = new Map<string, number>();
  private since = 0;

  constructor(private readonly most: number) {}

  /** One tap; false if that was one too many. */
  allows(who: string): boolean {
    const now = monotonicMs();
    if (now - this.since >= WINDOW_MS) {
      this.since = now;
      this.counts = new Map();
    }
    const count = (this.counts.get(who) ?? 0) + 1;
    this.counts.set(who, count);
    return count <= this.most;
  }
}
