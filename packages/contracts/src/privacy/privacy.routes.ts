import { z } from 'zod';
import { businessDate, done, id, instant, pageOf, pageQuery } from '../common.schema.js';
import { defineRoutes } from '../route.js';
import { privacyEndpoints, staffPrivacyEndpoints } from './privacy.endpoints.js';
import { erasureStates } from './privacy-constants.js';

const openErasure = z.object({
  askedAt: instant,
  /** Until then it may be taken back. */
  notBefore: instant,
  /** Last day on which it must be done. */
  dueOn: businessDate,
  /** What must end first, in Chinese; empty if nothing. */
  waitsFor: z.array(z.string()),
});
export const privacyView = z.object({
  phoneMasked: z.string(),
  /** Null: no wish to leave is open. */
  erasure: openErasure.nullable(),
  /** What must end before one can leave. */
  blockers: z.array(z.string()),
  /** What one would lose: 2 张未用的券将不能再使用. */
  losses: z.array(z.string()),
  /** What the law keeps without the person, with the reason. */
  keeps: z.array(z.object({ title: z.string(), why: z.string() })),
  /** Days in which one may change one's mind, and workdays within which it is done. */
  pauseDays: z.int(),
  workdays: z.int(),
});
export type PrivacyView = z.infer<typeof privacyView>;

const code = z.string().regex(/^\d{6}$/, '请输入 6 位验证码');
export const exportView = z.object({
  sections: z.array(
    z.object({
      title: z.string(),
      rows: z.array(z.array(z.object({ label: z.string(), text: z.string() }))),
    }),
  ),
});
export type ExportView = z.infer<typeof exportView>;

export const erasureItem = z.object({
  id,
  state: z.enum(erasureStates),
  stateLabel: z.string(),
  /** Null once the person is gone. */
  ownerName: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  storeName: z.string().nullable(),
  askedAt: instant,
  notBefore: instant,
  dueOn: businessDate,
  /** Days until the last day; negative: late. Null once it has ended. */
  daysLeft: z.int().nullable(),
  waitsFor: z.array(z.string()),
  endedAt: instant.nullable(),
  kept: z.array(z.object({ title: z.string(), count: z.int(), why: z.string() })),
});

export const privacyRoutes = defineRoutes(privacyEndpoints, {
  overview: { view: privacyView },
  sendCode: {
    view: z.object({ resendAfterSec: z.int() }),
    errors: ['AUTH.SMS_TOO_SOON', 'AUTH.WECHAT_BUSY', 'REQUEST.TOO_MANY'],
  },
  exportData: {
    body: z.strictObject({ code }),
    view: exportView,
    errors: ['AUTH.SMS_CODE_WRONG', 'REQUEST.TOO_MANY'],
  },
  askErasure: {
    body: z.strictObject({ code, understood: z.literal(true, '请先阅读并勾选') }),
    view: privacyView,
    errors: ['AUTH.SMS_CODE_WRONG', 'REQUEST.TOO_MANY'],
  },
  withdrawErasure: { view: done },
});

export const staffPrivacyRoutes = defineRoutes(staffPrivacyEndpoints, {
  erasures: {
    query: z.strictObject({ ...pageQuery, state: z.enum(erasureStates).optional() }),
    view: pageOf(erasureItem).extend({ waiting: z.int() }),
  },
});
