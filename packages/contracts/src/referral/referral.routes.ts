import { z } from 'zod';
import { fen, id, instant, pageOf, pageQuery, personText } from '../common.schema.js';
import { couponShownStates } from '../coupon/coupon-constants.js';
import { bestTimes } from '../follow-up/follow-up-constants.js';
import { codePictureView } from '../media/media.routes.js';
import { defineRoutes } from '../route.js';
import { referralEndpoints, staffReferralEndpoints } from './referral.endpoints.js';
import { referralProblems, referralStates, referralWishes } from './referral-constants.js';

/** Eight characters without those that look alike; typed as people type. */
const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-Z]{1,8}$/, '邀请码为 8 位字母或数字');
const codeParams = z.strictObject({ code });

export const myInvitee = z.object({
  id,
  /** 王** · 138****1234 */
  nameMasked: z.string(),
  phoneMasked: z.string().nullable(),
  state: z.enum(referralStates),
  stateLabel: z.string(),
  joinedAt: instant,
  /** One warm sentence: what comes next. */
  text: z.string(),
  couponId: id.nullable(),
});
export const myReferralView = z.object({
  /** Off: my store has no programme now; the rest still shows what was. */
  open: z.boolean(),
  /** Null: no car yet, so no store. */
  storeId: id.nullable(),
  storeName: z.string(),
  title: z.string(),
  rulesText: z.string(),
  /** What I get for each friend, and what the friend gets: 50 元代金券. */
  inviterReward: z.string(),
  inviteeReward: z.string(),
  withinDays: z.int(),
  code: z.string().nullable(),
  /** Mini-program page of the invitation, with the code. */
  sharePath: z.string().nullable(),
  shareTitle: z.string(),
  /** Friends who may still be brought this year. */
  left: z.int(),
  rewarded: z.int(),
  invitees: z.array(myInvitee),
});
export type MyReferralView = z.infer<typeof myReferralView>;

export const invitationView = z.object({
  code: z.string(),
  inviterMasked: z.string(),
  storeId: id,
  storeName: z.string(),
  storeAddress: z.string(),
  storePhone: z.string(),
  title: z.string(),
  rulesText: z.string(),
  /** What the friend who invites gets, and what I get. */
  inviterReward: z.string(),
  inviteeReward: z.string(),
  withinDays: z.int(),
  /** My phone is verified and my consent stands: else both come before the car. */
  known: z.boolean(),
  /** Why I cannot take it, known before any car is named; null: I can. */
  problem: z.enum(referralProblems).nullable(),
  problemText: z.string().nullable(),
  /** An invitation that I have taken already. */
  mine: z
    .object({
      state: z.enum(referralStates),
      stateLabel: z.string(),
      until: instant,
      text: z.string(),
      couponId: id.nullable(),
    })
    .nullable(),
  /** What the store has answered to my wish of the last days; null: none. */
  wished: z.string().nullable(),
});
export type InvitationView = z.infer<typeof invitationView>;

export const joinReferralBody = z.strictObject({
  code,
  vin: z.string().trim().min(1, '请填写车架号').max(30, '车架号格式不正确'),
  plate: z.string().trim().max(12, '车牌格式不正确').default(''),
});

/** Who has no car on file can only be called: what about, and when it suits. */
export const referralWishBody = z.strictObject({
  code,
  wish: z.enum(referralWishes),
  bestTime: z.enum(bestTimes).default('any'),
});
export const referralRoutes = defineRoutes(referralEndpoints, {
  mine: { view: myReferralView },
  codePicture: { view: codePictureView },
  wish: {
    body: referralWishBody,
    view: z.object({
      /** One warm sentence: who calls, and when. */
      text: z.string(),
    }),
    errors: ['REFERRAL.REFUSED', 'REQUEST.NOT_FOUND'],
  },
  invitation: { params: codeParams, view: invitationView },
  join: {
    body: joinReferralBody,
    view: invitationView,
    errors: ['REFERRAL.REFUSED', 'REQUEST.NOT_FOUND'],
  },
});

export const referralProgrammeBody = z
  .strictObject({
    storeId: id,
    open: z.boolean(),
    title: z.string().trim().min(2, '请填写活动名称').max(20, '活动名称最多 20 个字'),
    rulesText: z.string().trim().min(10, '请写清活动规则，车主会看到').max(2_000, '规则最多 2000 个字'),
    inviterTypeId: id.nullable(),
    inviteeTypeId: id.nullable(),
    /** Days for the first paid visit. */
    withinDays: z.int().min(7, '至少 7 天').max(180, '最多 180 天').default(60),
    /** Friends that one person may bring in a year. */
    perInviter: z.int().min(1).max(50, '一年最多 50 位').default(10),
  })
  .refine(
    ({ open, inviterTypeId, inviteeTypeId }) => !open || (inviterTypeId !== null && inviteeTypeId !== null),
    {
      path: ['inviterTypeId'],
      message: '请选择双方的奖励卡券',
    },
  );
export const referralProgrammeView = z.object({
  storeId: id,
  storeName: z.string(),
  open: z.boolean(),
  title: z.string(),
  rulesText: z.string(),
  inviterTypeId: id.nullable(),
  inviterReward: z.string(),
  inviteeTypeId: id.nullable(),
  inviteeReward: z.string(),
  withinDays: z.int(),
  perInviter: z.int(),
  updatedByName: z.string().nullable(),
  updatedAt: instant.nullable(),
  counts: z.object({
    joined: z.int(),
    waiting: z.int(),
    held: z.int(),
    rewarded: z.int(),
    /** Paid work orders of first visits. */
    outputFen: fen,
  }),
});
export type ReferralProgrammeView = z.infer<typeof referralProgrammeView>;

/** What one side gets; no coupon as long as nothing is paid. */
const staffReward = z.object({
  title: z.string(),
  couponId: id.nullable(),
  state: z.enum(couponShownStates).nullable(),
  stateLabel: z.string().nullable(),
});
export const staffReferralItem = z.object({
  id,
  inviterId: id,
  inviterName: z.string(),
  inviteeId: id,
  inviteeName: z.string(),
  inviteePhoneMasked: z.string().nullable(),
  vinMasked: z.string(),
  plate: z.string().nullable(),
  state: z.enum(referralStates),
  stateLabel: z.string(),
  /** Why it was refused or is held; null otherwise. */
  reason: z.string().nullable(),
  joinedAt: instant,
  until: instant,
  visitId: id.nullable(),
  paidFen: fen.nullable(),
  rewardedAt: instant.nullable(),
  inviterReward: staffReward,
  inviteeReward: staffReward,
});
export type StaffReferralItem = z.infer<typeof staffReferralItem>;

const referralFilter = {
  storeId: id.optional(),
  state: z.enum(referralStates).optional(),
  /** Of the inviter or the friend. */
  q: personText.optional(),
};
export const staffReferralRoutes = defineRoutes(staffReferralEndpoints, {
  programme: {
    query: z.strictObject({ storeId: id }),
    view: referralProgrammeView,
    errors: ['STORE.NOT_FOUND'],
  },
  saveProgramme: {
    body: referralProgrammeBody,
    view: referralProgrammeView,
    errors: ['STORE.NOT_FOUND'],
  },
  list: {
    query: z.strictObject({ ...pageQuery, ...referralFilter }),
    view: pageOf(staffReferralItem),
    errors: ['STORE.NOT_FOUND'],
  },
  file: { query: z.strictObject(referralFilter), errors: ['STORE.NOT_FOUND'] },
});
