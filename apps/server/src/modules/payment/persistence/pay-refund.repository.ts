import type { RefundState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import {
  isDuplicate,
  type PlainRecord,
  plainRecord,
  storePage,
  type Tx,
  UnitOfWork,
} from '../../../platform/database/index.js';
import { PayRefundEntity } from './payment.entity.js';
import { unchecked } from './unchecked.sql.js';

export type PayRefund = PlainRecord<PayRefundEntity>;
export type NewPayRefund = Pick<
  PayRefund,
  'id' | 'orderId' | 'storeId' | 'dedupeKey' | 'outRefundNo' | 'amountFen' | 'reason' | 'askedBy'
> & { state: 'waiting' | 'planned' };

@Injectable()
export class PayRefundRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<PayRefund | null> {
    const entity = await this.uow.reader.findOneBy(PayRefundEntity, { id });
    return entity ? plainRecord(entity) : null;
  }

  async findByKey(dedupeKey: string): Promise<PayRefund | null> {
    const entity = await this.uow.reader.findOneBy(PayRefundEntity, { dedupeKey });
    return entity ? plainRecord(entity) : null;
  }

  async lockByNumber(tx: Tx, outRefundNo: string): Promise<PayRefund | null> {
    const entity = await tx.manager.findOne(PayRefundEntity, {
      where: { outRefundNo },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? plainRecord(entity) : null;
  }

  async lockById(tx: Tx, id: string): Promise<PayRefund | null> {
    const entity = await tx.manager.findOne(PayRefundEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? plainRecord(entity) : null;
  }

  /** The refunds of some orders, the oldest first. */
  async ofOrders(orderIds: readonly string[]): Promise<PayRefund[]> {
    if (orderIds.length === 0) return [];
    const entities = await this.uow.reader
      .createQueryBuilder(PayRefundEntity, 'r')
      .where('r.orderId IN (:...orderIds)', { orderIds })
      .orderBy('r.id')
      .getMany();
    return entities.map(plainRecord);
  }

  /** False if a refund with this dedupe key is there already. */
  async insert(tx: Tx, refund: NewPayRefund): Promise<boolean> {
    const now = this.clock.date();
    try {
      await tx.manager.insert(PayRefundEntity, {
        ...refund,
        round: 1,
        tries: 0,
        createdAt: now,
        nextAt: refund.state === 'planned' ? now : null,
      });
      return true;
    } catch (error) {
      if (isDuplicate(error, 'uq_pay_refund_dedupe')) return false;
      throw error;
    }
  }

  /** Moves a refund on from one of these states; false if it is in none of them any more. */
  async move(
    tx: Tx,
    id: string,
    from: readonly RefundState[],
    change: Partial<
      Pick<PayRefund, 'state' | 'decidedBy' | 'problem' | 'nextAt' | 'tries' | 'round' | 'doneAt'>
    >,
  ): Promise<boolean> {
    const { nextAt, doneAt, ...rest } = change;
    const result = await tx.manager
      .createQueryBuilder()
      .update(PayRefundEntity)
      .set({
        ...rest,
        ...(nextAt === undefined ? {} : { nextAt: nextAt === null ? null : toDate(nextAt) }),
        ...(doneAt === undefined ? {} : { doneAt: doneAt === null ? null : toDate(doneAt) }),
      })
      .where('id = :id AND state IN (:...from)', { id, from })
      .execute();
    return result.affected === 1;
  }

  async due(now: number, limit: number): Promise<PayRefund[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(PayRefundEntity, 'r')
      .where("r.state IN ('planned', 'sent') AND r.nextAt <= :now", { now: toDate(now) })
      .orderBy('r.nextAt')
      .take(limit)
      .getMany();
    return entities.map(plainRecord);
  }

  /** Takes a due refund for this look and counts the try before the call: false if another process did. */
  async claim(tx: Tx, refund: PayRefund, until: number): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      'UPDATE pay_refund SET next_at = ?, tries = LEAST(tries + 1, 60000) WHERE id = ? AND state = ? AND next_at = ?',
      [toDate(until), refund.id, refund.state, refund.nextAt === null ? null : toDate(refund.nextAt)],
    );
    return result.affectedRows === 1;
  }

  async page(
    storeIds: readonly string[],
    state: RefundState | undefined,
    page: number,
    pageSize: number,
  ): Promise<{ refunds: PayRefund[]; total: number }> {
    const { rows: refunds, total } = await storePage(
      this.uow.reader,
      PayRefundEntity,
      { storeIds: storeIds, equal: { state } },
      { page, pageSize },
    );
    return { refunds, total };
  }

  /** Ended refunds that were never compared with WeChat Pay since, the oldest first. */
  unchecked(before: number, after: string, limit: number): Promise<PayRefund[]> {
    return unchecked(this.uow.reader, PayRefundEntity, "thing.state IN ('done', 'failed')", {
      before,
      after,
      limit,
    });
  }

  async markChecked(tx: Tx, id: string): Promise<void> {
    await tx.manager.update(PayRefundEntity, { id }, { checkedAt: this.clock.date() });
  }
}
