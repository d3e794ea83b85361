/** Spreads work evenly: at most so many a second, with bursts of no more than what one second allows. Pure. */
export class Pace {
  private freeAt = 0;

  /** @param perSecond 0: no limit */
  constructor(private readonly perSecond: number) {}

  /** Takes room for `count` pieces of work. Returns for how many milliseconds to wait before doing them. */
  take(count: number, nowMs: number): number {
    if (this.perSecond === 0) return 0;
    const startAt = Math.max(this.freeAt, nowMs);
    this.freeAt = startAt + (count / this.perSecond) * 1000;
    return startAt - nowMs;
  }

  /** Gives back room that was taken last and is not needed after all. */
  giveBack(count: number): void {
    if (this.perSecond > 0) this.freeAt -= (count / this.perSecond) * 1000;
  }
}
