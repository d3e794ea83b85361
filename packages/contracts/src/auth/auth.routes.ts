import { z } from 'zod';
import { permissions, staffRoles } from '../access.js';
import { done, id, secretText } from '../common.schema.js';
import { MOST_LIST_VIEWS, staffLists, vehicleRoles } from '../constants.js';
import { defineRoutes } from '../route.js';
import { authEndpoints, staffAuthEndpoints } from './auth.endpoints.js';

export const sessionView = z.object({
  accessToken: z.string(),
  /** Seconds until the access token ends. */
  expiresInSec: z.int(),
  refreshToken: z.string(),
});
export type SessionView = z.infer<typeof sessionView>;

export const meView = z.object({
  /** A verified phone is bound. */
  bound: z.boolean(),
  /** The privacy consent of the current version stands. */
  consented: z.boolean(),
  privacyVersion: z.string(),
  name: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  vehicles: z.array(
    z.object({ id, plate: z.string().nullable(), model: z.string(), role: z.enum(vehicleRoles) }),
  ),
});
export type MeView = z.infer<typeof meView>;

const phone = z.string().trim().min(11).max(20);

export const wechatLoginBody = z.strictObject({
  code: z.string().min(1).max(128),
  app: z.enum(['mini', 'h5']),
  /** Names this installation of the app: random, made by itself, kept on the phone. */
  device: z
    .string()
    .regex(/^[A-Za-z0-9-]{16,64}$/, '设备编号格式不正确')
    .optional(),
});
export const refreshBody = z.strictObject({ refreshToken: secretText });
export const consentBody = z.strictObject({ version: z.string().max(20), granted: z.boolean() });
export const sendSmsCodeBody = z.strictObject({ phone });
export const bindPhoneBody = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('wechat'), code: z.string().min(1).max(128) }),
  z.strictObject({ method: z.literal('sms'), phone, code: z.string().regex(/^\d{6}$/, '请输入 6 位验证码') }),
]);

export const authRoutes = defineRoutes(authEndpoints, {
  wechatLogin: {
    body: wechatLoginBody,
    view: z.object({ session: sessionView, me: meView }),
    errors: ['AUTH.CODE_INVALID', 'AUTH.WECHAT_REFUSED', 'AUTH.WECHAT_BUSY'],
  },
  refresh: { body: refreshBody, view: sessionView, errors: ['AUTH.EXPIRED'] },
  logout: { view: done },
  consent: { body: consentBody, view: meView },
  sendSmsCode: {
    body: sendSmsCodeBody,
    view: z.object({ resendAfterSec: z.int() }),
    errors: ['AUTH.SMS_TOO_SOON', 'AUTH.CONSENT_NEEDED', 'AUTH.WECHAT_BUSY'],
  },
  bindPhone: {
    body: bindPhoneBody,
    view: meView,
    errors: ['AUTH.SMS_CODE_WRONG', 'AUTH.CODE_INVALID', 'AUTH.CONSENT_NEEDED', 'AUTH.WECHAT_BUSY'],
  },
  me: { view: meView },
});

const word = z.string().regex(/^[a-z]\w{0,29}$/, '名称格式不正确');
/** Filters of a list under a name, as they stand in the address of its page. Never words somebody searched for: they are people. */
const listView = z.strictObject({
  name: z.string().trim().min(1, '请填写名称').max(16, '名称最多 16 个字'),
  filters: z
    .record(word, z.string().min(1).max(60))
    .refine((filters) => Object.keys(filters).length <= 12, '最多 12 个条件'),
});
export type ListView = z.infer<typeof listView>;
/** How a person wants to see a list. */
export const listArrangement = z.strictObject({
  list: z.enum(staffLists),
  /** Keys of columns that are not shown. */
  hidden: z.array(word).max(20),
  views: z
    .array(listView)
    .max(MOST_LIST_VIEWS, `每个列表最多存 ${MOST_LIST_VIEWS} 个视图，请先删除不用的`)
    .refine((views) => new Set(views.map(({ name }) => name)).size === views.length, '已有同名的视图'),
});
export type ListArrangement = z.infer<typeof listArrangement>;

export const staffMeView = z.object({
  id,
  name: z.string(),
  login: z.string(),
  role: z.enum(staffRoles),
  permissions: z.array(z.enum(permissions)),
  stores: z.array(z.object({ id, code: z.string(), name: z.string() })),
  mustChangePassword: z.boolean(),
  /** Lists that this person has arranged. */
  lists: z.array(listArrangement),
});
export type StaffMeView = z.infer<typeof staffMeView>;

export const staffLoginBody = z.strictObject({
  login: z.string().trim().min(1).max(60),
  password: secretText,
});
export const changePasswordBody = z.strictObject({ oldPassword: secretText, newPassword: secretText });

export const staffAuthRoutes = defineRoutes(staffAuthEndpoints, {
  login: {
    body: staffLoginBody,
    view: z.object({ session: sessionView, me: staffMeView }),
    errors: ['AUTH.PASSWORD_WRONG', 'AUTH.LOCKED'],
  },
  refresh: { body: refreshBody, view: sessionView, errors: ['AUTH.EXPIRED'] },
  logout: { view: done },
  me: { view: staffMeView },
  changePassword: {
    body: changePasswordBody,
    view: done,
    errors: ['AUTH.PASSWORD_WRONG', 'AUTH.PASSWORD_WEAK', 'AUTH.LOCKED'],
  },
  saveList: { body: listArrangement, view: listArrangement },
  endSessions: { view: done },
});
