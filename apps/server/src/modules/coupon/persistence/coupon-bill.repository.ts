import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { CouponBillEntity } from './coupon.entity.js';

export type CouponBill = Readonly<
  Pick<CouponBillEntity, 'id' | 'storeId' | 'visitId' | 'ownerId' | 'amountFen'>
>;

const record = ({ createdAt: _c, updatedAt: _u, ...bill }: CouponBillEntity): CouponBill => bill;

/** Bills with coupons. Whoever changes what stands on a bill holds its row. */
@Injectable()
export class CouponBillRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findByIds(ids: readonly (string | null)[]): Promise<Map<string, CouponBill>> {
    const wanted = [...new Set(ids.filter((id): id is string => id !== null))];
    if (wanted.length === 0) return new Map();
    const entities = await this.uow.reader.findBy(CouponBillEntity, { id: In(wanted) });
    return new Map(entities.map((entity) => [entity.id, record(entity)]));
  }

  async findByVisit(visitId: string): Promise<CouponBill | null> {
    const entity = await this.uow.reader.findOneBy(CouponBillEntity, { visitId });
    return entity ? record(entity) : null;
  }

  async lockById(tx: Tx, id: string): Promise<CouponBill | null> {
    const entity = await tx.manager.findOne(CouponBillEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? record(entity) : null;
  }

  /**
   * The bill of a visit, or a new one for the counter without a visit, its row held. Written before it is read, so that two
   * tills at one new work order wait for each other instead of each seeing nothing.
   */
  async open(tx: Tx, bill: Omit<CouponBill, 'id'>): Promise<CouponBill> {
    const id = newId(this.clock);
    const now = this.clock.date();
    await tx.manager.query(
      `INSERT INTO coupon_bill (id, store_id, visit_id, owner_id, amount_fen, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE updated_at = VALUES(updated_at)`,
      [id, bill.storeId, bill.visitId, bill.ownerId, bill.amountFen, now, now],
    );
    const entity = await tx.manager.findOne(CouponBillEntity, {
      where: bill.visitId === null ? { id } : { visitId: bill.visitId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!entity) throw new Error('A bill that is neither new nor old');
    return record(entity);
  }

  async setAmount(tx: Tx, id: string, amountFen: number): Promise<void> {
    await tx.manager.update(CouponBillEntity, { id }, { amountFen, updatedAt: this.clock.date() });
  }
}
