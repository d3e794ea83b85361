import { z } from 'zod';
import { businessDate, fen, id, instant } from '../common.schema.js';
import {
  couponCombines,
  couponEvents,
  couponGivesItem,
  couponKinds,
  couponShownStates,
  couponSources,
  couponTypeMoves,
  couponTypeStates,
  serviceKinds,
} from '../constants.js';

/** From when to when a coupon is good: fixed dates, both included, or a number of days from the day it is given. */
export const couponValidity = z.discriminatedUnion('type', [
  z
    .strictObject({ type: z.literal('fixed'), from: businessDate, to: businessDate })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: '结束日期不能早于开始日期' }),
  z.strictObject({
    type: z.literal('days'),
    days: z.int().min(1, '至少 1 天').max(730, '最长 730 天'),
  }),
]);
export type CouponValidity = z.infer<typeof couponValidity>;

const words = {
  summary: z.string().trim().max(40, '一句话说明最多 40 个字').default(''),
  howTo: z.string().trim().max(500, '使用说明最多 500 个字').default(''),
};
const stock = z
  .int()
  .min(1, '至少发 1 张')
  .max(10_000_000, '最多 1000 万张')
  .nullable()
  .describe('null: as many as are wanted');
const giving = {
  stock,
  /** How many one owner may have got, used ones included. */
  perOwner: z.int().min(1, '每人至少 1 张').max(50, '每人最多 50 张').default(1),
  /** Owners may take it themselves. */
  claimable: z.boolean().default(true),
  claimFrom: instant.nullable().default(null),
  claimUntil: instant.nullable().default(null),
};
const orderedTimes = <T extends { claimFrom: string | null; claimUntil: string | null }>(body: T) =>
  body.claimFrom === null ||
  body.claimUntil === null ||
  Date.parse(body.claimFrom) < Date.parse(body.claimUntil);
const wrongTimes = { path: ['claimUntil'], message: '领取结束时间要晚于开始时间' };

export const saveCouponTypeBody = z
  .strictObject({
    /** The store that runs it. */
    storeId: id,
    kind: z.enum(couponKinds),
    title: z.string().trim().min(2, '请填写名称').max(20, '名称最多 20 个字'),
    ...words,
    /** `cash_off`: what it takes off; `service_item`: what the item is worth on the bill, 0 if it is not on it. */
    amountFen: fen.max(10_000_000, '单张最多 10 万元').default(0),
    /** `percent`: 20 takes 20 % off, 8 折 in words. */
    percentOff: z.int().min(0).max(99, '折扣最多 99%').default(0),
    /** `percent`: the most it takes off. */
    capFen: fen.max(10_000_000, '封顶最多 10 万元').default(0),
    /** `service_item` and `gift`: what it is. */
    itemName: z.string().trim().max(30, '内容最多 30 个字').default(''),
    /** The bill before coupons must reach it. */
    thresholdFen: fen.default(0),
    validity: couponValidity,
    ...giving,
    /** Stores that take it; empty: the store that runs it. */
    storeIds: z.array(id).max(200).default([]),
    /** Services it is for; empty: all. */
    serviceKinds: z.array(z.enum(serviceKinds)).max(20).default([]),
    /** Models it is for; empty: all cars. */
    models: z.array(z.string().trim().min(1).max(60)).max(30).default([]),
    combine: z.enum(couponCombines).default('once'),
  })
  .refine(orderedTimes, wrongTimes)
  .superRefine((body, context) => {
    const miss = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (body.kind === 'cash_off' && body.amountFen < 100) miss('amountFen', '代金券至少 1 元');
    if (body.kind === 'percent' && body.percentOff < 1) miss('percentOff', '请填写折扣');
    if (body.kind === 'percent' && body.capFen < 100) miss('capFen', '折扣券要有封顶金额');
    if (couponGivesItem(body.kind) && body.itemName === '') miss('itemName', '请写明项目或礼品');
    if (body.kind === 'cash_off' && body.thresholdFen > 0 && body.thresholdFen < body.amountFen)
      miss('thresholdFen', '使用门槛不能低于抵扣金额');
  });
export type SaveCouponTypeBody = z.infer<typeof saveCouponTypeBody>;

/** What may change while owners hold coupons: never what these are worth. */
export const adjustCouponTypeBody = z.strictObject({ ...words, ...giving }).refine(orderedTimes, wrongTimes);

export const namedStore = z.object({ id, name: z.string() });

/** What a kind of coupon is, in numbers and in words. */
export const couponFace = {
  kind: z.enum(couponKinds),
  kindLabel: z.string(),
  title: z.string(),
  summary: z.string(),
  /** In large letters: ¥50, 8折, 免费, 礼品. */
  bigText: z.string(),
  /** One line: 满 300 元减 50 元. */
  faceText: z.string(),
  /** 满 300 元可用, or 无门槛. */
  thresholdText: z.string(),
  /** For what: 定期保养、维修 · 凯美瑞; empty: everything. */
  forText: z.string(),
  combineLabel: z.string(),
  howTo: z.string(),
  stores: z.array(namedStore),
};

export const couponTypeView = z.object({
  id,
  /** Names the kind for other systems; stays the same. */
  code: z.string(),
  storeId: id,
  storeName: z.string(),
  ...couponFace,
  state: z.enum(couponTypeStates),
  stateLabel: z.string(),
  /** Made by the system for promises and make-goods; not edited. */
  system: z.boolean(),
  amountFen: fen,
  percentOff: z.int(),
  capFen: fen,
  itemName: z.string(),
  thresholdFen: fen,
  validity: couponValidity,
  validityText: z.string(),
  stock: z.int().nullable(),
  stockLeft: z.int().nullable(),
  perOwner: z.int(),
  claimable: z.boolean(),
  claimFrom: instant.nullable(),
  claimUntil: instant.nullable(),
  storeIds: z.array(id),
  serviceKinds: z.array(z.enum(serviceKinds)),
  models: z.array(z.string()),
  combine: z.enum(couponCombines),
  figures: z.object({
    issued: z.int(),
    held: z.int(),
    reserved: z.int(),
    used: z.int(),
    expired: z.int(),
    returned: z.int(),
    /** Taken off bills so far. */
    offFen: z.int(),
  }),
  /** What this person may do with it now. */
  moves: z.array(z.enum(couponTypeMoves)),
  mayEdit: z.boolean(),
  mayAdjust: z.boolean(),
  mayIssue: z.boolean(),
  createdBy: z.string(),
  createdAt: instant,
  updatedAt: instant,
});
export type CouponTypeView = z.infer<typeof couponTypeView>;

/** A coupon as its owner sees it. */
export const walletCouponView = z.object({
  id,
  typeId: id,
  ...couponFace,
  state: z.enum(couponShownStates),
  stateLabel: z.string(),
  validFrom: instant,
  /** The first instant at which it is not good any more. */
  validUntil: instant,
  /** 12月31日 周四前有效, 今天到期 … */
  validText: z.string(),
  /** Ends within three days. */
  soon: z.boolean(),
  source: z.enum(couponSources),
  sourceLabel: z.string(),
  /** It may be shown at the counter now. */
  canShow: z.boolean(),
  usedAt: instant.nullable(),
  usedStoreName: z.string().nullable(),
  offFen: fen.nullable(),
});
export type WalletCouponView = z.infer<typeof walletCouponView>;

/** A coupon in lists of staff. */
export const heldCouponView = z.object({
  id,
  typeId: id,
  title: z.string(),
  kindLabel: z.string(),
  faceText: z.string(),
  ownerId: id,
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  state: z.enum(couponShownStates),
  stateLabel: z.string(),
  source: z.enum(couponSources),
  sourceLabel: z.string(),
  note: z.string(),
  issuedAt: instant,
  validFrom: instant,
  /** The last day on which it can be used, as its owner reads it. */
  lastDay: businessDate,
  usedAt: instant.nullable(),
  usedStoreName: z.string().nullable(),
  usedBy: z.string().nullable(),
  visitId: id.nullable(),
  offFen: fen.nullable(),
  /** What this person may do with it now. */
  mayUndo: z.boolean(),
  mayTakeBack: z.boolean(),
});
export type HeldCouponView = z.infer<typeof heldCouponView>;

/** All that happened to one coupon, oldest first. */
export const couponHistoryView = heldCouponView.extend({
  ...couponFace,
  events: z.array(
    z.object({
      kind: z.enum(couponEvents),
      label: z.string(),
      at: instant,
      by: z.string(),
      reason: z.string(),
      offFen: fen.nullable(),
    }),
  ),
});
export type CouponHistoryView = z.infer<typeof couponHistoryView>;
