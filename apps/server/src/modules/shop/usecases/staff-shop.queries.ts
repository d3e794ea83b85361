import {
  cardStateLabel,
  type routes,
  type StaffCard,
  type StaffCardView,
  type StaffShopOrder,
  type StaffShopOrderView,
  shopOrderStateLabel,
} from '@cheban/contracts';
import { maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { ensureStore, may, type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Orders, StaffPayments } from '../../payment/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { whyNotUsable } from '../domain/card-rules.js';
import { cardText } from '../domain/shop-words.js';
import { type Card, CardRepository } from '../persistence/card.repository.js';
import { CardShareRepository } from '../persistence/card-share.repository.js';
import { type ShopOrder, ShopOrderRepository } from '../persistence/shop-order.repository.js';

const iso = (at: number) => toDate(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** Orders and cards as staff see them; those of foreign stores answer like missing ones. */
@Injectable()
export class StaffShop {
  constructor(
    private readonly orderRows: ShopOrderRepository,
    private readonly cardRows: CardRepository,
    private readonly shares: CardShareRepository,
    private readonly payments: Orders,
    private readonly money: StaffPayments,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly advisors: Advisors,
    private readonly clock: Clock,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async orders(
    actor: StaffActor,
    query: QueryOf<typeof routes.staffShop.orders>,
  ): Promise<ViewOf<typeof routes.staffShop.orders>> {
    const { page, pageSize, storeId, ...filter } = query;
    const found = await this.orderRows.page(
      { ...filter, storeIds: storesOf(actor, storeId) },
      page,
      pageSize,
    );
    return { items: await this.orderItems(actor, found.orders), total: found.total, page, pageSize };
  }

  /** Throws REQUEST.NOT_FOUND. */
  async order(actor: StaffActor, id: string): Promise<StaffShopOrderView> {
    const order = await this.orderRows.findById(id);
    const [item] = order ? await this.orderItems(actor, [order]) : [];
    if (!order || !item) throw notFound();
    ensureStore(actor, order.storeId);
    return { ...item, refunds: await this.money.refundsOf(actor, order.payOrderId) };
  }

  /** Throws STORE.NOT_FOUND. */
  async cards(
    actor: StaffActor,
    query: QueryOf<typeof routes.staffShop.cards>,
  ): Promise<ViewOf<typeof routes.staffShop.cards>> {
    const { page, pageSize, storeId, ...filter } = query;
    const found = await this.cardRows.page({ ...filter, storeIds: storesOf(actor, storeId) }, page, pageSize);
    return { items: await this.cardItems(found.cards), total: found.total, page, pageSize };
  }

  /** Throws REQUEST.NOT_FOUND. */
  async card(actor: StaffActor, id: string): Promise<StaffCardView> {
    const card = await this.cardRows.findById(id);
    const [item] = card ? await this.cardItems([card]) : [];
    if (!card || !item) throw notFound();
    ensureStore(actor, card.storeId);
    const uses = await this.cardRows.usesOf(id);
    const people = await this.advisors.names(uses.flatMap(({ staffId, undoneBy }) => [staffId, undoneBy]));
    const mayUndo = may(actor, 'shop.undo') && (card.state === 'active' || card.state === 'used_up');
    return {
      ...item,
      uses: uses.map((use) => ({
        id: use.id,
        no: use.shownNo,
        usedAt: iso(use.usedAt),
        storeName: item.storeName,
        staffName: people.get(use.staffId) ?? '',
        note: use.note,
        undoneAt: isoOrNull(use.undoneAt),
        undoneBy: people.get(use.undoneBy ?? '') ?? null,
        undoReason: use.undoReason,
        canUndo: mayUndo && use.undoneAt === null,
      })),
    };
  }

  private async orderItems(actor: StaffActor, orders: readonly ShopOrder[]): Promise<StaffShopOrder[]> {
    const [names, payments, cards, people] = await Promise.all([
      this.namesOf(orders),
      this.payments.findByIds(orders.map(({ payOrderId }) => payOrderId)),
      this.cardRows.ofOrders(orders.map(({ id }) => id)),
      this.advisors.names(orders.map(({ pickedUpBy }) => pickedUpBy)),
    ]);
    return orders.map((order): StaffShopOrder => {
      const pay = payments.get(order.payOrderId);
      const ended = order.state === 'paid' || order.state === 'done';
      const left = pay ? pay.totalFen - pay.refundedFen - pay.refundingFen : 0;
      return {
        id: order.id,
        kind: order.kind,
        state: order.state,
        stateLabel: shopOrderStateLabel[order.state],
        ...names(order),
        itemId: order.itemId,
        title: order.title,
        quantity: order.quantity,
        totalFen: order.totalFen,
        refundedFen: pay?.refundedFen ?? 0,
        payOrderId: order.payOrderId,
        pickUpCode: order.kind === 'product' && order.state === 'paid' ? order.code : null,
        createdAt: iso(order.createdAt),
        paidAt: isoOrNull(order.paidAt),
        pickedUpAt: isoOrNull(order.pickedUpAt),
        pickedUpBy: people.get(order.pickedUpBy ?? '') ?? null,
        cardId: cards.get(order.id)?.id ?? null,
        canPickUp: order.kind === 'product' && order.state === 'paid',
        canRefund: may(actor, 'payment.refund') && ended && left > 0 && pay?.refundingFen === 0,
      };
    });
  }

  private async cardItems(cards: readonly Card[]): Promise<StaffCard[]> {
    const shares = await this.shares.ofCards(cards.map(({ id }) => id));
    const joined = shares.filter(({ state }) => state === 'joined');
    const members = await this.owners.findByIds(
      joined.flatMap(({ memberId }) => (memberId ? [memberId] : [])),
    );
    const names = await this.namesOf(cards);
    const today = this.clock.today();
    return cards.map((card): StaffCard => {
      const why = whyNotUsable(card, today);
      return {
        id: card.id,
        code: card.code,
        title: card.title,
        serviceId: card.terms.serviceId,
        serviceName: card.terms.serviceName,
        ...names(card),
        sharedWith: joined
          .filter(({ cardId }) => cardId === card.id)
          .map(({ memberId }) => members.get(memberId ?? '')?.name ?? ''),
        state: card.state,
        stateLabel: why === 'expired' ? '已过期' : cardStateLabel[card.state],
        usesTotal: card.usesTotal,
        usesLeft: card.usesLeft,
        expiresOn: card.expiresOn,
        expired: today > card.expiresOn,
        canUse: why === null,
        text: cardText(card, why, today),
        orderId: card.orderId,
        boughtAt: iso(card.boughtAt),
      };
    });
  }

  private async namesOf(things: readonly { storeId: string; ownerId: string }[]) {
    const [stores, owners] = await Promise.all([
      this.stores.findByIds(things.map(({ storeId }) => storeId)),
      this.owners.findByIds(things.map(({ ownerId }) => ownerId)),
    ]);
    const storeNames = new Map(stores.map(({ id, name }) => [id, name]));
    return ({ storeId, ownerId }: { storeId: string; ownerId: string }) => {
      const owner = owners.get(ownerId);
      return {
        storeId,
        storeName: storeNames.get(storeId) ?? '',
        ownerId,
        ownerName: owner?.name ?? '',
        phoneMasked: owner?.phone ? maskPhone(owner.phone) : null,
      };
    };
  }
}
