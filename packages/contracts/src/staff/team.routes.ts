import { z } from 'zod';
import { staffRoles } from '../access.js';
import { businessDate, done, id, idParams, instant, secretText, shortText } from '../common.schema.js';
import { serviceKinds } from '../constants.js';
import { defineRoutes } from '../route.js';
import { teamEndpoints } from './staff.endpoints.js';

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

export const skillView = z.object({
  staffId: id,
  name: z.string(),
  role: z.enum(staffRoles),
  /** Empty: may do everything. */
  kinds: z.array(z.enum(serviceKinds)),
});
export type SkillView = z.infer<typeof skillView>;
export const leaveView = z.object({
  id,
  staffId: id,
  name: z.string(),
  from: instant,
  to: instant,
  reason: z.string(),
});
export type LeaveView = z.infer<typeof leaveView>;

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
  skills: {
    query: z.strictObject({ storeId: id }),
    view: z.object({ items: z.array(skillView) }),
    errors: ['STORE.NOT_FOUND'],
  },
  saveSkills: {
    params: idParams,
    body: z.strictObject({ kinds: z.array(z.enum(serviceKinds)).max(serviceKinds.length) }),
    view: skillView,
  },
  leaves: {
    query: z.strictObject({ storeId: id, from: businessDate.optional(), to: businessDate.optional() }),
    view: z.object({ items: z.array(leaveView) }),
    errors: ['STORE.NOT_FOUND'],
  },
  addLeave: {
    body: z.strictObject({ staffId: id, from: instant, to: instant, reason: shortText.min(1, '请写明原因') }),
    view: leaveView,
    errors: ['STORE.PERIOD_INVALID'],
  },
  removeLeave: { params: idParams, view: done },
});
