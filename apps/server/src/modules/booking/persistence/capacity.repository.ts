import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { Taken, UNIT_MS, WORD_UNITS } from '../domain/taken.js';

export interface Claim {
  storeId: string;
  /** Id of the booking or hold. */
  holder: string;
  /** Bay id or staff id. */
  resourceId: string;
  /** Unit starts, milliseconds. */
  units: readonly number[];
  /** End of a hold, milliseconds; null for a booking. */
  expiresAt: number | null;
}

/**
 * Quarter hours of bays and people. Their primary key is the only thing that decides who gets one; nothing is counted
 * first.
 */
@Injectable()
export class CapacityRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Taken quarter hours of a store in [from, to), both full quarters; holds that have run out are free. One query; the
   * database packs the quarters of each resource into words of bits, because a fortnight of a busy store has thousands.
   */
  async takenBetween(storeId: string, from: number, to: number): Promise<Taken> {
    const rows = await this.uow.read<{ id: string; word: number | string; bits: string }>(
      `SELECT id, n DIV ${WORD_UNITS} AS word, BIT_OR(1 << (n MOD ${WORD_UNITS})) AS bits
         FROM (SELECT resource_id AS id, (UNIX_TIMESTAMP(unit_at) - ?) DIV ${UNIT_MS / 1000} AS n
                 FROM capacity_unit
                WHERE store_id = ? AND unit_at >= ? AND unit_at < ? AND (expires_at IS NULL OR expires_at > ?)) AS units
        GROUP BY id, word`,
      [from / 1000, storeId, toDate(from), toDate(to), this.clock.date()],
    );
    const taken = new Taken(from, to);
    for (const row of rows) taken.mark(row.id, Number(row.word), Number(row.bits));
    return taken;
  }

  /**
   * Takes quarter hours of one resource: all or none. False if somebody was faster: the primary key refuses the second
   * taker, who waits until the first has committed or given up. What a hold has left behind after its end is taken over.
   */
  async claim(tx: Tx, claim: Claim): Promise<boolean> {
    if (await this.insert(tx, claim)) return true;
    // A refused insert leaves a shared lock on the row that stands in the way. Two losers who both went on to delete
    // would wait for each other's; so first a look without any lock, and hardly ever is there something to delete.
    const ended = [claim.resourceId, claim.units.map(toDate), this.clock.date()];
    const [left] = await this.uow.read(
      'SELECT 1 FROM capacity_unit WHERE resource_id = ? AND unit_at IN (?) AND expires_at <= ? LIMIT 1',
      ended,
    );
    if (left === undefined) return false;
    const swept: { affectedRows: number } = await tx.manager.query(
      'DELETE FROM capacity_unit WHERE resource_id = ? AND unit_at IN (?) AND expires_at <= ?',
      ended,
    );
    return swept.affectedRows > 0 && this.insert(tx, claim);
  }

  private async insert(tx: Tx, claim: Claim): Promise<boolean> {
    const expiresAt = claim.expiresAt === null ? null : toDate(claim.expiresAt);
    try {
      await tx.manager.query(
        'INSERT INTO capacity_unit (resource_id, unit_at, store_id, booking_id, expires_at) VALUES ?',
        [claim.units.map((unit) => [claim.resourceId, toDate(unit), claim.storeId, claim.holder, expiresAt])],
      );
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** Frees what a booking or hold has taken, or only what lies at or after `from`. Returns how many quarter hours. */
  async free(tx: Tx, holder: string, from = 0): Promise<number> {
    const freed: { affectedRows: number } = await tx.manager.query(
      'DELETE FROM capacity_unit WHERE booking_id = ? AND unit_at >= ?',
      [holder, toDate(from)],
    );
    return freed.affectedRows;
  }

  /** Turns the quarter hours of a hold that still runs into those of a booking. Returns how many. */
  async keep(tx: Tx, holdId: string, bookingId: string): Promise<number> {
    const kept: { affectedRows: number } = await tx.manager.query(
      'UPDATE capacity_unit SET booking_id = ?, expires_at = NULL WHERE booking_id = ? AND expires_at > ?',
      [bookingId, holdId, this.clock.date()],
    );
    return kept.affectedRows;
  }

  /** The newest booking of each of these advisors; ids sort by time. */
  async lastChosen(advisorIds: readonly string[]): Promise<Map<string, string>> {
    if (advisorIds.length < 2) return new Map();
    const rows = await this.uow.read<{ id: string; last: string }>(
      'SELECT advisor_id AS id, MAX(id) AS last FROM booking WHERE advisor_id IN (?) GROUP BY advisor_id',
      [advisorIds],
    );
    return new Map(rows.map(({ id, last }) => [id, last]));
  }

  /** Deletes quarter hours of holds that have run out; tidying only: takers do not wait for it. */
  async purge(tx: Tx, limit: number): Promise<number> {
    const swept: { affectedRows: number } = await tx.manager.query(
      'DELETE FROM capacity_unit WHERE expires_at <= ? LIMIT ?',
      [this.clock.date(), limit],
    );
    return swept.affectedRows;
  }
}
