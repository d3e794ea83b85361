import { z } from 'zod';
import { businessDate, id, idParams, instant, pageOf, pageQuery } from '../common.schema.js';
import { defineRoutes } from '../route.js';
import { staffPaymentEndpoints } from './payment.endpoints.js';
import {
  differenceKinds,
  differenceStates,
  moneyAccounts,
  moneyPostings,
  payOrderKinds,
  payOrderStates,
  payoutStates,
  refundStates,
} from './payment-constants.js';

export const moneyEntryView = z.object({
  id,
  at: instant,
  account: z.enum(moneyAccounts),
  accountLabel: z.string(),
  posting: z.enum(moneyPostings),
  postingLabel: z.string(),
  /** What the account gets; negative for what it gives. */
  amountFen: z.int(),
  storeId: id,
  storeName: z.string(),
  /** What it is about: an order, a payout, a campaign. */
  subjectType: z.string(),
  subjectId: z.string(),
});
export type MoneyEntryView = z.infer<typeof moneyEntryView>;

export const refundView = z.object({
  id,
  orderId: id,
  orderTitle: z.string(),
  ownerName: z.string(),
  storeName: z.string(),
  amountFen: z.int(),
  reason: z.string(),
  state: z.enum(refundStates),
  stateLabel: z.string(),
  /** Empty: the system itself. */
  askedBy: z.string(),
  /** Who said yes or no; null if nobody had to. */
  decidedBy: z.string().nullable(),
  /** False for whoever asked: a second person decides. */
  canDecide: z.boolean(),
  canRetry: z.boolean(),
  /** What WeChat Pay said last, in Chinese; null if all is well. */
  problem: z.string().nullable(),
  createdAt: instant,
  doneAt: instant.nullable(),
});
export type RefundView = z.infer<typeof refundView>;

export const staffOrderItem = z.object({
  id,
  kind: z.enum(payOrderKinds),
  kindLabel: z.string(),
  /** The order of the shop. */
  subjectId: id,
  storeId: id,
  storeName: z.string(),
  ownerId: id,
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  title: z.string(),
  totalFen: z.int(),
  refundedFen: z.int(),
  /** Asked for and not back yet. */
  refundingFen: z.int(),
  state: z.enum(payOrderStates),
  stateLabel: z.string(),
  outTradeNo: z.string(),
  transactionId: z.string().nullable(),
  createdAt: instant,
  paidAt: instant.nullable(),
  closedAt: instant.nullable(),
});
export type StaffOrderItem = z.infer<typeof staffOrderItem>;
export const staffOrderView = staffOrderItem.extend({
  refunds: z.array(refundView),
  entries: z.array(moneyEntryView),
});
export type StaffOrderView = z.infer<typeof staffOrderView>;

export const staffPayoutItem = z.object({
  id,
  storeId: id,
  storeName: z.string(),
  ownerId: id,
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  title: z.string(),
  note: z.string(),
  amountFen: z.int(),
  state: z.enum(payoutStates),
  stateLabel: z.string(),
  outBillNo: z.string(),
  transferBillNo: z.string().nullable(),
  subjectType: z.string(),
  subjectId: z.string(),
  attempts: z.int(),
  /** Why it does not go on or has failed, in Chinese; null if all is well. */
  problem: z.string().nullable(),
  canCancel: z.boolean(),
  canRepeat: z.boolean(),
  createdAt: instant,
  sentAt: instant.nullable(),
  takeUntil: instant.nullable(),
  doneAt: instant.nullable(),
});
export type StaffPayoutItem = z.infer<typeof staffPayoutItem>;
export const staffPayoutView = staffPayoutItem.extend({ entries: z.array(moneyEntryView) });
export type StaffPayoutView = z.infer<typeof staffPayoutView>;

export const differenceView = z.object({
  id,
  kind: z.enum(differenceKinds),
  kindLabel: z.string(),
  storeId: id,
  storeName: z.string(),
  /** Our order, refund or payout. */
  subjectId: id,
  /** Our number at WeChat Pay. */
  number: z.string(),
  /** One sentence: what we have and what WeChat Pay has. */
  text: z.string(),
  /** How it stands with us and at WeChat Pay, in words. */
  ours: z.string(),
  theirs: z.string(),
  oursFen: z.int(),
  theirsFen: z.int().nullable(),
  state: z.enum(differenceStates),
  stateLabel: z.string(),
  foundAt: instant,
  seenBy: z.string().nullable(),
  settledBy: z.string().nullable(),
  note: z.string(),
});
export type DifferenceView = z.infer<typeof differenceView>;

export const balancesView = z.object({
  accounts: z.array(z.object({ account: z.enum(moneyAccounts), label: z.string(), fen: z.int() })),
  /** Always 0; anything else is an alarm. */
  sumFen: z.int(),
  openDifferences: z.int(),
  waitingRefunds: z.int(),
  /** When our books were last compared with WeChat Pay. */
  comparedAt: instant.nullable(),
});
export type BalancesView = z.infer<typeof balancesView>;
export const reconciliationView = z.object({
  id,
  startedAt: instant,
  endedAt: instant.nullable(),
  checked: z.int(),
  differences: z.int(),
  /** How many could not be asked for and come again in the next run. */
  unanswered: z.int(),
  text: z.string(),
});

const pem = (what: string) =>
  z.string().trim().min(200, `请粘贴完整的${what}`).max(4_000, `${what}太长了，请核对`);
export const saveMerchantBody = z.strictObject({
  /** Null: the account of the group, for every store without its own. */
  storeId: id.nullable(),
  name: z.string().trim().min(2, '请填写商户简称').max(40),
  merchantId: z.string().regex(/^\d{8,12}$/, '商户号是 8 到 12 位数字'),
  serialNo: z.string().regex(/^[0-9A-Fa-f]{20,64}$/, '商户证书序列号是一串十六进制字符'),
  privateKeyPem: pem('商户私钥'),
  apiV3Key: z.string().regex(/^[\x21-\x7e]{32}$/, 'APIv3 密钥是 32 位字符'),
  platformSerial: z.string().regex(/^[\w-]{8,64}$/, '微信支付公钥 ID 格式不正确'),
  platformKeyPem: pem('微信支付公钥'),
  /** Fen; what the merchant console allows for one transfer. */
  maxPayoutFen: z.int().min(10).max(200_000),
});
export const merchantView = z.object({
  id,
  storeId: id.nullable(),
  /** 集团 for the group's. */
  storeName: z.string(),
  name: z.string(),
  merchantId: z.string(),
  serialNo: z.string(),
  platformSerial: z.string(),
  maxPayoutFen: z.int(),
  active: z.boolean(),
  updatedAt: instant,
});
export type MerchantView = z.infer<typeof merchantView>;

const inStore = ['STORE.NOT_FOUND'] as const;
const list = { ...pageQuery, storeId: id.optional() };
const entryFilter = {
  storeId: id.optional(),
  account: z.enum(moneyAccounts).optional(),
  subjectId: id.optional(),
  from: businessDate.optional(),
  to: businessDate.optional(),
};
const reason = (label: string) => z.string().trim().min(2, label).max(60, '最多 60 个字');

export const staffPaymentRoutes = defineRoutes(staffPaymentEndpoints, {
  orders: {
    query: z.strictObject({
      ...list,
      kind: z.enum(payOrderKinds).optional(),
      state: z.enum(payOrderStates).optional(),
      ownerId: id.optional(),
      /** Our number, WeChat Pay's number, or part of the title. */
      q: z.string().trim().max(64).optional(),
    }),
    view: pageOf(staffOrderItem),
    errors: inStore,
  },
  order: { params: idParams, view: staffOrderView },
  refunds: {
    query: z.strictObject({ ...list, state: z.enum(refundStates).optional() }),
    view: pageOf(refundView),
    errors: inStore,
  },
  approveRefund: { params: idParams, view: refundView, errors: ['PAY.STATE', 'PAY.OWN_APPROVAL'] },
  rejectRefund: {
    params: idParams,
    body: z.strictObject({ reason: reason('请写明驳回的原因') }),
    view: refundView,
    errors: ['PAY.STATE', 'PAY.OWN_APPROVAL'],
  },
  retryRefund: { params: idParams, view: refundView, errors: ['PAY.STATE'] },
  payouts: {
    query: z.strictObject({
      ...list,
      state: z.enum(payoutStates).optional(),
      subjectId: id.optional(),
      ownerId: id.optional(),
    }),
    view: pageOf(staffPayoutItem),
    errors: inStore,
  },
  payout: { params: idParams, view: staffPayoutView },
  cancelPayout: {
    params: idParams,
    body: z.strictObject({ reason: reason('请写明撤回的原因') }),
    view: staffPayoutView,
    errors: ['PAY.STATE'],
  },
  repeatPayout: {
    params: idParams,
    body: z.strictObject({ reason: reason('请写明重新发放的原因') }),
    view: staffPayoutView,
    errors: ['PAY.STATE'],
  },
  ledger: {
    query: z.strictObject({ ...pageQuery, ...entryFilter }),
    view: pageOf(moneyEntryView),
    errors: inStore,
  },
  ledgerFile: { query: z.strictObject(entryFilter), errors: ['STORE.NOT_FOUND', 'PAY.TOO_MANY_ENTRIES'] },
  balances: { query: z.strictObject({ storeId: id.optional() }), view: balancesView, errors: inStore },
  differences: {
    query: z.strictObject({ ...list, state: z.enum(differenceStates).optional() }),
    view: pageOf(differenceView),
    errors: inStore,
  },
  seeDifference: { params: idParams, view: differenceView, errors: ['PAY.STATE'] },
  settleDifference: {
    params: idParams,
    body: z.strictObject({ note: z.string().trim().min(2, '请写明怎么处理的').max(200) }),
    view: differenceView,
    errors: ['PAY.STATE'],
  },
  runs: { query: z.strictObject(pageQuery), view: pageOf(reconciliationView) },
  merchants: { view: z.object({ items: z.array(merchantView) }) },
  saveMerchant: { body: saveMerchantBody, view: merchantView, errors: ['STORE.NOT_FOUND', 'PAY.KEYS_WRONG'] },
  checkMerchant: {
    params: idParams,
    view: z.object({ ok: z.boolean(), text: z.string() }),
  },
});
