/** Something that must be over at an instant of the monotonic clock, in milliseconds. */
export interface Bounded {
  readonly isSettled: boolean;
  endsAt: number;
  expire(): void;
}

/** Fewer calls than this are not worth looking through for those that are over. */
const SWEEP_LENGTH = 1024;

/** One timer for all that was given the same time: what was begun first also ends first. */
export class Deadlines {
  private waiting: Bounded[] = [];
  private timer: NodeJS.Timeout | null = null;
  /** How many were still under way when those that are over were last forgotten. */
  private kept = 0;

  constructor(private readonly lengthMs: number) {}

  add(bounded: Bounded): void {
    bounded.endsAt = performance.now() + this.lengthMs;
    this.waiting.push(bounded);
    if (this.timer === null) this.start(this.lengthMs);
    else if (this.waiting.length >= SWEEP_LENGTH && this.waiting.length >= 2 * this.kept)
      this.forgetSettled();
  }

  /** What is over is kept no longer than it must: memory grows with what is under way, not with what is done. */
  private forgetSettled(): void {
    this.waiting = this.waiting.filter(({ isSettled }) => !isSettled);
    this.kept = this.waiting.length;
  }

  private start(ms: number): void {
    this.timer = setTimeout(() => this.look(), Math.max(1, ms));
    // Connections keep a process alive as long as a call is under way.
    this.timer.unref();
  }

  private look(): void {
    this.timer = null;
    const now = performance.now();
    this.forgetSettled();
    const late = this.waiting.filter(({ endsAt }) => endsAt <= now);
    for (const bounded of late) bounded.expire();
    this.forgetSettled();
    const next = this.waiting[0];
    if (next) this.start(next.endsAt - now);
  }
}
