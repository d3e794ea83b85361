import { z } from 'zod';
import { fen, id, idParams, instant, shortText } from '../common.schema.js';
import { MAX_COUPONS_ON_BILL } from '../constants.js';
import { defineRoutes } from '../route.js';
import { couponCounterEndpoints } from './coupon.endpoints.js';
import { couponFace, couponHistoryView, heldCouponView } from './coupon.schema.js';

/** What the owner shows: text of the QR code, or eight digits with or without a gap. */
const passCode = z
  .string()
  .trim()
  .min(8, '请扫描或输入 8 位券码')
  .max(64)
  .regex(/^[\w -]+$/, '这不是卡券码');
const bill = {
  storeId: id,
  /** Null only with coupons kept for the visit, or with the permission to undo and a reason. */
  code: passCode.nullable().default(null),
  /** The work order; null at the counter without one. */
  visitId: id.nullable().default(null),
  /** The bill before coupons. */
  amountFen: fen,
};
const couponIds = z.array(id).max(MAX_COUPONS_ON_BILL, `一单最多用 ${MAX_COUPONS_ON_BILL} 张卡券`);

export const counterCoupon = z.object({
  id,
  typeId: id,
  ...couponFace,
  validUntil: instant,
  validText: z.string(),
  /** On the work order already, kept or used. */
  onBill: z.enum(['no', 'reserved', 'used']),
  usable: z.boolean(),
  /** Why not; empty if it is. */
  why: z.string(),
  /** What it would take off this bill by itself. */
  offFen: fen,
});
export type CounterCoupon = z.infer<typeof counterCoupon>;

const choice = z.object({
  couponIds: z.array(id),
  offFen: fen,
  payFen: fen,
  lines: z.array(z.object({ couponId: id, title: z.string(), offFen: fen })),
  /** One sentence for the counter. */
  text: z.string(),
});
export type CouponChoice = z.infer<typeof choice>;

export const visitCouponsView = z.object({
  visitId: id.nullable(),
  amountFen: fen,
  offFen: fen,
  payFen: fen,
  reserved: z.array(heldCouponView),
  used: z.array(heldCouponView),
});
export type VisitCouponsView = z.infer<typeof visitCouponsView>;

const receipt = z.object({
  billId: id,
  visitId: id.nullable(),
  amountFen: fen,
  /** All that was taken off this bill, earlier uses included. */
  offFen: fen,
  payFen: fen,
  lines: z.array(z.object({ couponId: id, title: z.string(), offFen: fen })),
  at: instant,
  text: z.string(),
});
export type CouponReceipt = z.infer<typeof receipt>;

const redeemErrors = [
  'STORE.NOT_FOUND',
  'COUPON.PASS_GONE',
  'COUPON.USED',
  'COUPON.EXPIRED',
  'COUPON.NOT_HERE',
  'COUPON.NOT_TOGETHER',
  'COUPON.NEEDS_OWNER',
] as const;
const reasonBody = z.strictObject({ reason: shortText.min(2, '请写明原因') });

export const couponCounterRoutes = defineRoutes(couponCounterEndpoints, {
  lookUp: {
    body: z.strictObject({ storeId: id, code: passCode }),
    view: z.object({
      ownerId: id,
      ownerName: z.string(),
      phoneMasked: z.string().nullable(),
      /** The coupon that the owner has picked. */
      pickedId: id.nullable(),
      /** What became of it, if it is good no more; else empty. */
      pickedWhy: z.string(),
      /** Until then the code serves for this counter. */
      until: instant,
      secondsLeft: z.int(),
      /** Cars of the owner that are in the store now. */
      visits: z.array(
        z.object({
          id,
          plate: z.string(),
          model: z.string(),
          serviceName: z.string(),
          stepLabel: z.string(),
          arrivedAt: instant,
        }),
      ),
      coupons: z.array(counterCoupon),
      text: z.string(),
    }),
    errors: ['STORE.NOT_FOUND', 'COUPON.PASS_GONE', 'REQUEST.TOO_MANY'],
  },
  preview: {
    body: z.strictObject({
      ...bill,
      /** Null: not known yet; everything is shown as on a large bill. */
      amountFen: fen.nullable(),
      couponIds: couponIds.default([]),
    }),
    view: z.object({
      amountFen: fen.nullable(),
      /** What was chosen needs the amount of the bill before it can be used. */
      needsAmount: z.boolean(),
      coupons: z.array(counterCoupon),
      /** The allowed combination that takes most off. */
      best: choice,
      /** The combination that was asked for; `why` says what is wrong with it, or is empty. */
      chosen: choice.extend({ why: z.string() }),
    }),
    errors: ['STORE.NOT_FOUND', 'COUPON.PASS_GONE', 'COUPON.NEEDS_OWNER'],
  },
  redeem: {
    body: z.strictObject({
      ...bill,
      couponIds: couponIds.min(1, '请选择卡券'),
      /** Needed without a code. */
      reason: shortText.default(''),
    }),
    view: receipt,
    errors: redeemErrors,
  },
  usedToday: {
    query: z.strictObject({ storeId: id }),
    /** The latest first, at most 50. */
    view: z.object({ items: z.array(heldCouponView) }),
    errors: ['STORE.NOT_FOUND'],
  },
  reserve: {
    body: z.strictObject({
      storeId: id,
      code: passCode,
      visitId: id,
      couponIds: couponIds.min(1, '请选择卡券'),
    }),
    view: visitCouponsView,
    errors: redeemErrors,
  },
  release: { params: idParams, view: heldCouponView, errors: ['COUPON.STATE'] },
  undo: { params: idParams, body: reasonBody, view: heldCouponView, errors: ['COUPON.STATE'] },
  takeBack: { params: idParams, body: reasonBody, view: heldCouponView, errors: ['COUPON.STATE'] },
  coupon: { params: idParams, view: couponHistoryView },
  ofOwner: { params: idParams, view: z.object({ items: z.array(heldCouponView) }) },
  ofVisit: { params: idParams, view: visitCouponsView },
});
