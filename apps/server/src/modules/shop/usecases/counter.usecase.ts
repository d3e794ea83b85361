import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { RateLimit } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { freeUseNo, whyNotUsable } from '../domain/card-rules.js';
import { CardRepository } from '../persistence/card.repository.js';
import { ShopOrderRepository } from '../persistence/shop-order.repository.js';

/** Codes that one person looks up within a minute; only a script tries more. */
const LOOK_UPS = { limit: 60, windowSec: 60 } as const;

/** What staff do at the counter: hand products over, make uses of cards, take a use back. */
@Injectable()
export class Counter {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly orders: ShopOrderRepository,
    private readonly cards: CardRepository,
    private readonly rateLimit: RateLimit,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The id of the order behind a code. Throws STORE.NOT_FOUND, SHOP.CODE_UNKNOWN, REQUEST.TOO_MANY. */
  async findOrder(actor: StaffActor, storeId: string, code: string): Promise<string> {
    await this.admit(actor, storeId);
    const order = isCode(code) ? await this.orders.findByCode(code) : null;
    if (order?.storeId !== storeId || order.kind !== 'product' || order.state === 'open')
      throw new AppError('SHOP.CODE_UNKNOWN');
    return order.id;
  }

  /** The id of the card behind a code. Throws STORE.NOT_FOUND, SHOP.CODE_UNKNOWN, REQUEST.TOO_MANY. */
  async findCard(actor: StaffActor, storeId: string, code: string): Promise<string> {
    await this.admit(actor, storeId);
    const card = isCode(code) ? await this.cards.findByCode(code) : null;
    if (card?.storeId !== storeId) throw new AppError('SHOP.CODE_UNKNOWN');
    return card.id;
  }

  /** Hands a product over; of two counters one does. Throws REQUEST.NOT_FOUND, SHOP.STATE. */
  async pickUp(actor: StaffActor, orderId: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const order = await this.orders.lockById(tx, orderId);
      if (!order) throw notFound();
      ensureStore(actor, order.storeId);
      const more = { pickedUpAt: this.clock.now(), pickedUpBy: actor.staffId };
      const isProduct = order.kind === 'product';
      if (!isProduct || !(await this.orders.move(tx, orderId, ['paid'], 'done', more)))
        throw new AppError('SHOP.STATE');
      await this.audit.write(tx, {
        actor,
        action: 'shop.pick-up',
        text: `交付商品“${order.title}” × ${order.quantity}`,
        subjectId: orderId,
        storeId: order.storeId,
      });
      this.live.publish(tx, { topic: 'shop', storeId: order.storeId, id: orderId, notice: null });
    });
  }

  /**
   * Makes one use. `seen` is what the counter saw: the last use at two counters has one winner, and a use that somebody just
   * made is not made again. Throws REQUEST.NOT_FOUND, CARD.STATE, CARD.EXPIRED, CARD.CHANGED.
   */
  async useCard(actor: StaffActor, cardId: string, seen: number, note: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const card = await this.cards.lock(tx, { id: cardId });
      if (!card) throw notFound();
      ensureStore(actor, card.storeId);
      if (card.usesLeft !== seen) throw new AppError('CARD.CHANGED');
      const why = whyNotUsable(card, this.clock.today());
      if (why !== null) throw new AppError(why === 'expired' ? 'CARD.EXPIRED' : 'CARD.STATE');
      if (!(await this.cards.takeUse(tx, cardId, seen))) throw new AppError('CARD.CHANGED');
      const taken = (await this.cards.usesOf(cardId)).flatMap(({ useNo }) => (useNo === null ? [] : [useNo]));
      const useNo = freeUseNo(taken);
      const { storeId } = card;
      const useId = await this.cards.insertUse(tx, { cardId, useNo, storeId, staffId: actor.staffId, note });
      await this.audit.write(tx, {
        actor,
        action: 'card.used',
        text: `使用保养卡“${card.title}”第 ${useNo} 次，剩余 ${seen - 1} 次`,
        subjectId: cardId,
        storeId,
      });
      const payload = { cardId, useId, ownerId: card.ownerId, usesLeft: seen - 1 };
      await this.outbox.append(tx, { type: 'card.used', storeId, payload });
      this.live.publish(tx, { topic: 'shop', storeId, id: cardId, notice: null });
    });
  }

  /** Gives a use back, once. Returns the card's id. Throws REQUEST.NOT_FOUND, CARD.STATE. */
  async undoUse(actor: StaffActor, useId: string, reason: string): Promise<string> {
    const use = await this.cards.findUse(useId);
    if (!use) throw notFound();
    ensureStore(actor, use.storeId);
    await this.uow.run(async (tx) => {
      await this.cards.lock(tx, { id: use.cardId });
      if (!(await this.cards.undoUse(tx, useId, actor.staffId, reason))) throw new AppError('CARD.STATE');
      if (!(await this.cards.giveUseBack(tx, use.cardId))) throw new AppError('CARD.STATE');
      await this.audit.write(tx, {
        actor,
        action: 'card.undone',
        text: `撤销保养卡第 ${use.shownNo} 次使用：${reason}`,
        subjectId: use.cardId,
        storeId: use.storeId,
      });
      const payload = { cardId: use.cardId, useId };
      await this.outbox.append(tx, { type: 'card.use-undone', storeId: use.storeId, payload });
    });
    return use.cardId;
  }

  private async admit(actor: StaffActor, storeId: string): Promise<void> {
    storeOf(actor, storeId);
    await this.rateLimit.hit('shop-code', actor.staffId, LOOK_UPS.limit, LOOK_UPS.windowSec);
  }
}

/** Codes are ASCII; the database refuses to compare anything else with them. */
const isCode = (text: string) => /^[\w-]{6,43}$/.test(text);
