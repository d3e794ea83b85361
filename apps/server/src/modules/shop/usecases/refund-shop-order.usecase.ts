import type { RefundQuoteView } from '@cheban/contracts';
import { businessDate, diffDays, formatYuan } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type OwnerActor, type StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { Orders } from '../../payment/index.js';
import { refundOf } from '../domain/card-rules.js';
import { refundLines } from '../domain/shop-words.js';
import { type Card, CardRepository } from '../persistence/card.repository.js';
import { type ShopOrder, ShopOrderRepository } from '../persistence/shop-order.repository.js';

/** Gives orders back: products before pick-up by their owners, everything else by staff, cards by their rule. */
@Injectable()
export class RefundShopOrder {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly shopOrders: ShopOrderRepository,
    private readonly cards: CardRepository,
    private readonly orders: Orders,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The owner does not pay. Throws REQUEST.NOT_FOUND, SHOP.STATE. */
  async cancel(actor: OwnerActor, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const order = await this.own(tx, actor, id);
      if (order.state !== 'open') throw new AppError('SHOP.STATE');
      if (!(await this.orders.cancel(tx, order.payOrderId))) throw new AppError('SHOP.STATE');
    });
  }

  /** The owner does not pick it up: all of the money goes back. Throws REQUEST.NOT_FOUND, SHOP.STATE. */
  async byOwner(actor: OwnerActor, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const order = await this.own(tx, actor, id);
      const pay = await this.orders.findById(order.payOrderId);
      const left = (pay?.totalFen ?? 0) - (pay?.refundedFen ?? 0);
      if (order.kind !== 'product' || pay?.refundingFen !== 0) throw new AppError('SHOP.STATE');
      if (!(await this.shopOrders.move(tx, id, ['paid'], 'refunding'))) throw new AppError('SHOP.STATE');
      await this.orders.refund(tx, {
        orderId: order.payOrderId,
        amountFen: left,
        reason: '车主取货前退款',
        dedupeKey: `shop:${id}:${newId(this.clock)}`,
        askedBy: null,
      });
    });
  }

  /** What staff would give back. Throws REQUEST.NOT_FOUND. */
  async quote(actor: StaffActor, id: string): Promise<RefundQuoteView> {
    const order = await this.shopOrders.findById(id);
    if (!order) throw notFound();
    ensureStore(actor, order.storeId);
    const card = (await this.cards.ofOrders([id])).get(id) ?? null;
    return this.quoteOf(actor, order, card);
  }

  /** Throws REQUEST.NOT_FOUND, SHOP.STATE, SHOP.REFUND_CHANGED, PAY.REFUND_TOO_MUCH. */
  async byStaff(actor: StaffActor, id: string, amountFen: number, reason: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const order = await this.shopOrders.lockById(tx, id);
      if (!order) throw notFound();
      ensureStore(actor, order.storeId);
      if (order.state !== 'paid' && order.state !== 'done') throw new AppError('SHOP.STATE');
      const card = await this.cards.lock(tx, { orderId: id });
      const quote = await this.quoteOf(actor, order, card);
      const pay = await this.orders.findById(order.payOrderId);
      // One refund at a time: two counters at once must not both give the rest back.
      if (pay?.refundingFen !== 0 || quote.amountFen === 0) throw new AppError('SHOP.STATE');
      const fits = quote.mayChoose ? amountFen <= quote.amountFen : amountFen === quote.amountFen;
      if (!fits) throw new AppError('SHOP.REFUND_CHANGED');
      if (card && !(await this.cards.setState(tx, card.id, ['active'], 'refunding')))
        throw new AppError('SHOP.STATE');
      if (card || amountFen === pay.totalFen - pay.refundedFen)
        await this.shopOrders.move(tx, id, ['paid', 'done'], 'refunding');
      const { refundId } = await this.orders.refund(tx, {
        orderId: order.payOrderId,
        amountFen,
        reason,
        dedupeKey: `shop:${id}:${newId(this.clock)}`,
        askedBy: actor.staffId,
      });
      await this.audit.write(tx, {
        actor,
        action: 'shop.refund',
        text: `申请退款 ¥${formatYuan(amountFen)}：${reason}`,
        subjectId: refundId,
        storeId: order.storeId,
      });
    });
  }

  private async quoteOf(actor: StaffActor, order: ShopOrder, card: Card | null): Promise<RefundQuoteView> {
    const pay = await this.orders.findById(order.payOrderId);
    const left = pay?.state === 'paid' ? pay.totalFen - pay.refundedFen - pay.refundingFen : 0;
    if (order.kind === 'product') {
      const lines =
        left > 0
          ? [`实付 ¥${formatYuan(order.totalFen)}`, `最多可退 ¥${formatYuan(left)}`]
          : ['没有可退的金额'];
      return this.withApproval(actor, { amountFen: left, mayChoose: true, lines });
    }
    if (card?.state !== 'active' || left === 0)
      return this.withApproval(actor, {
        amountFen: 0,
        mayChoose: false,
        lines: ['这张卡现在没有可退的金额'],
      });
    const used = card.usesTotal - card.usesLeft;
    const sum = refundOf({
      paidFen: card.paidFen,
      usesTotal: card.usesTotal,
      used,
      singleFen: card.terms.singleFen,
      daysSince: diffDays(businessDate(card.boughtAt), this.clock.today()),
      rule: card.terms.refund,
    });
    const amountFen = Math.min(sum.amountFen, left);
    return this.withApproval(actor, {
      amountFen,
      mayChoose: false,
      lines: refundLines(sum, card.paidFen, used),
    });
  }

  private withApproval(actor: StaffActor, quote: Omit<RefundQuoteView, 'needsApproval'>): RefundQuoteView {
    return { ...quote, needsApproval: this.orders.needsApproval(quote.amountFen, actor.staffId) };
  }

  private async own(tx: Tx, actor: OwnerActor, id: string): Promise<ShopOrder> {
    const order = await this.shopOrders.lockById(tx, id);
    if (order?.ownerId !== actor.ownerId) throw notFound();
    return order;
  }
}
