import { z } from 'zod';
import { businessDate, cursorOf, cursorQuery, id, idParams, instant } from '../common.schema.js';
import { photoView } from '../media/media.routes.js';
import { payOrderKinds } from '../payment/payment-constants.js';
import { defineRoutes } from '../route.js';
import { shopEndpoints } from './shop.endpoints.js';
import { cardStates, shareStates, shopOrderStates } from './shop-constants.js';

/** What everybody sees of a card or product. */
export const shopItemCore = {
  id,
  kind: z.enum(payOrderKinds),
  kindLabel: z.string(),
  storeId: id,
  storeName: z.string(),
  title: z.string(),
  summary: z.string(),
  priceFen: z.int(),
  /** What it costs otherwise; null if there is nothing to compare. */
  worthFen: z.int().nullable(),
  cover: photoView.nullable(),
  /** Null: as many as wanted. */
  stockLeft: z.int().nullable(),
  /** Cards: uses and the service they are for. Products: null. */
  uses: z.int().nullable(),
  serviceName: z.string().nullable(),
};
export const shopListItem = z.object({
  ...shopItemCore,
  /** For instance 5 次 · 有效 365 天, or 还剩 3 件. */
  text: z.string(),
  canBuy: z.boolean(),
});
export type ShopListItem = z.infer<typeof shopListItem>;
export const shopItemView = shopListItem.extend({
  storePhone: z.string(),
  storeAddress: z.string(),
  description: z.string(),
  photos: z.array(photoView),
  validDays: z.int().nullable(),
  shareable: z.boolean(),
  limitPerOwner: z.int().nullable(),
  /** How many more I may order; 0 with `text` saying why. */
  mostNow: z.int(),
  /** My newest order of it that still waits for its payment. */
  unpaidOrderId: id.nullable(),
  /** The terms in sentences: validity, refund, pick-up. */
  terms: z.array(z.string()),
});
export type ShopItemView = z.infer<typeof shopItemView>;

export const shopOrderView = z.object({
  id,
  kind: z.enum(payOrderKinds),
  state: z.enum(shopOrderStates),
  stateLabel: z.string(),
  itemId: id,
  title: z.string(),
  cover: photoView.nullable(),
  quantity: z.int(),
  totalFen: z.int(),
  refundedFen: z.int(),
  storeId: id,
  storeName: z.string(),
  storePhone: z.string(),
  storeAddress: z.string(),
  /** For `payment.pay`. */
  payOrderId: id,
  createdAt: instant,
  paidAt: instant.nullable(),
  /** While it waits for the payment. */
  secondsLeft: z.int(),
  /** Products that wait at the store: text of the QR code, and the same to be typed. */
  pickUpToken: z.string().nullable(),
  pickUpCode: z.string().nullable(),
  pickedUpAt: instant.nullable(),
  /** The card that it became. */
  cardId: id.nullable(),
  canPay: z.boolean(),
  canCancel: z.boolean(),
  canRefund: z.boolean(),
  text: z.string(),
});
export type ShopOrderView = z.infer<typeof shopOrderView>;

export const cardUseView = z.object({
  id,
  no: z.int(),
  usedAt: instant,
  storeName: z.string(),
  note: z.string(),
  undoneAt: instant.nullable(),
});
export const cardShareView = z.object({
  id,
  state: z.enum(shareStates),
  stateLabel: z.string(),
  phoneMasked: z.string(),
  name: z.string().nullable(),
});
export const ownerCardItem = z.object({
  id,
  title: z.string(),
  serviceName: z.string(),
  state: z.enum(cardStates),
  stateLabel: z.string(),
  usesTotal: z.int(),
  usesLeft: z.int(),
  /** The last day on which it can be used. */
  expiresOn: businessDate,
  expired: z.boolean(),
  canUse: z.boolean(),
  storeName: z.string(),
  /** Bought by me; else shared with me. */
  mine: z.boolean(),
  text: z.string(),
});
export type OwnerCardItem = z.infer<typeof ownerCardItem>;
export const ownerCardView = ownerCardItem.extend({
  storeId: id,
  storePhone: z.string(),
  storeAddress: z.string(),
  orderId: id.nullable(),
  /** Text of the QR code and the same to be typed; null if it cannot be used. */
  token: z.string().nullable(),
  code: z.string().nullable(),
  shareable: z.boolean(),
  terms: z.array(z.string()),
  uses: z.array(cardUseView),
  /** Only for the buyer. */
  shares: z.array(cardShareView),
  /** Only for a person it is shared with: to leave. */
  myShareId: id.nullable(),
});
export type OwnerCardView = z.infer<typeof ownerCardView>;
export const ownerCardsView = z.object({
  cards: z.array(ownerCardItem),
  invitations: z.array(
    z.object({ id, cardTitle: z.string(), from: z.string(), usesLeft: z.int(), expiresOn: businessDate }),
  ),
});
export type OwnerCardsView = z.infer<typeof ownerCardsView>;

export const shopRoutes = defineRoutes(shopEndpoints, {
  items: {
    query: z.strictObject({ ...cursorQuery, kind: z.enum(payOrderKinds).optional() }),
    view: cursorOf(shopListItem),
  },
  item: { params: idParams, view: shopItemView },
  buy: {
    body: z.strictObject({ itemId: id, quantity: z.int().min(1).max(20).default(1) }),
    view: shopOrderView,
    errors: ['SHOP.SOLD_OUT', 'SHOP.OFF', 'SHOP.LIMIT', 'PAY.NOT_SET_UP'],
  },
  orders: { query: z.strictObject(cursorQuery), view: cursorOf(shopOrderView) },
  order: { params: idParams, view: shopOrderView },
  cancelOrder: { params: idParams, view: shopOrderView, errors: ['SHOP.STATE'] },
  refundOrder: { params: idParams, view: shopOrderView, errors: ['SHOP.STATE'] },
  cards: { view: ownerCardsView },
  card: { params: idParams, view: ownerCardView },
  invite: {
    params: idParams,
    body: z.strictObject({ phone: z.string().regex(/^1[3-9]\d{9}$/, '请填写家人的 11 位手机号') }),
    view: ownerCardView,
    errors: ['CARD.STATE', 'CARD.SHARES_FULL', 'CARD.SHARE_SELF'],
  },
  revokeShare: { params: idParams, view: ownerCardView, errors: ['CARD.STATE'] },
  answerShare: {
    params: idParams,
    body: z.strictObject({ accept: z.boolean() }),
    view: ownerCardsView,
    errors: ['CARD.STATE'],
  },
});
