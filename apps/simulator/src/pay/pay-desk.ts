import type { SimulatorClock } from '../world/clock.js';
import type { PayNotices } from './pay-notices.js';

export interface Order {
  outTradeNo: string;
  transactionId: string | null;
  prepayId: string;
  appId: string;
  description: string;
  totalFen: number;
  openid: string;
  notifyUrl: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED' | 'REFUND';
  paidAt: number | null;
  refundedFen: number;
  /** The request as it came: the same number with another content is refused. */
  content: string;
}

export interface Refund {
  outRefundNo: string;
  refundId: string;
  outTradeNo: string;
  refundFen: number;
  state: 'SUCCESS' | 'PROCESSING';
  content: string;
}

/** A refusal as WeChat Pay words it. */
export class PayRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const PREPAY_MS = 2 * 3_600_000;

/** Orders and refunds, in memory, under the simulator's clock. */
export class PayDesk {
  private readonly orders = new Map<string, Order>();
  private readonly refunds = new Map<string, Refund>();
  private number = 0;
  /** Fen taken in minus fen given back. */
  earnedFen = 0;

  constructor(
    private readonly clock: SimulatorClock,
    private readonly notices: PayNotices,
  ) {}

  /** The same number with the same content gives the same order again. */
  order(
    input: Pick<Order, 'outTradeNo' | 'appId' | 'description' | 'totalFen' | 'openid' | 'notifyUrl'> & {
      expiresAt: number | null;
      content: string;
    },
  ): Order {
    const known = this.orders.get(input.outTradeNo);
    if (known) {
      if (known.content !== input.content) throw new PayRefusal(403, 'OUT_TRADE_NO_USED', '商户订单号重复');
      if (known.state === 'SUCCESS') throw new PayRefusal(400, 'ORDERPAID', '该订单已支付');
      if (this.stateOf(known) === 'CLOSED') throw new PayRefusal(400, 'ORDER_CLOSED', '订单已关闭');
      return known;
    }
    const now = this.clock.now();
    const order: Order = {
      ...input,
      transactionId: null,
      prepayId: `wx${this.next()}`,
      expiresAt: Math.min(input.expiresAt ?? Number.POSITIVE_INFINITY, now + PREPAY_MS),
      state: 'NOTPAY',
      paidAt: null,
      refundedFen: 0,
    };
    this.orders.set(order.outTradeNo, order);
    return order;
  }

  find(number: string): Order {
    const order =
      this.orders.get(number) ??
      [...this.orders.values()].find(({ transactionId }) => transactionId === number);
    if (!order) throw new PayRefusal(404, 'ORDER_NOT_EXIST', '订单不存在');
    return { ...order, state: this.stateOf(order) };
  }

  byPrepay(prepayId: string): Order | null {
    return [...this.orders.values()].find((order) => order.prepayId === prepayId) ?? null;
  }

  close(outTradeNo: string): void {
    const order = this.mustFind(outTradeNo);
    if (order.state === 'SUCCESS' || order.state === 'REFUND')
      throw new PayRefusal(400, 'ORDERPAID', '该订单已支付');
    order.state = 'CLOSED';
  }

  /** The owner types the code in: money moves once, and the merchant is told. */
  pay(outTradeNo: string): Order {
    const order = this.mustFind(outTradeNo);
    if (this.stateOf(order) === 'CLOSED') throw new PayRefusal(400, 'ORDER_CLOSED', '订单已关闭');
    if (order.state !== 'NOTPAY') return order;
    order.state = 'SUCCESS';
    order.paidAt = this.clock.now();
    order.transactionId = `42000${this.next()}`;
    this.earnedFen += order.totalFen;
    this.notices.send('TRANSACTION.SUCCESS', 'transaction', order.notifyUrl, () => tradeJson(order));
    return order;
  }

  refund(input: {
    outRefundNo: string;
    outTradeNo: string;
    refundFen: number;
    notifyUrl: string | null;
    content: string;
  }): Refund {
    const known = this.refunds.get(input.outRefundNo);
    if (known) {
      if (known.content !== input.content)
        throw new PayRefusal(400, 'PARAM_ERROR', '退款单号重复，参数不一致');
      return known;
    }
    const order = this.orders.get(input.outTradeNo);
    if (!order) throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '订单不存在');
    if (order.state !== 'SUCCESS' && order.state !== 'REFUND')
      throw new PayRefusal(403, 'INVALID_REQUEST', '订单状态错误');
    if (order.refundedFen + input.refundFen > order.totalFen)
      throw new PayRefusal(403, 'INVALID_REQUEST', '退款金额超过可退金额');
    order.refundedFen += input.refundFen;
    order.state = 'REFUND';
    this.earnedFen -= input.refundFen;
    const refund: Refund = {
      outRefundNo: input.outRefundNo,
      refundId: `50300${this.next()}`,
      outTradeNo: input.outTradeNo,
      refundFen: input.refundFen,
      state: 'SUCCESS',
      content: input.content,
    };
    this.refunds.set(refund.outRefundNo, refund);
    if (input.notifyUrl !== null)
      this.notices.send('REFUND.SUCCESS', 'refund', input.notifyUrl, () => ({
        ...refundJson(refund, order),
        refund_status: refund.state,
      }));
    return refund;
  }

  findRefund(outRefundNo: string): { refund: Refund; order: Order } {
    const refund = this.refunds.get(outRefundNo);
    if (!refund) throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '退款单不存在');
    return { refund, order: this.mustFind(refund.outTradeNo) };
  }

  /** Everything, for tests that compare books. */
  books(): { orders: Order[]; refunds: Refund[] } {
    return { orders: [...this.orders.values()], refunds: [...this.refunds.values()] };
  }

  clear(): void {
    this.orders.clear();
    this.refunds.clear();
    this.earnedFen = 0;
  }

  private mustFind(outTradeNo: string): Order {
    const order = this.orders.get(outTradeNo);
    if (!order) throw new PayRefusal(404, 'ORDER_NOT_EXIST', '订单不存在');
    return order;
  }

  private stateOf(order: Order): Order['state'] {
    return order.state === 'NOTPAY' && order.expiresAt <= this.clock.now() ? 'CLOSED' : order.state;
  }

  private next(): string {
    this.number += 1;
    return `${this.clock.now()}${String(this.number).padStart(6, '0')}`;
  }
}

const iso = (instant: number) => new Date(instant).toISOString();

export function tradeJson(order: Order): Record<string, unknown> {
  return {
    appid: order.appId,
    out_trade_no: order.outTradeNo,
    trade_type: 'JSAPI',
    trade_state: order.state,
    trade_state_desc: order.state,
    ...(order.transactionId === null
      ? {}
      : {
          transaction_id: order.transactionId,
          success_time: iso(order.paidAt ?? 0),
          payer: { openid: order.openid },
          amount: { total: order.totalFen, payer_total: order.totalFen, currency: 'CNY' },
        }),
  };
}

export function refundJson(refund: Refund, order: Order): Record<string, unknown> {
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    out_trade_no: refund.outTradeNo,
    transaction_id: order.transactionId,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    status: refund.state,
    amount: { refund: refund.refundFen, total: order.totalFen, currency: 'CNY' },
  };
}
