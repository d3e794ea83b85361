import { Clock } from './clock.js';

/**
 * The machine's time plus an offset that a command moves: for copies that play the outside world themselves, so that
 * weeks of reminders can be watched in a minute. All processes of the copy follow the same offset.
 */
export class MovableClock extends Clock {
  private ahead = 0;

  now(): number {
    return Date.now() + this.ahead;
  }

  override aheadMs(): number {
    return this.ahead;
  }

  setAhead(ms: number): void {
    this.ahead = ms;
  }

  /** Makes it this instant now. */
  moveTo(instant: number): void {
    this.ahead = instant - Date.now();
  }
}
