import type { PayoutState } from '@cheban/contracts';
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
import { PayoutEntity } from './payment.entity.js';
import { unchecked } from './unchecked.sql.js';

/** Openid and package are in clear: never log them. */
export type Payout = PlainRecord<PayoutEntity>;
export type NewPayout = Pick<
  Payout,
  | 'id'
  | 'storeId'
  | 'ownerId'
  | 'subjectType'
  | 'subjectId'
  | 'dedupeKey'
  | 'outBillNo'
  | 'title'
  | 'note'
  | 'amountFen'
> & { state: 'held' | 'planned' };
export type PayoutChange = Partial<
  Pick<
    Payout,
    | 'state'
    | 'round'
    | 'outBillNo'
    | 'merchantId'
    | 'openid'
    | 'transferBillNo'
    | 'packageInfo'
    | 'problem'
    | 'takeUntil'
    | 'nextAt'
    | 'tries'
    | 'sentAt'
    | 'doneAt'
    | 'checkedAt'
  >
>;
export interface PayoutFilter {
  readonly storeIds: readonly string[];
  readonly state?: PayoutState | undefined;
  readonly subjectId?: string | undefined;
  readonly ownerId?: string | undefined;
}

const asDates = (change: PayoutChange) =>
  Object.fromEntries(
    Object.entries(change).map(([key, value]) => [
      key,
      (key.endsWith('At') || key === 'takeUntil') && typeof value === 'number' ? toDate(value) : value,
    ]),
  );

@Injectable()
export class PayoutRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Payout | null> {
    const entity = await this.uow.reader.findOneBy(PayoutEntity, { id });
    return entity ? plainRecord(entity) : null;
  }

  async findByKey(dedupeKey: string): Promise<Payout | null> {
    const entity = await this.uow.reader.findOneBy(PayoutEntity, { dedupeKey });
    return entity ? plainRecord(entity) : null;
  }

  async findByKeys(dedupeKeys: readonly string[]): Promise<Map<string, Payout>> {
    if (dedupeKeys.length === 0) return new Map();
    const entities = await this.uow.reader
      .createQueryBuilder(PayoutEntity, 'p')
      .where('p.dedupeKey IN (:...dedupeKeys)', { dedupeKeys })
      .getMany();
    return new Map(entities.map((entity) => [entity.dedupeKey, plainRecord(entity)]));
  }

  async lock(
    tx: Tx,
    by: { id: string } | { outBillNo: string } | { dedupeKey: string },
  ): Promise<Payout | null> {
    const entity = await tx.manager.findOne(PayoutEntity, { where: by, lock: { mode: 'pessimistic_write' } });
    return entity ? plainRecord(entity) : null;
  }

  /** False if a payout with this dedupe key is there already. */
  async insert(tx: Tx, payout: NewPayout): Promise<boolean> {
    const now = this.clock.date();
    try {
      await tx.manager.insert(PayoutEntity, {
        ...payout,
        round: 1,
        tries: 0,
        createdAt: now,
        nextAt: payout.state === 'planned' ? now : null,
      });
      return true;
    } catch (error) {
      if (isDuplicate(error, 'uq_payout_dedupe')) return false;
      throw error;
    }
  }

  async update(tx: Tx, id: string, change: PayoutChange): Promise<void> {
    await tx.manager.update(PayoutEntity, { id }, asDates(change));
  }

  async due(now: number, limit: number): Promise<Payout[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(PayoutEntity, 'p')
      .where('p.state IN (:...states) AND p.nextAt <= :now', {
        states: ['planned', 'sending', 'waiting', 'confirm', 'transferring', 'cancelling'],
        now: toDate(now),
      })
      .orderBy('p.nextAt')
      .take(limit)
      .getMany();
    return entities.map(plainRecord);
  }

  /** Takes a due payout for this look and counts the try before the call: false if another process did. */
  async claim(tx: Tx, payout: Payout, until: number): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      'UPDATE payout SET next_at = ?, tries = LEAST(tries + 1, 60000) WHERE id = ? AND state = ? AND next_at = ?',
      [toDate(until), payout.id, payout.state, payout.nextAt === null ? null : toDate(payout.nextAt)],
    );
    return result.affectedRows === 1;
  }

  /** A person's payouts, the newest first; those before the id `before` if it is given. */
  async ofOwner(ownerId: string, before: string | null, limit: number): Promise<Payout[]> {
    const query = this.uow.reader
      .createQueryBuilder(PayoutEntity, 'p')
      .where('p.ownerId = :ownerId', { ownerId });
    if (before !== null) query.andWhere('p.id < :before', { before });
    return (await query.orderBy('p.id', 'DESC').take(limit).getMany()).map(plainRecord);
  }

  async page(
    filter: PayoutFilter,
    page: number,
    pageSize: number,
  ): Promise<{ payouts: Payout[]; total: number }> {
    const { rows: payouts, total } = await storePage(
      this.uow.reader,
      PayoutEntity,
      {
        storeIds: filter.storeIds,
        equal: { state: filter.state, subjectId: filter.subjectId, ownerId: filter.ownerId },
      },
      { page, pageSize },
    );
    return { payouts, total };
  }

  /** Ended payouts that were never compared with WeChat Pay since, the oldest first. */
  unchecked(before: number, after: string, limit: number): Promise<Payout[]> {
    return unchecked(
      this.uow.reader,
      PayoutEntity,
      "thing.state IN ('done', 'failed', 'cancelled') AND thing.sentAt IS NOT NULL",
      { before, after, limit },
    );
  }
}
