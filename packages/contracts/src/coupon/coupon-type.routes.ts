import { z } from 'zod';
import { segment } from '../care/segment.schema.js';
import { id, idParams, instant, pageOf, pageQuery, shortText } from '../common.schema.js';
import {
  couponIssueStates,
  couponKinds,
  couponShownStates,
  couponTypeMoves,
  couponTypeStates,
  MAX_ISSUE_PHONES,
} from '../constants.js';
import { defineRoutes } from '../route.js';
import { couponIssueEndpoints, couponTypeEndpoints } from './coupon.endpoints.js';
import { requestId } from './coupon.routes.js';
import { adjustCouponTypeBody, couponTypeView, heldCouponView, saveCouponTypeBody } from './coupon.schema.js';

const heldFilter = { state: z.enum(couponShownStates).optional() };

export const couponTypeRoutes = defineRoutes(couponTypeEndpoints, {
  list: {
    query: z.strictObject({
      ...pageQuery,
      storeId: id.optional(),
      state: z.enum(couponTypeStates).optional(),
      kind: z.enum(couponKinds).optional(),
    }),
    view: pageOf(couponTypeView),
    errors: ['STORE.NOT_FOUND'],
  },
  detail: { params: idParams, view: couponTypeView },
  create: { body: saveCouponTypeBody, view: couponTypeView, errors: ['STORE.NOT_FOUND'] },
  update: {
    params: idParams,
    body: saveCouponTypeBody,
    view: couponTypeView,
    errors: ['STORE.NOT_FOUND', 'COUPON.STATE'],
  },
  adjust: {
    params: idParams,
    body: adjustCouponTypeBody,
    view: couponTypeView,
    errors: ['COUPON.STATE', 'COUPON.STOCK_BELOW'],
  },
  move: {
    params: idParams,
    body: z.strictObject({ do: z.enum(couponTypeMoves) }),
    view: couponTypeView,
    errors: ['COUPON.STATE'],
  },
  coupons: {
    params: idParams,
    query: z.strictObject({ ...pageQuery, ...heldFilter }),
    view: pageOf(heldCouponView),
  },
  couponFile: { params: idParams, query: z.strictObject(heldFilter) },
  issueOne: {
    params: idParams,
    body: z.strictObject({
      ownerId: id,
      requestId,
      note: shortText.min(2, '请写明原因'),
      /** The owner gets a message in the inbox, and a subscribe message if there is a credit. */
      tell: z.boolean().default(true),
    }),
    view: heldCouponView,
    errors: ['COUPON.STATE', 'COUPON.SOLD_OUT', 'COUPON.LIMIT'],
  },
});

/** Who gets one each. */
export const couponAudience = z.discriminatedUnion('kind', [
  z.strictObject({
    /** Everybody with a car of these stores, of these models (empty: all). */
    kind: z.literal('stores'),
    storeIds: z.array(id).min(1, '请选择门店').max(200),
    models: z.array(z.string().trim().min(1).max(60)).max(30).default([]),
  }),
  z.strictObject({
    kind: z.literal('phones'),
    phones: z
      .array(z.string().trim().max(20))
      .min(1, '请填写手机号')
      .max(MAX_ISSUE_PHONES, `一次最多 ${MAX_ISSUE_PHONES} 个手机号`),
  }),
  z.strictObject({ kind: z.literal('segment'), storeId: id, segment }),
]);
export type CouponAudience = z.infer<typeof couponAudience>;

export const couponIssueView = z.object({
  id,
  typeId: id,
  typeTitle: z.string(),
  faceText: z.string(),
  storeId: id,
  storeName: z.string(),
  state: z.enum(couponIssueStates),
  stateLabel: z.string(),
  audienceText: z.string(),
  tell: z.boolean(),
  /** People when it was asked for; the run looks again. */
  people: z.int(),
  progress: z.object({
    seen: z.int(),
    issued: z.int(),
    /** Had as many as one may. */
    full: z.int(),
    /** Came when nothing was left. */
    soldOut: z.int(),
    percent: z.int(),
  }),
  /** 最多 3,000 张，面值合计 15 万元 */
  costText: z.string(),
  /** Why it ended early; empty otherwise. */
  why: z.string(),
  askedBy: z.string(),
  askedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionNote: z.string(),
  startedAt: instant.nullable(),
  mayDecide: z.boolean(),
  mayStop: z.boolean(),
});
export type CouponIssueView = z.infer<typeof couponIssueView>;

const newIssue = { typeId: id, audience: couponAudience };
export const couponIssueRoutes = defineRoutes(couponIssueEndpoints, {
  preview: {
    body: z.strictObject(newIssue),
    view: z.object({
      people: z.int(),
      /** Phones that nobody on file has. */
      unknown: z.int(),
      audienceText: z.string(),
      costText: z.string(),
      stockLeft: z.int().nullable(),
      /** The stock does not reach for all. */
      short: z.boolean(),
    }),
    errors: ['STORE.NOT_FOUND', 'COUPON.STATE', 'COUPON.AUDIENCE'],
  },
  list: {
    query: z.strictObject({
      ...pageQuery,
      typeId: id.optional(),
      state: z.enum(couponIssueStates).optional(),
    }),
    view: pageOf(couponIssueView),
  },
  detail: { params: idParams, view: couponIssueView },
  create: {
    body: z.strictObject({ ...newIssue, tell: z.boolean().default(true) }),
    view: couponIssueView,
    errors: ['STORE.NOT_FOUND', 'COUPON.STATE', 'COUPON.AUDIENCE'],
  },
  decide: {
    params: idParams,
    body: z
      .strictObject({ approve: z.boolean(), note: shortText.default('') })
      .refine((body) => body.approve || body.note.length >= 2, {
        path: ['note'],
        message: '请写明不同意的原因',
      }),
    view: couponIssueView,
    errors: ['COUPON.OWN_APPROVAL', 'COUPON.DECIDED', 'COUPON.STATE'],
  },
  stop: { params: idParams, view: couponIssueView, errors: ['COUPON.DECIDED'] },
});
