/** Something that must be over at an instant of the monotonic clock, in milliseconds. */
export interface Bounded {
  endsAt: number;
  expire(): void;
}

/** One timer for all that was given the same time: what was begun first also ends first. */
export class Deadlines {
  /**
   * What is under way, in the order it was begun. What is over leaves at once: kept for even a second, calls outlive the
   * collection of young garbage, and a worker that sends thousands a second fills its memory with them.
   */
  private readonly waiting = new Set<Bounded>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly lengthMs: number) {}

  add(bounded: Bounded): void {
    bounded.endsAt = performance.now() + this.lengthMs;
    this.waiting.add(bounded);
    if (this.timer === null) this.start(this.lengthMs);
  }

  /** It is over in time. */
  remove(bounded: Bounded): void {
    this.waiting.delete(bounded);
  }

  private start(ms: number): void {
    this.timer = setTimeout(() => this.look(), Math.max(1, ms));
    // Connections keep a process alive as long as a call is under way.
    this.timer.unref();
  }

  private look(): void {
    this.timer = null;
    const now = performance.now();
    for (const bounded of this.waiting) {
      if (bounded.endsAt > now) {
        this.start(bounded.endsAt - now);
        return;
      }
      this.waiting.delete(bounded);
      bounded.expire();
    }
  }
}
