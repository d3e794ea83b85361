import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { Closure } from './floor.repository.js';
import { BayClosureEntity, BayEntity, StoreSpecialDayEntity } from './store.entity.js';

export interface StoreSpecialDay {
  readonly on: string;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly note: string;
}

/** Special days of stores and closures of bays. */
@Injectable()
export class StoreCalendarRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** From `from` on, by date. */
  async specialDaysOf(
    storeIds: readonly string[],
    from: string,
  ): Promise<(StoreSpecialDay & { storeId: string })[]> {
    if (storeIds.length === 0) return [];
    return this.uow.reader.query(
      `SELECT store_id AS storeId, DATE_FORMAT(day_on, '%Y-%m-%d') AS \`on\`, opens_at AS opensAt,
              closes_at AS closesAt, note
         FROM store_special_day WHERE store_id IN (?) AND day_on >= ? ORDER BY day_on`,
      [storeIds, from],
    );
  }

  /** Replaces the special days from `from` on; what lies before stays as history. */
  async setSpecialDays(
    tx: Tx,
    storeId: string,
    from: string,
    days: readonly StoreSpecialDay[],
  ): Promise<void> {
    await tx.manager.query('DELETE FROM store_special_day WHERE store_id = ? AND day_on >= ?', [
      storeId,
      from,
    ]);
    if (days.length > 0)
      await tx.manager.insert(
        StoreSpecialDayEntity,
        days.map((day) => ({ storeId, ...day })),
      );
  }

  /** Closures that end after `from` (milliseconds), by start. */
  async closuresOf(storeIds: readonly string[], from: number): Promise<(Closure & { storeId: string })[]> {
    if (storeIds.length === 0) return [];
    const rows: { id: string; storeId: string; bayId: string; fromAt: Date; toAt: Date; reason: string }[] =
      await this.uow.reader.query(
        `SELECT id, store_id AS storeId, bay_id AS bayId, from_at AS fromAt, to_at AS toAt, reason
           FROM bay_closure WHERE store_id IN (?) AND to_at > ? ORDER BY from_at`,
        [storeIds, toDate(from)],
      );
    return rows.map(({ id, storeId, bayId, fromAt, toAt, reason }) => ({
      id,
      storeId,
      resourceId: bayId,
      from: fromAt.getTime(),
      to: toAt.getTime(),
      reason,
    }));
  }

  async bayById(id: string): Promise<{ id: string; storeId: string; name: string } | null> {
    return this.uow.reader.findOneBy(BayEntity, { id });
  }

  async closureById(id: string): Promise<BayClosureEntity | null> {
    return this.uow.reader.findOneBy(BayClosureEntity, { id });
  }

  /** Milliseconds. */
  async insertClosure(
    tx: Tx,
    closure: { storeId: string; bayId: string; from: number; to: number; reason: string; createdBy: string },
  ): Promise<string> {
    const { from, to, ...rest } = closure;
    const id = newId(this.clock);
    await tx.manager.insert(BayClosureEntity, {
      id,
      ...rest,
      fromAt: toDate(from),
      toAt: toDate(to),
      createdAt: this.clock.date(),
    });
    return id;
  }

  async removeClosure(tx: Tx, id: string): Promise<void> {
    await tx.manager.delete(BayClosureEntity, { id });
  }
}
