import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../clock/index.js';
import { UnitOfWork } from './unit-of-work.js';

/** A lease that ends later than this was taken before the clock was set back; it would hold everybody up until then. */
const CLOCK_BACK_MS = 10 * 60_000;

/**
 * Says who may run a periodic job now. The row in MySQL is the truth, so that two schedulers, or a scheduler that
 * lost Redis, never run the same tick twice.
 */
@Injectable()
export class Leases {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Takes the lease `name` for `ms` if nobody holds it. Returns whether it was taken. */
  async take(name: string, ms: number, holder: string): Promise<boolean> {
    const now = this.clock.now();
    // Each statement decides by itself: a transaction around it would only cost two more.
    const taken: { affectedRows: number } = await this.uow.reader.query(
      'UPDATE lease SET holder = ?, until_at = ? WHERE name = ? AND (until_at <= ? OR holder = ? OR until_at > ?)',
      [holder, toDate(now + ms), name, toDate(now), holder, toDate(now + ms + CLOCK_BACK_MS)],
    );
    if (taken.affectedRows === 1) return true;
    // Only the very first taker writes the row.
    const first: { affectedRows: number } = await this.uow.reader.query(
      'INSERT IGNORE INTO lease (name, holder, until_at, ran_at) VALUES (?, ?, ?, NULL)',
      [name, holder, toDate(now + ms)],
    );
    return first.affectedRows === 1;
  }

  /** Gives the lease back and notes that the work was done. */
  async release(name: string, holder: string): Promise<void> {
    await this.uow.reader.query('UPDATE lease SET until_at = ?, ran_at = ? WHERE name = ? AND holder = ?', [
      toDate(0),
      toDate(this.clock.now()),
      name,
      holder,
    ]);
  }

  /** When the work under this lease was last finished. */
  async ranAt(name: string): Promise<Date | null> {
    const rows: { ran_at: Date | null }[] = await this.uow.reader.query(
      'SELECT ran_at FROM lease WHERE name = ?',
      [name],
    );
    return rows[0]?.ran_at ?? null;
  }
}
