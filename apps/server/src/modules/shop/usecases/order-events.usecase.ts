import { addDays } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { type EventConsumer, EventConsumers, type Heard, Outbox } from '../../../platform/outbox/index.js';
import { CardRepository } from '../persistence/card.repository.js';
import { ShopItemRepository } from '../persistence/shop-item.repository.js';
import { type ShopOrder, ShopOrderRepository } from '../persistence/shop-order.repository.js';

/**
 * What becomes of the money becomes of the order: paid makes a card or a pick-up, closed puts the stock back, a refund ends
 * the card. Every step is a conditional move, so an event that comes twice does nothing.
 */
@Injectable()
export class OrderEvents implements EventConsumer {
  readonly name = 'shop.order-events';
  readonly types = ['order.paid', 'order.closed', 'refund.done', 'refund.dropped'] as const;

  constructor(
    private readonly orders: ShopOrderRepository,
    private readonly items: ShopItemRepository,
    private readonly cards: CardRepository,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly clock: Clock,
    consumers: EventConsumers,
  ) {
    consumers.add(this);
  }

  async handle(tx: Tx, event: Heard<OrderEvents>): Promise<void> {
    const { payload } = event;
    const order = await this.orders.lockById(tx, payload.subjectId);
    if (!order || order.payOrderId !== payload.orderId) return;
    if (event.type === 'order.paid') await this.paid(tx, order, event.at);
    if (event.type === 'order.closed') await this.closed(tx, order);
    if (event.type === 'refund.done') await this.refunded(tx, order, event.payload.all);
    if (event.type === 'refund.dropped') await this.dropped(tx, order);
    this.live.publish(tx, { topic: 'shop', storeId: order.storeId, id: order.id, notice: null });
  }

  private async paid(tx: Tx, order: ShopOrder, paidAt: number): Promise<void> {
    const terms = order.card;
    if (!(await this.orders.move(tx, order.id, ['open'], terms ? 'done' : 'paid', { paidAt }))) return;
    if (terms === null) return;
    const cardId = await this.cards.insert(tx, {
      orderId: order.id,
      storeId: order.storeId,
      ownerId: order.ownerId,
      title: order.title,
      terms,
      paidFen: order.totalFen,
      usesTotal: terms.uses,
      expiresOn: addDays(this.clock.today(), terms.validDays),
    });
    const payload = { cardId, orderId: order.id, ownerId: order.ownerId };
    await this.outbox.append(tx, { type: 'card.sold', storeId: order.storeId, payload });
  }

  private async closed(tx: Tx, order: ShopOrder): Promise<void> {
    if (await this.orders.move(tx, order.id, ['open'], 'closed')) await this.putBack(tx, order);
  }

  private async refunded(tx: Tx, order: ShopOrder, all: boolean): Promise<void> {
    // A card ends with its refund, however much the rule gave back; a product only when all went back.
    if (order.kind === 'product' && !all) return;
    if (!(await this.orders.move(tx, order.id, ['refunding'], 'refunded'))) return;
    const card = await this.cards.lock(tx, { orderId: order.id });
    if (card) await this.cards.setState(tx, card.id, ['refunding'], 'refunded');
    if (order.pickedUpAt === null) await this.putBack(tx, order);
  }

  private async dropped(tx: Tx, order: ShopOrder): Promise<void> {
    const before = order.kind === 'card' || order.pickedUpAt !== null ? 'done' : 'paid';
    if (!(await this.orders.move(tx, order.id, ['refunding'], before))) return;
    const card = await this.cards.lock(tx, { orderId: order.id });
    if (card) await this.cards.setState(tx, card.id, ['refunding'], card.usesLeft > 0 ? 'active' : 'used_up');
  }

  private async putBack(tx: Tx, order: ShopOrder): Promise<void> {
    await this.items.countFor(tx, order.itemId, order.ownerId, -order.quantity);
    await this.items.putBack(tx, order.itemId, order.quantity);
  }
}
