/** The simulator's time: the machine's, moved by an offset that tests set. */
export class SimulatorClock {
  offsetMs = 0;

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.offsetMs;
  }

  seconds(): number {
    return Math.floor(this.now() / 1000);
  }
}
