import { businessDate } from '@cheban/kernel';

/** The only source of time. Tests and the send calendar put a travelling clock in its place. */
export abstract class Clock {
  /** Milliseconds since 1970 UTC. */
  abstract now(): number;

  /** Milliseconds by which it was moved away from the machine's time on purpose. */
  aheadMs(): number {
    return 0;
  }

  date(): Date {
    return new Date(this.now());
  }

  /** Today's business date in Asia/Shanghai, YYYY-MM-DD. */
  today(): string {
    return businessDate(this.now());
  }
}

export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }
}

/** A clock that stands still until it is told to move. */
export class TravelClock extends Clock {
  constructor(private instant: number) {
    super();
  }

  now(): number {
    return this.instant;
  }

  set(instant: number): void {
    this.instant = instant;
  }

  advance(ms: number): void {
    this.instant += ms;
  }
}

/** Turns an instant into a Date for a SQL parameter or an ISO string. */
export function toDate(instant: number): Date {
  return new Date(instant);
}

/** Milliseconds of a monotonic clock: for waits and durations only. */
export function monotonicMs(): number {
  return performance.now();
}
