import { z } from 'zod';
import { businessDate, id, idParams, instant, pageOf, pageQuery } from '../common.schema.js';
import { photoIds, photoView } from '../media/media.routes.js';
import { payOrderKinds } from '../payment/payment-constants.js';
import { refundView } from '../payment/staff-payment.routes.js';
import { defineRoutes } from '../route.js';
import { staffShopEndpoints } from './shop.endpoints.js';
import { shopItemCore } from './shop.routes.js';
import {
  cardRefundKinds,
  cardStates,
  shopItemStates,
  shopOrderStates,
  usedPrices,
} from './shop-constants.js';

export const cardRefundRule = z.strictObject({
  kind: z.enum(cardRefundKinds),
  usedAt: z.enum(usedPrices),
  /** Kept back of what would go back, after the days of grace. */
  feePercent: z.int().min(0).max(30),
  /** An unused card goes back in full within so many days. */
  graceDays: z.int().min(0).max(30),
});
export type CardRefundRule = z.infer<typeof cardRefundRule>;

const price = z.int().min(1, '价格至少 0.01 元').max(10_000_000);
export const shopItemBody = z
  .strictObject({
    kind: z.enum(payOrderKinds),
    title: z.string().trim().min(2, '请填写名称').max(40, '名称最多 40 个字'),
    summary: z.string().trim().max(60, '简介最多 60 个字').default(''),
    description: z.string().trim().max(2_000, '介绍最多 2000 个字').default(''),
    priceFen: price,
    worthFen: price.nullable().default(null),
    limitPerOwner: z.int().min(1).max(99).nullable().default(null),
    photoIds: photoIds(6),
    /** Cards only. */
    card: z
      .strictObject({
        /** A service of the store; null: named by `serviceName` alone. */
        serviceId: id.nullable().default(null),
        serviceName: z.string().trim().min(2, '请填写服务名称').max(30),
        uses: z.int().min(1).max(100),
        /** What one use costs without the card, fen; for refunds at list price. */
        singleFen: price,
        validDays: z.int().min(7, '有效期至少 7 天').max(1_825),
        shareable: z.boolean().default(true),
        refund: cardRefundRule,
      })
      .nullable()
      .default(null),
  })
  .refine(({ kind, card }) => (kind === 'card') === (card !== null), {
    path: ['card'],
    message: '保养卡要填写次数和规则，商品不需要',
  });
export type ShopItemBody = z.infer<typeof shopItemBody>;

export const staffShopItem = z.object({
  ...shopItemCore,
  state: z.enum(shopItemStates),
  stateLabel: z.string(),
  description: z.string(),
  photos: z.array(photoView),
  sold: z.int(),
  limitPerOwner: z.int().nullable(),
  card: z
    .object({
      serviceId: id.nullable(),
      serviceName: z.string(),
      uses: z.int(),
      singleFen: z.int(),
      validDays: z.int(),
      shareable: z.boolean(),
      refund: cardRefundRule,
    })
    .nullable(),
  terms: z.array(z.string()),
  updatedAt: instant,
});
export type StaffShopItem = z.infer<typeof staffShopItem>;

export const staffShopOrder = z.object({
  id,
  kind: z.enum(payOrderKinds),
  state: z.enum(shopOrderStates),
  stateLabel: z.string(),
  storeId: id,
  storeName: z.string(),
  ownerId: id,
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  itemId: id,
  title: z.string(),
  quantity: z.int(),
  totalFen: z.int(),
  refundedFen: z.int(),
  payOrderId: id,
  pickUpCode: z.string().nullable(),
  createdAt: instant,
  paidAt: instant.nullable(),
  pickedUpAt: instant.nullable(),
  pickedUpBy: z.string().nullable(),
  cardId: id.nullable(),
  canPickUp: z.boolean(),
  canRefund: z.boolean(),
});
export type StaffShopOrder = z.infer<typeof staffShopOrder>;
export const staffShopOrderView = staffShopOrder.extend({ refunds: z.array(refundView) });
export type StaffShopOrderView = z.infer<typeof staffShopOrderView>;
export const refundQuoteView = z.object({
  /** What the rule gives back, fen; 0 with `lines` saying why. */
  amountFen: z.int(),
  /** Products: a smaller amount may be chosen. */
  mayChoose: z.boolean(),
  /** How it is made up, one sentence each. */
  lines: z.array(z.string()),
  /** Above the limit a second person has to say yes. */
  needsApproval: z.boolean(),
});
export type RefundQuoteView = z.infer<typeof refundQuoteView>;

export const staffCardUse = z.object({
  id,
  no: z.int(),
  usedAt: instant,
  storeName: z.string(),
  staffName: z.string(),
  note: z.string(),
  undoneAt: instant.nullable(),
  undoneBy: z.string().nullable(),
  undoReason: z.string(),
  canUndo: z.boolean(),
});
export const staffCard = z.object({
  id,
  code: z.string(),
  title: z.string(),
  serviceId: id.nullable(),
  serviceName: z.string(),
  storeId: id,
  storeName: z.string(),
  ownerId: id,
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  /** Names of those it is shared with. */
  sharedWith: z.array(z.string()),
  state: z.enum(cardStates),
  stateLabel: z.string(),
  usesTotal: z.int(),
  /** Send it back as `seen` when a use is made. */
  usesLeft: z.int(),
  expiresOn: businessDate,
  expired: z.boolean(),
  canUse: z.boolean(),
  /** Why not, or what it gives: one sentence for the counter. */
  text: z.string(),
  orderId: id,
  boughtAt: instant,
});
export type StaffCard = z.infer<typeof staffCard>;
export const staffCardView = staffCard.extend({ uses: z.array(staffCardUse) });
export type StaffCardView = z.infer<typeof staffCardView>;

const list = { ...pageQuery, storeId: id.optional() };
const inStore = ['STORE.NOT_FOUND'] as const;
/** QR text or typed code. */
const counterCode = z.string().trim().min(6, '请扫码或输入完整的编号').max(60);

export const staffShopRoutes = defineRoutes(staffShopEndpoints, {
  items: {
    query: z.strictObject({
      ...list,
      kind: z.enum(payOrderKinds).optional(),
      state: z.enum(shopItemStates).optional(),
    }),
    view: pageOf(staffShopItem),
    errors: inStore,
  },
  item: { params: idParams, view: staffShopItem },
  createItem: {
    body: z.strictObject({ storeId: id, stock: z.int().min(0).max(100_000).nullable(), item: shopItemBody }),
    view: staffShopItem,
    errors: ['STORE.NOT_FOUND', 'PHOTO.NOT_YOURS', 'SHOP.SERVICE'],
  },
  updateItem: {
    params: idParams,
    body: shopItemBody,
    view: staffShopItem,
    errors: ['PHOTO.NOT_YOURS', 'SHOP.SERVICE', 'SHOP.KIND'],
  },
  setItemState: {
    params: idParams,
    body: z.strictObject({ state: z.enum(['on_sale', 'off']) }),
    view: staffShopItem,
    errors: ['SHOP.STATE'],
  },
  addStock: {
    params: idParams,
    body: z.strictObject({
      /** Negative takes away. */
      change: z.int().min(-100_000).max(100_000),
      reason: z.string().trim().min(2, '请写明原因').max(60),
    }),
    view: staffShopItem,
    errors: ['SHOP.STOCK'],
  },
  orders: {
    query: z.strictObject({
      ...list,
      kind: z.enum(payOrderKinds).optional(),
      state: z.enum(shopOrderStates).optional(),
      ownerId: id.optional(),
    }),
    view: pageOf(staffShopOrder),
    errors: inStore,
  },
  order: { params: idParams, view: staffShopOrderView },
  refundQuote: { params: idParams, view: refundQuoteView },
  refund: {
    params: idParams,
    body: z.strictObject({
      /** What the quote said; another sum is refused, so that nobody gives back what they did not see. */
      amountFen: z.int().min(1),
      reason: z.string().trim().min(2, '请写明退款原因').max(60),
    }),
    view: staffShopOrderView,
    errors: ['SHOP.STATE', 'SHOP.REFUND_CHANGED', 'PAY.REFUND_TOO_MUCH'],
  },
  findPickUp: {
    query: z.strictObject({ storeId: id, code: counterCode }),
    view: staffShopOrder,
    errors: ['STORE.NOT_FOUND', 'SHOP.CODE_UNKNOWN'],
  },
  pickUp: { params: idParams, view: staffShopOrder, errors: ['SHOP.STATE'] },
  cards: {
    query: z.strictObject({ ...list, state: z.enum(cardStates).optional(), ownerId: id.optional() }),
    view: pageOf(staffCard),
    errors: inStore,
  },
  findCard: {
    query: z.strictObject({ storeId: id, code: counterCode }),
    view: staffCardView,
    errors: ['STORE.NOT_FOUND', 'SHOP.CODE_UNKNOWN'],
  },
  card: { params: idParams, view: staffCardView },
  useCard: {
    params: idParams,
    body: z.strictObject({
      /** Uses left as the counter saw them: a use that somebody else just made is not made twice. */
      seen: z.int().min(1).max(100),
      note: z.string().trim().max(60).default(''),
    }),
    view: staffCardView,
    errors: ['CARD.STATE', 'CARD.CHANGED', 'CARD.EXPIRED'],
  },
  undoUse: {
    params: idParams,
    body: z.strictObject({ reason: z.string().trim().min(2, '请写明撤销的原因').max(60) }),
    view: staffCardView,
    errors: ['CARD.STATE'],
  },
});
