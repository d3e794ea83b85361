import {
  type routes,
  type ShopItemView,
  type ShopListItem,
  type ShopOrderView,
  shopOrderStateLabel,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { isId } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { Photos } from '../../media/index.js';
import { Orders, type PayOrder } from '../../payment/index.js';
import { type Store, StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { itemText, termsOf } from '../domain/shop-words.js';
import { CardRepository } from '../persistence/card.repository.js';
import { type ShopItem, ShopItemRepository } from '../persistence/shop-item.repository.js';
import { type ShopOrder, ShopOrderRepository } from '../persistence/shop-order.repository.js';
import { ITEM_PHOTOS, itemCore } from './shop-items.usecase.js';

const iso = (at: number) => toDate(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));
/** The most of one product in an order. */
const MOST_AT_ONCE = 20;

/** The shop and my orders, as owners see them. */
@Injectable()
export class OwnerShop {
  constructor(
    private readonly itemRows: ShopItemRepository,
    private readonly orderRows: ShopOrderRepository,
    private readonly cards: CardRepository,
    private readonly payments: Orders,
    private readonly photos: Photos,
    private readonly stores: StoreCatalog,
    private readonly vehicles: VehicleDirectory,
    private readonly clock: Clock,
  ) {}

  /** Of the stores of my cars; who has no car yet sees all stores. */
  async items(
    actor: OwnerActor,
    query: QueryOf<typeof routes.shop.items>,
  ): Promise<ViewOf<typeof routes.shop.items>> {
    const cars = await this.vehicles.ofOwner(actor.ownerId);
    const ids = [...new Set(cars.map(({ storeId }) => storeId))];
    const stores = ids.length === 0 ? await this.stores.all() : await this.stores.findByIds(ids);
    const names = new Map(stores.map(({ id, name }) => [id, name]));
    const before = isId(query.cursor) ? query.cursor : null;
    const found = await this.itemRows.onSale([...names.keys()], query.kind, before, query.limit + 1);
    const shown = found.slice(0, query.limit);
    const photos = await this.photos.of(
      ITEM_PHOTOS,
      shown.map(({ id }) => id),
    );
    return {
      items: shown.map((item): ShopListItem => {
        const core = itemCore(item, names.get(item.storeId) ?? '', photos.get(item.id) ?? []);
        return { ...core, text: itemText(item.kind, item.card, item.stockLeft), canBuy: isLeft(item) };
      }),
      nextCursor: found.length > query.limit ? (shown[shown.length - 1]?.id ?? null) : null,
    };
  }

  /** Throws REQUEST.NOT_FOUND. */
  async item(actor: OwnerActor, id: string): Promise<ShopItemView> {
    const item = await this.itemRows.findById(id);
    if (!item || item.state === 'draft') throw notFound();
    const [store, photos, taken, unpaidOrderId] = await Promise.all([
      this.stores.findById(item.storeId),
      this.photos.of(ITEM_PHOTOS, [id]),
      this.itemRows.takenBy(id, actor.ownerId),
      this.unpaidOf(id, actor.ownerId),
    ]);
    const pictures = photos.get(id) ?? [];
    const byLimit = item.limitPerOwner === null ? MOST_AT_ONCE : Math.max(0, item.limitPerOwner - taken);
    const most = Math.min(byLimit, item.stockLeft ?? MOST_AT_ONCE, item.kind === 'card' ? 1 : MOST_AT_ONCE);
    const mostNow = item.state === 'on_sale' ? Math.max(0, most) : 0;
    return {
      ...itemCore(item, store?.name ?? '', pictures),
      text: whyText(item, byLimit, unpaidOrderId !== null),
      canBuy: mostNow > 0,
      storePhone: store?.phone ?? '',
      storeAddress: store?.address ?? '',
      description: item.description,
      photos: pictures,
      validDays: item.card?.validDays ?? null,
      shareable: item.card?.shareable ?? false,
      limitPerOwner: item.limitPerOwner,
      mostNow,
      unpaidOrderId,
      terms: termsOf(item.kind, item.card, store?.name ?? '门店'),
    };
  }

  async orders(
    actor: OwnerActor,
    query: QueryOf<typeof routes.shop.orders>,
  ): Promise<ViewOf<typeof routes.shop.orders>> {
    const before = isId(query.cursor) ? query.cursor : null;
    const found = await this.orderRows.ofOwner(actor.ownerId, before, query.limit + 1);
    const shown = found.slice(0, query.limit);
    return {
      items: await this.orderViews(shown),
      nextCursor: found.length > query.limit ? (shown[shown.length - 1]?.id ?? null) : null,
    };
  }

  /** Throws REQUEST.NOT_FOUND. */
  async order(actor: OwnerActor, id: string): Promise<ShopOrderView> {
    const order = await this.orderRows.findById(id);
    if (order?.ownerId !== actor.ownerId) throw notFound();
    const [view] = await this.orderViews([order]);
    if (!view) throw notFound();
    return view;
  }

  /** Whoever looked away at the payment finds the way back from the item, which the limit may have closed by then. */
  private async unpaidOf(itemId: string, ownerId: string): Promise<string | null> {
    const order = await this.orderRows.openOf(itemId, ownerId);
    if (!order) return null;
    const pay = await this.payments.findById(order.payOrderId);
    return canBePaid(order, pay, this.clock.now()) ? order.id : null;
  }

  private async orderViews(orders: readonly ShopOrder[]): Promise<ShopOrderView[]> {
    const [stores, payments, cards, photos] = await Promise.all([
      this.stores.findByIds(orders.map(({ storeId }) => storeId)),
      this.payments.findByIds(orders.map(({ payOrderId }) => payOrderId)),
      this.cards.ofOrders(orders.map(({ id }) => id)),
      this.photos.of(ITEM_PHOTOS, [...new Set(orders.map(({ itemId }) => itemId))]),
    ]);
    const byId = new Map(stores.map((store) => [store.id, store]));
    const now = this.clock.now();
    return orders.map((order): ShopOrderView => {
      const pay = payments.get(order.payOrderId) ?? null;
      return {
        ...orderCore(order, pay, byId.get(order.storeId) ?? null, now),
        cover: photos.get(order.itemId)?.[0] ?? null,
        cardId: cards.get(order.id)?.id ?? null,
      };
    });
  }
}

const canBePaid = (order: ShopOrder, pay: PayOrder | null, now: number): pay is PayOrder =>
  order.state === 'open' && pay?.state === 'open' && pay.expiresAt > now;

function orderCore(order: ShopOrder, pay: PayOrder | null, store: Store | null, now: number) {
  const canPay = canBePaid(order, pay, now);
  const waits = order.kind === 'product' && order.state === 'paid';
  return {
    id: order.id,
    kind: order.kind,
    state: order.state,
    stateLabel: shopOrderStateLabel[order.state],
    itemId: order.itemId,
    title: order.title,
    quantity: order.quantity,
    totalFen: order.totalFen,
    refundedFen: pay?.refundedFen ?? 0,
    storeId: order.storeId,
    storeName: store?.name ?? '',
    storePhone: store?.phone ?? '',
    storeAddress: store?.address ?? '',
    payOrderId: order.payOrderId,
    createdAt: iso(order.createdAt),
    paidAt: isoOrNull(order.paidAt),
    secondsLeft: canPay ? Math.floor((pay.expiresAt - now) / 1000) : 0,
    pickUpToken: waits ? order.token : null,
    pickUpCode: waits ? order.code : null,
    pickedUpAt: isoOrNull(order.pickedUpAt),
    canPay,
    canCancel: canPay,
    canRefund: waits && (pay?.refundingFen ?? 0) === 0,
    text: orderText(order, pay, canPay),
  };
}

function orderText(order: ShopOrder, pay: PayOrder | null, canPay: boolean): string {
  switch (order.state) {
    case 'open':
      return canPay ? '请尽快付款，为您保留半小时' : '正在确认付款结果，请稍候';
    case 'paid':
      return '已付款，凭取货码到店自提';
    case 'done':
      return order.kind === 'card' ? '已买好，随时可在“我的 · 保养卡”里打开' : '已取货，感谢您的惠顾';
    case 'refunding':
      return '退款处理中，款项原路退回';
    case 'refunded':
      return '已退款，款项原路退回';
    default:
      return pay?.state === 'late' ? '订单关闭后才收到付款，款项会原路退回' : '订单已关闭，没有扣款';
  }
}

const isLeft = (item: ShopItem) => item.stockLeft === null || item.stockLeft > 0;

function whyText(item: ShopItem, byLimit: number, unpaid: boolean): string {
  if (item.state !== 'on_sale') return '已下架';
  if (unpaid) return '您有一个订单还没付款';
  if (byLimit === 0) return `每人限购 ${item.limitPerOwner} 件，您已买满`;
  return itemText(item.kind, item.card, item.stockLeft);
}
