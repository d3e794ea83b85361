import { z } from 'zod';
import { staffRoles } from '../access.js';
import {
  clock,
  done,
  fen,
  id,
  idParams,
  instant,
  pageOf,
  pageQuery,
  secretText,
  shortText,
} from '../common.schema.js';
import { bayKinds, brandTiers, serviceKinds } from '../constants.js';
import { auditEndpoints, liveEndpoints, storeEndpoints, teamEndpoints } from '../endpoints.js';
import { defineRoutes } from '../route.js';

export const openingHours = z.strictObject({
  /** 1 Monday … 7 Sunday. */
  weekday: z.int().min(1).max(7),
  /** null on a closed day. */
  opensAt: clock.nullable(),
  closesAt: clock.nullable(),
});

export const serviceInput = z.strictObject({
  kind: z.enum(serviceKinds),
  name: shortText.min(1),
  bayKind: z.enum(bayKinds),
  minutes: z.int().min(15).max(600).multipleOf(15),
  promiseMinutes: z.int().min(15).max(1440).nullable(),
  priceFromFen: fen.nullable(),
  active: z.boolean(),
});
export const bayInput = z.strictObject({
  name: shortText.min(1),
  kind: z.enum(bayKinds),
  active: z.boolean(),
});

export const storeView = z.object({
  id,
  code: z.string(),
  name: z.string(),
  brand: z.string(),
  brandTier: z.enum(brandTiers),
  city: z.string(),
  address: z.string(),
  phone: z.string(),
  cycleMonths: z.int(),
  cycleKm: z.int(),
  /** Minutes between now and the first slot an owner may take. */
  leadMinutes: z.int(),
  horizonDays: z.int(),
  /** Minutes before the slot until which the owner may change it. */
  cutOffMinutes: z.int(),
  closedOnHolidays: z.boolean(),
  hours: z.array(z.object({ weekday: z.int(), opensAt: clock.nullable(), closesAt: clock.nullable() })),
  services: z.array(
    z.object({
      id,
      code: z.string(),
      kind: z.enum(serviceKinds),
      name: z.string(),
      bayKind: z.enum(bayKinds),
      minutes: z.int(),
      promiseMinutes: z.int().nullable(),
      priceFromFen: fen.nullable(),
      active: z.boolean(),
    }),
  ),
  bays: z.array(
    z.object({ id, code: z.string(), name: z.string(), kind: z.enum(bayKinds), active: z.boolean() }),
  ),
});
export type StoreView = z.infer<typeof storeView>;

const codeParams = z.strictObject({
  id,
  code: z.string().regex(/^[A-Z0-9-]{1,20}$/, '编码只能用大写字母、数字和 -'),
});

export const storeRoutes = defineRoutes(storeEndpoints, {
  list: { view: z.object({ items: z.array(storeView) }) },
  update: {
    params: idParams,
    body: z.strictObject({
      name: shortText.min(1).optional(),
      address: shortText.optional(),
      phone: shortText.optional(),
      cycleMonths: z.int().min(1).max(36).optional(),
      cycleKm: z.int().min(1000).max(50_000).optional(),
      leadMinutes: z.int().min(0).max(10_080).optional(),
      horizonDays: z.int().min(1).max(90).optional(),
      cutOffMinutes: z.int().min(0).max(10_080).optional(),
      closedOnHolidays: z.boolean().optional(),
      hours: z.array(openingHours).length(7).optional(),
    }),
    view: storeView,
    errors: ['STORE.NOT_FOUND', 'STORE.HOURS_INVALID'],
  },
  saveService: { params: codeParams, body: serviceInput, view: storeView, errors: ['STORE.NOT_FOUND'] },
  saveBay: { params: codeParams, body: bayInput, view: storeView, errors: ['STORE.NOT_FOUND'] },
});

export const colleagueView = z.object({
  id,
  name: z.string(),
  login: z.string(),
  role: z.enum(staffRoles),
  storeIds: z.array(id),
  active: z.boolean(),
  locked: z.boolean(),
  lastLoginAt: instant.nullable(),
  /** Masked; null if none is on file. Test messages go to the WeChat account bound with it. */
  phone: z.string().nullable(),
});
export type ColleagueView = z.infer<typeof colleagueView>;
const staffPhone = z
  .string()
  .trim()
  .regex(/^1[3-9]\d{9}$/, '请填写 11 位手机号');
const storeIds = z.array(id).min(1, '请至少选择一个门店').max(200);

export const teamRoutes = defineRoutes(teamEndpoints, {
  list: {
    query: z.strictObject({ storeId: id.optional() }),
    view: z.object({ items: z.array(colleagueView) }),
  },
  create: {
    body: z.strictObject({
      name: shortText.min(1, '请填写姓名'),
      login: z
        .string()
        .trim()
        .regex(/^[a-z0-9._-]{3,40}$/, '登录名用 3–40 位小写字母、数字或 . _ -'),
      role: z.enum(staffRoles),
      storeIds,
      password: secretText,
      phone: staffPhone.nullable().optional(),
    }),
    view: colleagueView,
    errors: ['STAFF.LOGIN_TAKEN', 'AUTH.PASSWORD_WEAK', 'STORE.NOT_FOUND'],
  },
  update: {
    params: idParams,
    body: z.strictObject({
      name: shortText.min(1).optional(),
      role: z.enum(staffRoles).optional(),
      storeIds: storeIds.optional(),
      active: z.boolean().optional(),
      phone: staffPhone.nullable().optional(),
    }),
    view: colleagueView,
    errors: ['STAFF.SELF', 'STORE.NOT_FOUND'],
  },
  resetPassword: {
    params: idParams,
    body: z.strictObject({ password: secretText }),
    view: done,
    errors: ['AUTH.PASSWORD_WEAK'],
  },
});

export const auditRow = z.object({
  id,
  at: instant,
  actor: z.string(),
  action: z.string(),
  /** Chinese sentence. */
  text: z.string(),
  subject: z.string().nullable(),
  storeName: z.string().nullable(),
  requestId: z.string().nullable(),
});
export const auditRoutes = defineRoutes(auditEndpoints, {
  list: {
    query: z.strictObject({ ...pageQuery, action: z.string().max(60).optional(), actorId: id.optional() }),
    view: pageOf(auditRow),
  },
});

/** One server-sent event: something of this kind changed; the client asks again for what it shows. */
export const liveEvent = z.object({
  topic: z.enum(['booking', 'visit', 'case', 'message', 'import', 'alarm']),
  storeId: id,
  id: z.string(),
  /** Short Chinese notice to show, or null. */
  notice: z.string().nullable(),
});
export type LiveEvent = z.infer<typeof liveEvent>;
export const liveRoutes = defineRoutes(liveEndpoints, { stream: {} });
