import { z } from 'zod';
import { cursorOf, cursorQuery, id, idParams, instant } from '../common.schema.js';
import { defineRoutes } from '../route.js';
import { paymentEndpoints } from './payment.endpoints.js';
import { payApps, payOrderKinds, payOrderStates, payoutStates } from './payment-constants.js';

/** How the payment of an order stands, for the page that waits for it. */
export const payOrderView = z.object({
  id,
  kind: z.enum(payOrderKinds),
  /** The order of the shop that is paid. */
  subjectId: id,
  title: z.string(),
  storeName: z.string(),
  totalFen: z.int(),
  state: z.enum(payOrderStates),
  stateLabel: z.string(),
  expiresAt: instant,
  /** Until the order closes; 0 when nobody can pay it any more. */
  secondsLeft: z.int(),
  paidAt: instant.nullable(),
  refundedFen: z.int(),
  canPay: z.boolean(),
  /** One warm sentence for the screen. */
  text: z.string(),
});
export type PayOrderView = z.infer<typeof payOrderView>;

export const payParamsView = z.object({
  order: payOrderView,
  /** For wx.requestPayment (and WeixinJSBridge in H5, with `appId`). Null if it needs no payment any more. */
  params: z
    .object({
      appId: z.string(),
      timeStamp: z.string(),
      nonceStr: z.string(),
      package: z.string(),
      signType: z.literal('RSA'),
      paySign: z.string(),
    })
    .nullable(),
  /** Beside the simulator: call `payment.simulatePay` in place of WeChat's window where there is no WeChat. */
  simulated: z.boolean(),
});
export type PayParamsView = z.infer<typeof payParamsView>;

export const payoutView = z.object({
  id,
  storeName: z.string(),
  /** What it is for, for instance the name of the campaign. */
  title: z.string(),
  note: z.string(),
  amountFen: z.int(),
  state: z.enum(payoutStates),
  stateLabel: z.string(),
  /** 收款 can be tapped now. */
  canTake: z.boolean(),
  /** Until then, while it waits for the owner. */
  takeUntil: instant.nullable(),
  createdAt: instant,
  doneAt: instant.nullable(),
  text: z.string(),
});
export type PayoutView = z.infer<typeof payoutView>;
export const takeParamsView = z.object({
  payout: payoutView,
  /** For wx.requestMerchantTransfer; its success proves nothing: call `refreshPayout` afterwards. */
  params: z.object({ mchId: z.string(), appId: z.string(), package: z.string() }).nullable(),
  simulated: z.boolean(),
});
export type TakeParamsView = z.infer<typeof takeParamsView>;

export const paymentRoutes = defineRoutes(paymentEndpoints, {
  order: { params: idParams, view: payOrderView },
  pay: {
    params: idParams,
    body: z.strictObject({ app: z.enum(payApps).default('mini') }),
    view: payParamsView,
    errors: ['PAY.STATE', 'PAY.NOT_SET_UP', 'PAY.NO_OPENID', 'PAY.OTHER_APP', 'PAY.BUSY'],
  },
  refresh: { params: idParams, view: payOrderView, errors: ['PAY.BUSY'] },
  simulatePay: { params: idParams, view: payOrderView, errors: ['PAY.STATE', 'PAY.BUSY'] },
  payouts: { query: z.strictObject(cursorQuery), view: cursorOf(payoutView) },
  payout: { params: idParams, view: payoutView },
  takePayout: { params: idParams, view: takeParamsView, errors: ['PAY.STATE', 'PAY.BUSY'] },
  refreshPayout: { params: idParams, view: payoutView, errors: ['PAY.BUSY'] },
  simulateTake: { params: idParams, view: payoutView, errors: ['PAY.STATE', 'PAY.BUSY'] },
});
