import { z } from 'zod';
import { businessDate, cursorOf, cursorQuery, id, idParams, instant } from '../common.schema.js';
import { memberLevels } from '../constants.js';
import { defineRoutes } from '../route.js';
import { couponEndpoints } from './coupon.endpoints.js';
import { couponFace, walletCouponView } from './coupon.schema.js';

/** Made by the client once for each tap: sent again, it gets the same coupon. */
export const requestId = z.string().regex(/^[\w-]{8,40}$/, '请求编号格式不正确');

/** A kind of coupon that an owner may take. */
export const claimableView = z.object({
  id,
  ...couponFace,
  validityText: z.string(),
  /** `now`, `soon` (see claimFrom), `mine` (has as many as one may), `gone` (sold out). */
  choice: z.enum(['now', 'soon', 'mine', 'gone']),
  /** One short sentence: 还剩 12 张, 11月20日 上午 10:00 开抢 … */
  text: z.string(),
  claimFrom: instant.nullable(),
  claimUntil: instant.nullable(),
  /** Whole percent of the stock that is gone; null if it has no end. */
  takenPercent: z.int().nullable(),
  perOwner: z.int(),
  mine: z.int(),
});
export type ClaimableView = z.infer<typeof claimableView>;

export const claimView = z.object({
  couponId: id,
  typeId: id,
  title: z.string(),
  bigText: z.string(),
  validFrom: instant,
  validUntil: instant,
  validText: z.string(),
});

export const walletCodeView = z.object({
  id,
  poolId: id,
  title: z.string(),
  /** Who gives it, for instance 万达影城. */
  issuer: z.string(),
  codeMasked: z.string(),
  howTo: z.string(),
  /** The last day on which it is good, in words; empty if it has none. */
  validText: z.string(),
  expired: z.boolean(),
  givenAt: instant,
});
export type WalletCodeView = z.infer<typeof walletCodeView>;

export const benefitView = z.object({
  id,
  partnerName: z.string(),
  partnerKindLabel: z.string(),
  partnerAddress: z.string(),
  partnerPhone: z.string(),
  title: z.string(),
  summary: z.string(),
  howTo: z.string(),
  /** The level it takes; mine is in the membership. */
  level: z.enum(memberLevels).nullable(),
  levelText: z.string(),
  /** `now`, `mine` (taken), `level` (for a higher level), `gone`, `soon`. */
  choice: z.enum(['now', 'mine', 'level', 'gone', 'soon']),
  text: z.string(),
  until: instant.nullable(),
  /** What it gave me, the newest. */
  mine: z.object({ couponId: id.nullable(), codeId: id.nullable(), at: instant }).nullable(),
});
export type BenefitView = z.infer<typeof benefitView>;

/** The level I have, how long, and what is missing for the next one. */
export const membershipView = z.object({
  level: z.enum(memberLevels),
  label: z.string(),
  /** What counts: paid at the store in the last twelve months. */
  spentFen: z.int(),
  /** The last day of this level if nothing more is spent; null for the lowest, which nobody loses. */
  keptUntil: businessDate.nullable(),
  /** Null on the highest level. */
  next: z
    .object({
      level: z.enum(memberLevels),
      label: z.string(),
      missingFen: z.int(),
      /** Benefits in the list that it opens. */
      opens: z.int(),
    })
    .nullable(),
  /** All levels, the lowest first. */
  ladder: z.array(z.object({ label: z.string(), fromFen: z.int(), reached: z.boolean() })),
});
export type MembershipView = z.infer<typeof membershipView>;

const claimErrors = [
  'COUPON.SOLD_OUT',
  'COUPON.LIMIT',
  'COUPON.NOT_OPEN',
  'COUPON.NOT_FOR_YOU',
  'REQUEST.TOO_MANY',
] as const;

export const couponRoutes = defineRoutes(couponEndpoints, {
  center: { view: z.object({ items: z.array(claimableView) }) },
  claim: {
    params: idParams,
    body: z.strictObject({ requestId }),
    view: claimView,
    errors: claimErrors,
  },
  wallet: {
    query: z.strictObject({ ...cursorQuery, show: z.enum(['good', 'past']).default('good') }),
    view: cursorOf(walletCouponView).extend({
      /** Good ones and unexpired codes altogether. */
      counts: z.object({ good: z.int(), soon: z.int(), codes: z.int() }),
    }),
  },
  detail: { params: idParams, view: walletCouponView },
  pass: {
    body: z.strictObject({ couponId: id.nullable().default(null) }),
    view: z.object({
      /** Text of the QR code. */
      token: z.string(),
      /** Eight digits to type, and the same in two groups to read out. */
      code: z.string(),
      codeText: z.string(),
      expiresAt: instant,
      secondsLeft: z.int(),
    }),
    errors: ['REQUEST.TOO_MANY', 'COUPON.STATE'],
  },
  codes: { view: z.object({ items: z.array(walletCodeView) }) },
  revealCode: {
    params: idParams,
    view: z.object({
      id,
      title: z.string(),
      code: z.string(),
      secret: z.string().nullable(),
      howTo: z.string(),
    }),
    errors: ['REQUEST.TOO_MANY'],
  },
  benefits: { view: z.object({ membership: membershipView, items: z.array(benefitView) }) },
  claimBenefit: {
    params: idParams,
    body: z.strictObject({ requestId }),
    view: benefitView,
    errors: ['COUPON.SOLD_OUT', 'COUPON.LIMIT', 'COUPON.NOT_OPEN', 'COUPON.NOT_FOR_YOU', 'POOL.EMPTY'],
  },
});
