import { z } from 'zod';
import { businessDate, id, idParams, instant, pageOf, pageQuery, shortText } from '../common.schema.js';
import { codeRowProblems, memberLevels, partnerKinds, poolCodeStates } from '../constants.js';
import { tableErrors } from '../intake/import.routes.js';
import { defineRoutes } from '../route.js';
import { codePoolEndpoints, partnerEndpoints } from './coupon.endpoints.js';

const poolWords = {
  /** For instance 万达影城 2D 电影票. */
  title: z.string().trim().min(2, '请填写名称').max(30, '名称最多 30 个字'),
  /** Who takes the code. */
  issuer: z.string().trim().min(1, '请填写兑换商家').max(30, '商家最多 30 个字'),
  howTo: z.string().trim().max(500, '兑换说明最多 500 个字').default(''),
  /** Below so many the pool is shown as running low. */
  alarmBelow: z.int().min(0).max(1_000_000).default(20),
};
export const codeImportView = z.object({
  id,
  fileName: z.string(),
  dryRun: z.boolean(),
  rows: z.int(),
  /** Rows that were, or would be, taken. */
  good: z.int(),
  problems: z.array(z.object({ problem: z.enum(codeRowProblems), label: z.string(), rows: z.int() })),
  /** The first wrong rows, with the code masked. */
  errors: z.array(z.object({ line: z.int(), codeMasked: z.string(), label: z.string() })),
  by: z.string(),
  at: instant,
});
export type CodeImportView = z.infer<typeof codeImportView>;

const poolCore = {
  id,
  storeId: id,
  storeName: z.string(),
  title: z.string(),
  issuer: z.string(),
  howTo: z.string(),
  alarmBelow: z.int(),
  active: z.boolean(),
  total: z.int(),
  free: z.int(),
  given: z.int(),
  void: z.int(),
  /** Not given and past their date. */
  expired: z.int(),
  /** The next date on which codes end, and how many free ones do. */
  nextExpiry: z.object({ on: businessDate, codes: z.int() }).nullable(),
  low: z.boolean(),
  updatedAt: instant,
};
export const codePoolItem = z.object(poolCore);
export type CodePoolItem = z.infer<typeof codePoolItem>;
export const codePoolView = z.object({ ...poolCore, imports: z.array(codeImportView) });
export type CodePoolView = z.infer<typeof codePoolView>;

export const poolCodeView = z.object({
  id,
  codeMasked: z.string(),
  state: z.enum(poolCodeStates),
  stateLabel: z.string(),
  expiresOn: businessDate.nullable(),
  ownerName: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  givenAt: instant.nullable(),
});
export type PoolCodeView = z.infer<typeof poolCodeView>;

const codeFilter = { state: z.enum(poolCodeStates).optional() };
export const codePoolRoutes = defineRoutes(codePoolEndpoints, {
  list: {
    query: z.strictObject({ ...pageQuery, storeId: id.optional() }),
    view: pageOf(codePoolItem),
    errors: ['STORE.NOT_FOUND'],
  },
  detail: { params: idParams, view: codePoolView },
  create: {
    body: z.strictObject({ storeId: id, ...poolWords }),
    view: codePoolView,
    errors: ['STORE.NOT_FOUND'],
  },
  update: {
    params: idParams,
    body: z.strictObject({ ...poolWords, active: z.boolean() }),
    view: codePoolView,
  },
  /** Multipart: `file` and `dryRun` (true or false). Columns 兑换码, 密码, 有效期 by name, or codes alone. */
  import: {
    params: idParams,
    view: codeImportView,
    errors: [
      ...tableErrors,
      'POOL.TOO_MANY_ROWS',
      'POOL.WHICH_COLUMN',
      'REQUEST.TOO_LARGE',
      'REQUEST.UNSUPPORTED_TYPE',
    ],
  },
  codes: {
    params: idParams,
    query: z.strictObject({ ...pageQuery, ...codeFilter }),
    view: pageOf(poolCodeView),
  },
  codeFile: { params: idParams, query: z.strictObject(codeFilter) },
  voidCode: {
    params: idParams,
    body: z.strictObject({ reason: shortText.min(2, '请写明原因') }),
    view: poolCodeView,
    errors: ['POOL.STATE'],
  },
});

const partnerBody = {
  name: z.string().trim().min(2, '请填写商家名称').max(30, '名称最多 30 个字'),
  kind: z.enum(partnerKinds),
  address: z.string().trim().max(60, '地址最多 60 个字').default(''),
  phone: z
    .string()
    .trim()
    .max(20)
    .regex(/^[\d\s+-]*$/, '电话格式不正确')
    .default(''),
  note: z.string().trim().max(200, '备注最多 200 个字').default(''),
};
/** Either a code from a pool or a coupon. */
const benefitBody = z
  .strictObject({
    title: z.string().trim().min(2, '请填写权益名称').max(20, '名称最多 20 个字'),
    summary: z.string().trim().max(60, '说明最多 60 个字').default(''),
    poolId: id.nullable().default(null),
    typeId: id.nullable().default(null),
    /** The lowest level that gets it; null: everybody. */
    level: z.enum(memberLevels).nullable().default(null),
    perOwner: z.int().min(1).max(12, '每人最多 12 次').default(1),
    from: instant.nullable().default(null),
    until: instant.nullable().default(null),
    open: z.boolean().default(true),
  })
  .refine(({ poolId, typeId }) => (poolId === null) !== (typeId === null), {
    path: ['poolId'],
    message: '请选择一个码池或一种卡券',
  })
  .refine(({ from, until }) => from === null || until === null || Date.parse(from) < Date.parse(until), {
    path: ['until'],
    message: '结束时间要晚于开始时间',
  });

export const staffBenefitView = z.object({
  id,
  title: z.string(),
  summary: z.string(),
  poolId: id.nullable(),
  typeId: id.nullable(),
  /** 码池 · 万达影城 2D 电影票, or 卡券 · 50 元代金券. */
  sourceText: z.string(),
  left: z.int().nullable(),
  level: z.enum(memberLevels).nullable(),
  levelText: z.string(),
  perOwner: z.int(),
  from: instant.nullable(),
  until: instant.nullable(),
  open: z.boolean(),
  claimed: z.int(),
  stateText: z.string(),
});
export const partnerView = z.object({
  id,
  storeId: id,
  storeName: z.string(),
  name: z.string(),
  kind: z.enum(partnerKinds),
  kindLabel: z.string(),
  address: z.string(),
  phone: z.string(),
  note: z.string(),
  active: z.boolean(),
  benefits: z.array(staffBenefitView),
});
export type PartnerView = z.infer<typeof partnerView>;

export const partnerRoutes = defineRoutes(partnerEndpoints, {
  list: {
    query: z.strictObject({ storeId: id.optional() }),
    view: z.object({ items: z.array(partnerView) }),
    errors: ['STORE.NOT_FOUND'],
  },
  create: {
    body: z.strictObject({ storeId: id, ...partnerBody }),
    view: partnerView,
    errors: ['STORE.NOT_FOUND'],
  },
  update: {
    params: idParams,
    body: z.strictObject({ ...partnerBody, active: z.boolean() }),
    view: partnerView,
  },
  addBenefit: { params: idParams, body: benefitBody, view: partnerView },
  updateBenefit: { params: idParams, body: benefitBody, view: partnerView },
});
