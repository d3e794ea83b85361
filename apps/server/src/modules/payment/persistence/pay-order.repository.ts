import type { PayApp, PayOrderKind, PayOrderState } from '@cheban/contracts';
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
import { PayOrderEntity } from './payment.entity.js';
import { unchecked } from './unchecked.sql.js';

/** The openid is in clear: never log or show it. */
export type PayOrder = PlainRecord<PayOrderEntity>;

export interface NewPayOrder {
  readonly id: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly kind: PayOrderKind;
  readonly subjectId: string;
  readonly dedupeKey: string;
  readonly outTradeNo: string;
  readonly title: string;
  readonly totalFen: number;
  readonly expiresAt: number;
}

export interface OrderFilter {
  readonly storeIds: readonly string[];
  readonly kind?: PayOrderKind | undefined;
  readonly state?: PayOrderState | undefined;
  readonly ownerId?: string | undefined;
  readonly q?: string | undefined;
}

type Change = Partial<
  Pick<PayOrder, 'state' | 'prepayId' | 'transactionId' | 'nextAt' | 'tries' | 'paidAt' | 'closedAt'>
>;
const dates = (change: Change) =>
  Object.fromEntries(
    Object.entries(change).map(([key, value]) => [
      key,
      key.endsWith('At') && typeof value === 'number' ? toDate(value) : value,
    ]),
  );

@Injectable()
export class PayOrderRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<PayOrder | null> {
    const entity = await this.uow.reader.findOneBy(PayOrderEntity, { id });
    return entity ? plainRecord(entity) : null;
  }

  async findByIds(ids: readonly string[]): Promise<Map<string, PayOrder>> {
    if (ids.length === 0) return new Map();
    const entities = await this.uow.reader
      .createQueryBuilder(PayOrderEntity, 'o')
      .where('o.id IN (:...ids)', { ids })
      .getMany();
    return new Map(entities.map((entity) => [entity.id, plainRecord(entity)]));
  }

  async lockById(tx: Tx, id: string): Promise<PayOrder | null> {
    const entity = await tx.manager.findOne(PayOrderEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? plainRecord(entity) : null;
  }

  async lockByNumber(tx: Tx, outTradeNo: string): Promise<PayOrder | null> {
    const entity = await tx.manager.findOne(PayOrderEntity, {
      where: { outTradeNo },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? plainRecord(entity) : null;
  }

  /** The id of the order with this dedupe key: the new one, or the one that was there before. */
  async insert(tx: Tx, order: NewPayOrder): Promise<string> {
    try {
      await tx.manager.insert(PayOrderEntity, {
        ...order,
        expiresAt: toDate(order.expiresAt),
        nextAt: toDate(order.expiresAt),
        refundedFen: 0,
        refundingFen: 0,
        state: 'open',
        tries: 0,
        createdAt: this.clock.date(),
      });
      return order.id;
    } catch (error) {
      if (!isDuplicate(error, 'uq_pay_order_dedupe')) throw error;
      const known = await tx.manager.findOneByOrFail(PayOrderEntity, { dedupeKey: order.dedupeKey });
      return known.id;
    }
  }

  async update(tx: Tx, id: string, change: Change): Promise<void> {
    await tx.manager.update(PayOrderEntity, { id }, dates(change));
  }

  /** Names who pays, once: WeChat Pay wants the same content for the same number. False if somebody was faster. */
  async fixPayer(
    tx: Tx,
    id: string,
    payer: { merchantId: string; app: PayApp; appId: string; openid: string },
    nextAt: number,
  ): Promise<boolean> {
    const result = await tx.manager
      .createQueryBuilder()
      .update(PayOrderEntity)
      .set({ ...payer, nextAt: toDate(nextAt) })
      .where("id = :id AND openid IS NULL AND state = 'open'", { id })
      .execute();
    return result.affected === 1;
  }

  /** Keeps a sum for a refund, if so much is left; the gate against giving back more than was paid. */
  async reserveRefund(tx: Tx, id: string, amountFen: number): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      `UPDATE pay_order SET refunding_fen = refunding_fen + ?
        WHERE id = ? AND state IN ('paid', 'late') AND refunded_fen + refunding_fen + ? <= total_fen`,
      [amountFen, id, amountFen],
    );
    return result.affectedRows === 1;
  }

  /** Ends what was kept for a refund: it went back (`done`) or did not. */
  async endRefund(tx: Tx, id: string, amountFen: number, done: boolean): Promise<void> {
    await tx.manager.query(
      'UPDATE pay_order SET refunding_fen = refunding_fen - ?, refunded_fen = refunded_fen + ? WHERE id = ?',
      [amountFen, done ? amountFen : 0, id],
    );
  }

  /** Orders that the sweep shall look at now, the longest due first. */
  async due(now: number, limit: number): Promise<PayOrder[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(PayOrderEntity, 'o')
      .where("o.state IN ('open', 'closing') AND o.nextAt <= :now", { now: toDate(now) })
      .orderBy('o.nextAt')
      .take(limit)
      .getMany();
    return entities.map(plainRecord);
  }

  /** Takes a due order for this look: false if another process did. */
  async claim(tx: Tx, order: PayOrder, until: number): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      'UPDATE pay_order SET next_at = ?, tries = LEAST(tries + 1, 60000) WHERE id = ? AND state = ? AND next_at = ?',
      [toDate(until), order.id, order.state, order.nextAt === null ? null : toDate(order.nextAt)],
    );
    return result.affectedRows === 1;
  }

  async page(
    filter: OrderFilter,
    page: number,
    pageSize: number,
  ): Promise<{ orders: PayOrder[]; total: number }> {
    const { rows: orders, total } = await storePage(
      this.uow.reader,
      PayOrderEntity,
      {
        storeIds: filter.storeIds,
        equal: { kind: filter.kind, state: filter.state, ownerId: filter.ownerId },
        narrow: (query) => {
          if (!filter.q) return;
          // Numbers are ascii columns, which the database refuses to compare with Chinese characters.
          const isNumber = /^[\w-]+$/.test(filter.q);
          query.andWhere(
            isNumber
              ? '(thing.outTradeNo = :q OR thing.transactionId = :q OR thing.title LIKE :like)'
              : 'thing.title LIKE :like',
            { q: filter.q, like: `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` },
          );
        },
      },
      { page, pageSize },
    );
    return { orders, total };
  }

  /** Ended orders that were never compared with WeChat Pay since, the oldest first. */
  unchecked(before: number, after: string, limit: number): Promise<PayOrder[]> {
    return unchecked(
      this.uow.reader,
      PayOrderEntity,
      "thing.state IN ('paid', 'closed', 'late') AND thing.merchantId IS NOT NULL",
      { before, after, limit },
    );
  }

  async markChecked(tx: Tx, id: string): Promise<void> {
    await tx.manager.update(PayOrderEntity, { id }, { checkedAt: this.clock.date() });
  }
}
