import { malformedAnswer } from '../errors.js';
import { type PayAccount, payCall } from './pay-call.js';
import { type PaymentParams, paymentParams } from './pay-signature.js';

export const TRADE_STATES = [
  'SUCCESS',
  'REFUND',
  'NOTPAY',
  'CLOSED',
  'REVOKED',
  'USERPAYING',
  'PAYERROR',
  'ACCEPT',
] as const;
export type TradeState = (typeof TRADE_STATES)[number];
export const REFUND_STATES = ['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL'] as const;
export type RefundState = (typeof REFUND_STATES)[number];

export interface PayOrder {
  appId: string;
  /** At most 127 characters. */
  description: string;
  /** Ours: 6–32 of [0-9A-Za-z_-|*]; the same number always with the same content. */
  outTradeNo: string;
  totalFen: number;
  openid: string;
  notifyUrl: string;
  /** After this instant nobody can pay it. */
  expiresAt: Date;
}

export interface Trade {
  outTradeNo: string;
  /** WeChat Pay's own number; null while nobody paid. */
  transactionId: string | null;
  state: TradeState;
  /** Null while nobody paid. */
  totalFen: number | null;
  openid: string | null;
  paidAt: Date | null;
}

export interface RefundRequest {
  outTradeNo: string;
  /** Ours, kept before the call; a repetition carries the same. */
  outRefundNo: string;
  reason: string;
  refundFen: number;
  totalFen: number;
  notifyUrl: string;
}

export interface Refund {
  outRefundNo: string;
  refundId: string;
  state: RefundState;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const fenOf = (value: unknown, key: string): number | null => {
  const amount = (value as Record<string, unknown> | undefined)?.[key];
  return typeof amount === 'number' && Number.isSafeInteger(amount) ? amount : null;
};

/** Reads an order out of a query or a notice. Throws `malformed`. */
export function readTrade(api: string, value: Record<string, unknown>): Trade {
  const state = value.trade_state as TradeState;
  const outTradeNo = text(value.out_trade_no);
  if (outTradeNo === null || !TRADE_STATES.includes(state)) throw malformedAnswer(api, JSON.stringify(value));
  const paidAt = text(value.success_time);
  return {
    outTradeNo,
    transactionId: text(value.transaction_id),
    state,
    totalFen: fenOf(value.amount, 'total'),
    openid: text((value.payer as Record<string, unknown> | undefined)?.openid),
    paidAt: paidAt === null ? null : new Date(paidAt),
  };
}

/** Reads a refund out of an answer (`status`) or a notice (`refund_status`). Throws `malformed`. */
export function readRefund(api: string, value: Record<string, unknown>): Refund {
  const state = (value.status ?? value.refund_status) as RefundState;
  const outRefundNo = text(value.out_refund_no);
  if (outRefundNo === null || !REFUND_STATES.includes(state))
    throw malformedAnswer(api, JSON.stringify(value));
  return { outRefundNo, refundId: text(value.refund_id) ?? '', state };
}

/** Orders and refunds of WeChat Pay (JSAPI, for mini-programs). Every number is ours and stored before the call. */
export class PayClient {
  constructor(private readonly account: PayAccount) {}

  /** Prepares an order. The same number with the same content gives a good prepay id again. Lives two hours. */
  async createOrder(order: PayOrder): Promise<{ prepayId: string }> {
    const api = 'pay.order';
    const value = await payCall(this.account, api, 'POST', '/v3/pay/transactions/jsapi', {
      appid: order.appId,
      mchid: this.account.merchant.merchantId,
      description: order.description,
      out_trade_no: order.outTradeNo,
      time_expire: order.expiresAt.toISOString().replace(/\.\d{3}Z$/, '+00:00'),
      notify_url: order.notifyUrl,
      amount: { total: order.totalFen, currency: 'CNY' },
      payer: { openid: order.openid },
    });
    const prepayId = text(value.prepay_id);
    if (prepayId === null) throw malformedAnswer(api, JSON.stringify(value));
    return { prepayId };
  }

  /** What the mini-program passes to wx.requestPayment. */
  paymentParams(appId: string, prepayId: string): PaymentParams {
    return paymentParams(this.account.merchant, appId, prepayId, this.account.now());
  }

  async queryOrder(outTradeNo: string): Promise<Trade> {
    const mchid = this.account.merchant.merchantId;
    const path = `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}?mchid=${mchid}`;
    return readTrade('pay.query', await payCall(this.account, 'pay.query', 'GET', path));
  }

  /** Nobody can pay it afterwards. Throws ORDERPAID if somebody was faster. */
  async closeOrder(outTradeNo: string): Promise<void> {
    const path = `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}/close`;
    await payCall(this.account, 'pay.close', 'POST', path, { mchid: this.account.merchant.merchantId });
  }

  async refund(request: RefundRequest): Promise<Refund> {
    const value = await payCall(this.account, 'pay.refund', 'POST', '/v3/refund/domestic/refunds', {
      out_trade_no: request.outTradeNo,
      out_refund_no: request.outRefundNo,
      reason: request.reason,
      notify_url: request.notifyUrl,
      amount: { refund: request.refundFen, total: request.totalFen, currency: 'CNY' },
    });
    return readRefund('pay.refund', value);
  }

  async queryRefund(outRefundNo: string): Promise<Refund> {
    const path = `/v3/refund/domestic/refunds/${encodeURIComponent(outRefundNo)}`;
    return readRefund('pay.refund-query', await payCall(this.account, 'pay.refund-query', 'GET', path));
  }
}
