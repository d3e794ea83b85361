import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { NEWER } from '../domain/care-plan.js';

/** A stage may be told for at most 90 days (contracts, careStage). */
const LONGEST_VALID_MS = 90 * DAY_MS;

/** What of the plan was not told in time. Instants are milliseconds. */
@Injectable()
export class CareHealthRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * How many reminders ended between two instants without anybody having been told. Not among them: what had run out
   * before the car was on file, and what a nearer reminder has taken the place of.
   */
  async missedBetween(from: number, to: number): Promise<number> {
    const rows: { n: string }[] = await this.uow.reader.query(
      `SELECT COUNT(*) AS n FROM care_item i JOIN vehicle v ON v.id = i.vehicle_id
        WHERE i.state = 'missed' AND i.not_before >= ? AND i.expires_at >= ? AND i.expires_at < ?
          AND i.expires_at > v.created_at AND i.why <> ?`,
      [toDate(from - LONGEST_VALID_MS), toDate(from), toDate(to), NEWER],
    );
    return Number(rows[0]?.n ?? 0);
  }

  /** How many reminders are past their time by more than the given instant, and since when. */
  async late(before: number): Promise<{ count: number; oldestAt: number | null }> {
    const rows: { n: string; oldest: Date | null }[] = await this.uow.reader.query(
      "SELECT COUNT(*) AS n, MIN(not_before) AS oldest FROM care_item WHERE state = 'planned' AND not_before < ?",
      [toDate(before)],
    );
    return { count: Number(rows[0]?.n ?? 0), oldestAt: rows[0]?.oldest?.getTime() ?? null };
  }
}
