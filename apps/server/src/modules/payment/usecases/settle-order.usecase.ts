import type { Refund, Trade } from '@cheban/wechat';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { effectOf, type TradeEffect } from '../domain/order-rules.js';
import { sayProblem } from '../domain/pay-words.js';
import { DifferenceRepository } from '../persistence/difference.repository.js';
import { type PayOrder, PayOrderRepository } from '../persistence/pay-order.repository.js';
import { PayRefundRepository } from '../persistence/pay-refund.repository.js';
import { Ledger } from './ledger.usecase.js';
import { aboutOrder, Orders } from './orders.usecase.js';

const LOOK_AT_REFUND_MS = 60_000;

/**
 * What WeChat Pay says about orders and refunds, by notice or by query, becomes ours here and nowhere else. The row is locked
 * first, so the same word a hundred times at once has one effect.
 */
@Injectable()
export class SettleOrder {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly orders: PayOrderRepository,
    private readonly refunds: PayRefundRepository,
    private readonly differences: DifferenceRepository,
    private readonly door: Orders,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Applies a trade of this merchant account; `unknown` if the number is not an order of it. Joins a running transaction. */
  async trade(merchantId: string, trade: Trade): Promise<TradeEffect | 'unknown'> {
    return this.uow.run(async (tx) => {
      const order = await this.orders.lockByNumber(tx, trade.outTradeNo);
      if (!order || order.merchantId !== merchantId) return 'unknown';
      const effect = effectOf(order, trade);
      if (effect === 'paid' || effect === 'late') await this.paid(tx, order, trade, effect);
      if (effect === 'closed') await this.closed(tx, order);
      if (effect === 'differs') await this.differs(tx, order, trade);
      return effect;
    });
  }

  /** Applies a refund of this merchant account; `unknown` if the number is not one of ours. */
  async refund(merchantId: string, refund: Refund): Promise<'done' | 'sent' | 'failed' | 'none' | 'unknown'> {
    return this.uow.run(async (tx) => {
      const seen = await this.refunds.lockByNumber(tx, refund.outRefundNo);
      const order = seen ? await this.orders.lockById(tx, seen.orderId) : null;
      if (!seen || !order || order.merchantId !== merchantId) return 'unknown';
      const open = ['planned', 'sent'] as const;
      if (refund.state === 'PROCESSING') {
        const nextAt = this.clock.now() + LOOK_AT_REFUND_MS;
        const moved = await this.refunds.move(tx, seen.id, ['planned'], {
          state: 'sent',
          nextAt,
          problem: null,
        });
        return moved ? 'sent' : 'none';
      }
      const done = refund.state === 'SUCCESS';
      const change = done
        ? { state: 'done' as const, nextAt: null, problem: null, doneAt: this.clock.now() }
        : { state: 'failed' as const, nextAt: null, problem: sayProblem(refund.state) };
      if (!(await this.refunds.move(tx, seen.id, open, change))) return 'none';
      await this.door.ended(tx, seen, order, done);
      this.tell(tx, order);
      return done ? 'done' : 'failed';
    });
  }

  async closed(tx: Tx, order: PayOrder): Promise<void> {
    await this.orders.update(tx, order.id, { state: 'closed', nextAt: null, closedAt: this.clock.now() });
    await this.say(tx, 'order.closed', order);
  }

  private async paid(tx: Tx, order: PayOrder, trade: Trade, effect: 'paid' | 'late'): Promise<void> {
    await this.orders.update(tx, order.id, {
      state: effect,
      nextAt: null,
      transactionId: trade.transactionId,
      paidAt: trade.paidAt?.getTime() ?? this.clock.now(),
    });
    await this.ledger.post(tx, 'order_paid', `order:${order.id}:paid`, aboutOrder(order), order.totalFen);
    if (effect === 'paid') return this.say(tx, 'order.paid', order);
    // What was ordered has gone to somebody else: the money goes back by itself.
    await this.door.refund(tx, {
      orderId: order.id,
      amountFen: order.totalFen,
      reason: '订单关闭后付款，自动退回',
      dedupeKey: `late:${order.id}`,
      askedBy: null,
    });
    this.tell(tx, order);
  }

  private async differs(tx: Tx, order: PayOrder, trade: Trade): Promise<void> {
    await this.differences.note(tx, {
      kind: 'order',
      number: order.outTradeNo,
      what: 'amount',
      storeId: order.storeId,
      subjectId: order.id,
      ours: order.state,
      theirs: trade.state,
      oursFen: order.totalFen,
      theirsFen: trade.totalFen,
    });
    await this.audit.write(tx, {
      actor: null,
      action: 'payment.amount-differs',
      text: '微信支付通知的金额与订单不符，未入账，等人核查',
      subjectId: order.id,
      storeId: order.storeId,
    });
  }

  private async say(tx: Tx, type: 'order.paid' | 'order.closed', order: PayOrder): Promise<void> {
    const { id: orderId, kind, subjectId, storeId } = order;
    await this.outbox.append(tx, { type, storeId, payload: { orderId, kind, subjectId } });
    this.tell(tx, order);
  }

  private tell(tx: Tx, order: PayOrder): void {
    this.live.publish(tx, { topic: 'money', storeId: order.storeId, id: order.id, notice: null });
  }
}
