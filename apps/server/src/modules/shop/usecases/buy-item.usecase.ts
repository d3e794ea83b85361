import { PAY_WITHIN_MINUTES } from '@cheban/contracts';
import { MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { newId, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { RateLimit } from '../../../platform/http/index.js';
import { Orders } from '../../payment/index.js';
import { ShopItemRepository } from '../persistence/shop-item.repository.js';
import { ShopOrderRepository } from '../persistence/shop-order.repository.js';

/** More than anybody buys; unpaid orders keep stock away from others. */
const ORDERS = { limit: 20, windowSec: 3_600 } as const;

/**
 * An owner orders an item. The limit, the stock and the order with its number at WeChat Pay are one transaction; two
 * conditional rows decide, no check before them does.
 */
@Injectable()
export class BuyItem {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly items: ShopItemRepository,
    private readonly shopOrders: ShopOrderRepository,
    private readonly orders: Orders,
    private readonly rateLimit: RateLimit,
    private readonly clock: Clock,
  ) {}

  /** Returns the id of the order. Throws REQUEST.NOT_FOUND, SHOP.OFF, SHOP.LIMIT, SHOP.SOLD_OUT, REQUEST.TOO_MANY. */
  async run(actor: OwnerActor, itemId: string, quantity: number): Promise<string> {
    await this.rateLimit.hit('shop-order', actor.ownerId, ORDERS.limit, ORDERS.windowSec);
    const item = await this.items.findById(itemId);
    if (!item || item.state === 'draft') throw notFound();
    if (item.state !== 'on_sale') throw new AppError('SHOP.OFF');
    // One card, one order: each has its own uses, terms and refund.
    if (item.kind === 'card' && quantity !== 1) throw new AppError('SHOP.LIMIT');
    return this.uow.run(async (tx) => {
      const taken = await this.items.countFor(tx, itemId, actor.ownerId, quantity);
      if (item.limitPerOwner !== null && taken > item.limitPerOwner) throw new AppError('SHOP.LIMIT');
      if (!(await this.items.take(tx, itemId, quantity))) throw new AppError('SHOP.SOLD_OUT');
      const id = newId(this.clock);
      const totalFen = item.priceFen * quantity;
      const payOrderId = await this.orders.open(tx, {
        storeId: item.storeId,
        ownerId: actor.ownerId,
        kind: item.kind,
        subjectId: id,
        title: quantity === 1 ? item.title : `${item.title} × ${quantity}`,
        totalFen,
        expiresAt: this.clock.now() + PAY_WITHIN_MINUTES * MINUTE_MS,
        dedupeKey: `shop:${id}`,
      });
      await this.shopOrders.insert(tx, {
        id,
        storeId: item.storeId,
        ownerId: actor.ownerId,
        itemId,
        kind: item.kind,
        title: item.title,
        quantity,
        totalFen,
        card: item.card,
        payOrderId,
      });
      return id;
    });
  }
}
