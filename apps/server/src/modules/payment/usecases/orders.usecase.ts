import type { PayOrderKind, RefundState } from '@cheban/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { newId, type Tx } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { PAYMENT_RING } from '../jobs/sweep-payments.job.js';
import { type PayOrder, PayOrderRepository } from '../persistence/pay-order.repository.js';
import { type PayRefund, PayRefundRepository } from '../persistence/pay-refund.repository.js';
import { Ledger } from './ledger.usecase.js';
import { refundNumber, tradeNumber } from './pay-numbers.js';

export interface OrderWish {
  readonly storeId: string;
  readonly ownerId: string;
  readonly kind: PayOrderKind;
  /** The thing of the room that sells. */
  readonly subjectId: string;
  /** Chinese; what the owner reads in WeChat's window. At most 60 characters. */
  readonly title: string;
  readonly totalFen: number;
  /** Milliseconds; from then on it cannot be paid. */
  readonly expiresAt: number;
  /** ASCII, at most 120 characters. The same key is the same order. */
  readonly dedupeKey: string;
}

export interface RefundWish {
  readonly orderId: string;
  readonly amountFen: number;
  /** Chinese, at most 60 characters; the owner reads it in WeChat. */
  readonly reason: string;
  /** ASCII, at most 120 characters. The same key is the same refund. */
  readonly dedupeKey: string;
  /** The staff member who asks; null: the owner or the system, who need nobody's yes. */
  readonly askedBy: string | null;
}

/**
 * Orders and refunds for the rooms that sell. What becomes of them comes back as events: order.paid, order.closed,
 * refund.done, refund.dropped, each with { orderId, kind, subjectId } and, for refunds, { refundId, amountFen, all }.
 */
@Injectable()
export class Orders {
  constructor(
    private readonly orders: PayOrderRepository,
    private readonly refunds: PayRefundRepository,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Opens an order in the caller's transaction; its number at WeChat Pay is written with it. Returns its id. */
  open(tx: Tx, wish: OrderWish): Promise<string> {
    if (!Number.isSafeInteger(wish.totalFen) || wish.totalFen < 1) throw new AppError('PAY.AMOUNT');
    const id = newId(this.clock);
    return this.orders.insert(tx, { ...wish, id, outTradeNo: tradeNumber(id) });
  }

  /** Nobody shall pay it any more. False if it is not open any more; `order.closed` follows, or `order.paid` if it was paid. */
  async cancel(tx: Tx, orderId: string): Promise<boolean> {
    const order = await this.orders.lockById(tx, orderId);
    if (order?.state !== 'open') return false;
    await this.orders.update(tx, orderId, { state: 'closing', nextAt: this.clock.now(), tries: 0 });
    this.ring(tx);
    return true;
  }

  /**
   * Asks for money to go back. Above the limit a staff member's wish waits for a second person. The same key again gives the
   * same refund. Throws PAY.REFUND_TOO_MUCH, PAY.AMOUNT.
   */
  async refund(tx: Tx, wish: RefundWish): Promise<{ refundId: string; state: RefundState }> {
    const { orderId, amountFen, reason, dedupeKey, askedBy } = wish;
    if (!Number.isSafeInteger(amountFen) || amountFen < 1) throw new AppError('PAY.AMOUNT');
    const order = await this.orders.lockById(tx, orderId);
    if (!order) throw new AppError('REQUEST.NOT_FOUND');
    const id = newId(this.clock);
    const state = this.needsApproval(amountFen, askedBy) ? 'waiting' : 'planned';
    const outRefundNo = refundNumber(id);
    const refund = {
      id,
      orderId,
      storeId: order.storeId,
      dedupeKey,
      outRefundNo,
      amountFen,
      reason,
      askedBy,
      state,
    };
    if (!(await this.refunds.insert(tx, { ...refund, state }))) {
      const known = await this.refunds.findByKey(dedupeKey);
      if (!known) throw new AppError('REQUEST.IN_PROGRESS', { retryAfterSec: 1 });
      return { refundId: known.id, state: known.state };
    }
    if (!(await this.orders.reserveRefund(tx, orderId, amountFen))) throw new AppError('PAY.REFUND_TOO_MUCH');
    if (state === 'planned') await this.plan(tx, { id, round: 1, amountFen }, order);
    return { refundId: id, state };
  }

  /** Books a refund that is to be sent, and wakes whoever sends it. */
  async plan(tx: Tx, refund: Pick<PayRefund, 'id' | 'round' | 'amountFen'>, order: PayOrder): Promise<void> {
    const key = `refund:${refund.id}:${refund.round}:planned`;
    await this.ledger.post(tx, 'refund_planned', key, aboutOrder(order), refund.amountFen);
    this.ring(tx);
  }

  /** Books the end of a refund and tells the room that sold. */
  async ended(tx: Tx, refund: PayRefund, order: PayOrder, done: boolean): Promise<void> {
    const posting = done ? 'refund_done' : 'refund_dropped';
    if (refund.state === 'planned' || refund.state === 'sent') {
      const key = `refund:${refund.id}:${refund.round}:${done ? 'done' : 'dropped'}`;
      await this.ledger.post(tx, posting, key, aboutOrder(order), refund.amountFen);
    }
    await this.orders.endRefund(tx, order.id, refund.amountFen, done);
    await this.outbox.append(tx, {
      type: done ? 'refund.done' : 'refund.dropped',
      storeId: order.storeId,
      payload: {
        refundId: refund.id,
        orderId: order.id,
        kind: order.kind,
        subjectId: order.subjectId,
        amountFen: refund.amountFen,
        all: done && order.refundedFen + refund.amountFen >= order.totalFen,
      },
    });
  }

  needsApproval(amountFen: number, askedBy: string | null): boolean {
    return askedBy !== null && amountFen > this.config.pay.refundApprovalOverFen;
  }

  findById(id: string): Promise<PayOrder | null> {
    return this.orders.findById(id);
  }

  findByIds(ids: readonly string[]): Promise<Map<string, PayOrder>> {
    return this.orders.findByIds(ids);
  }

  ring(tx: Tx): void {
    tx.afterCommit(() => this.wakeUp.ring(PAYMENT_RING));
  }
}

export const aboutOrder = (order: Pick<PayOrder, 'storeId' | 'id'>) => ({
  storeId: order.storeId,
  subjectType: 'pay_order',
  subjectId: order.id,
});
