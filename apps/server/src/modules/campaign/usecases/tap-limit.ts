import { monotonicMs } from '../../../platform/clock/index.js';

const WINDOW_MS = 1_000;
/** Those seen last are forgotten beyond so many: their second is over long since. */
const MOST_KEPT = 50_000;

/**
 * Counts taps by person and by log-in within a second, in this process and without asking anybody. Slows scripts down;
 * what a person may get is kept by the database.
 */
export class TapLimit {
  /** Kept from second to second: a wave asks for the same people again, and a new map would grow anew each time. */
  private readonly seen = new Map<string, { second: number; taps: number }>();

  constructor(private readonly most: number) {}

  /** One tap; false if that was one too many. */
  allows(who: string): boolean {
    const second = Math.floor(monotonicMs() / WINDOW_MS);
    const known = this.seen.get(who);
    if (known?.second === second) {
      known.taps += 1;
      return known.taps <= this.most;
    }
    if (known) {
      known.second = second;
      known.taps = 1;
    } else {
      if (this.seen.size >= MOST_KEPT) this.seen.clear();
      this.seen.set(who, { second, taps: 1 });
    }
    return this.most > 0;
  }
}
