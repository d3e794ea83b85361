import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';

/** Instants are milliseconds. */
export interface ExpiringCoupon {
  readonly id: string;
  readonly typeId: string;
  readonly ownerId: string;
  readonly validUntil: number;
}
interface Row extends Omit<ExpiringCoupon, 'validUntil'> {
  validUntil: Date;
}
const COLUMNS = 'id, type_id AS typeId, owner_id AS ownerId, valid_until AS validUntil';
const OPEN =
  "state = 'held' AND told_at IS NULL AND valid_from <= ? AND valid_until > ? AND valid_until <= ?";
const record = (row: Row): ExpiringCoupon => ({ ...row, validUntil: row.validUntil.getTime() });

/** Coupons that end soon and whose owners were not told. */
@Injectable()
export class ExpiringCouponRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** The same of the types of one store, nobody held. */
  async ofStore(storeId: string, now: number, until: number, most: number): Promise<ExpiringCoupon[]> {
    const rows = await this.uow.reader.query<Row[]>(
      `SELECT ${COLUMNS} FROM coupon
        WHERE ${OPEN} AND type_id IN (SELECT id FROM coupon_type WHERE store_id = ?)
        ORDER BY valid_until, id LIMIT ${Math.trunc(most)}`,
      [toDate(now), toDate(now), toDate(until), storeId],
    );
    return rows.map(record);
  }

  /** Some owners' coupons that end after `now` and before `until`, all of each owner's together, held to the end. */
  async lockSome(tx: Tx, now: number, until: number, most: number): Promise<ExpiringCoupon[]> {
    const bounds = [toDate(now), toDate(now), toDate(until)];
    const first = await tx.manager.query<Row[]>(
      `SELECT ${COLUMNS} FROM coupon WHERE ${OPEN} ORDER BY valid_until, id
        LIMIT ${Math.trunc(most)} FOR UPDATE SKIP LOCKED`,
      bounds,
    );
    if (first.length === 0) return [];
    const owners = [...new Set(first.map(({ ownerId }) => ownerId))];
    const all = await tx.manager.query<Row[]>(
      `SELECT ${COLUMNS} FROM coupon WHERE owner_id IN (?) AND ${OPEN} ORDER BY owner_id, valid_until, id
        FOR UPDATE SKIP LOCKED`,
      [owners, ...bounds],
    );
    return all.map(record);
  }

  async markTold(tx: Tx, ids: readonly string[], at: number): Promise<void> {
    if (ids.length > 0)
      await tx.manager.query('UPDATE coupon SET told_at = ? WHERE id IN (?)', [toDate(at), ids]);
  }
}
