import {
  type PayOrderView,
  type PayoutState,
  type PayoutView,
  type PayParamsView,
  payOrderStateLabel,
  payoutStateLabel,
  type routes,
  type TakeParamsView,
} from '@cheban/contracts';
import { formatYuan, sayDateTime } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { isId } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { StoreCatalog } from '../../store/index.js';
import { type PayOrder, PayOrderRepository } from '../persistence/pay-order.repository.js';
import { type Payout, PayoutRepository } from '../persistence/payout.repository.js';
import { MerchantAccounts } from './merchant-accounts.js';
import type { PayParams } from './pay-order.usecase.js';

const iso = (at: number) => toDate(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** Orders and payouts as their owners see them. Others' answer like missing ones. */
@Injectable()
export class OwnerPayments {
  constructor(
    private readonly orders: PayOrderRepository,
    private readonly payouts: PayoutRepository,
    private readonly merchants: MerchantAccounts,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND. */
  async order(actor: OwnerActor, id: string): Promise<PayOrderView> {
    const order = await this.orders.findById(id);
    if (order?.ownerId !== actor.ownerId) throw notFound();
    const store = await this.stores.findById(order.storeId);
    const now = this.clock.now();
    const canPay = order.state === 'open' && order.expiresAt > now;
    return {
      id: order.id,
      kind: order.kind,
      subjectId: order.subjectId,
      title: order.title,
      storeName: store?.name ?? '',
      totalFen: order.totalFen,
      state: order.state,
      stateLabel: payOrderStateLabel[order.state],
      expiresAt: iso(order.expiresAt),
      secondsLeft: canPay ? Math.floor((order.expiresAt - now) / 1000) : 0,
      paidAt: isoOrNull(order.paidAt),
      refundedFen: order.refundedFen,
      canPay,
      text: orderText(order, canPay, now),
    };
  }

  async payParams(actor: OwnerActor, id: string, params: PayParams | null): Promise<PayParamsView> {
    return { order: await this.order(actor, id), params, simulated: this.merchants.isSimulated };
  }

  async list(
    actor: OwnerActor,
    query: QueryOf<typeof routes.payment.payouts>,
  ): Promise<ViewOf<typeof routes.payment.payouts>> {
    const before = isId(query.cursor) ? query.cursor : null;
    const found = await this.payouts.ofOwner(actor.ownerId, before, query.limit + 1);
    const shown = found.slice(0, query.limit);
    const stores = await this.stores.findByIds(shown.map(({ storeId }) => storeId));
    const names = new Map(stores.map(({ id, name }) => [id, name]));
    return {
      items: shown.map((payout) => this.payoutView(payout, names.get(payout.storeId) ?? '')),
      nextCursor: found.length > query.limit ? (shown[shown.length - 1]?.id ?? null) : null,
    };
  }

  /** Throws REQUEST.NOT_FOUND. */
  async own(actor: OwnerActor, id: string): Promise<Payout> {
    const payout = await this.payouts.findById(id);
    if (payout?.ownerId !== actor.ownerId) throw notFound();
    return payout;
  }

  /** Throws REQUEST.NOT_FOUND. */
  async payout(actor: OwnerActor, id: string): Promise<PayoutView> {
    const payout = await this.own(actor, id);
    const store = await this.stores.findById(payout.storeId);
    return this.payoutView(payout, store?.name ?? '');
  }

  async takeParams(actor: OwnerActor, payout: Payout): Promise<TakeParamsView> {
    const door = payout.merchantId === null ? null : await this.merchants.byId(payout.merchantId);
    const params =
      door && payout.state === 'confirm' && payout.packageInfo !== null
        ? {
            mchId: door.merchant.merchantId,
            appId: this.merchants.appIdOf('mini'),
            package: payout.packageInfo,
          }
        : null;
    return { payout: await this.payout(actor, payout.id), params, simulated: this.merchants.isSimulated };
  }

  private payoutView(payout: Payout, storeName: string): PayoutView {
    const now = this.clock.now();
    const canTake = payout.state === 'confirm' && (payout.takeUntil === null || payout.takeUntil > now);
    return {
      id: payout.id,
      storeName,
      title: payout.title,
      note: payout.note,
      amountFen: payout.amountFen,
      state: payout.state,
      stateLabel: ownerLabel[payout.state] ?? payoutStateLabel[payout.state],
      canTake,
      takeUntil: canTake ? isoOrNull(payout.takeUntil) : null,
      createdAt: iso(payout.createdAt),
      doneAt: isoOrNull(payout.doneAt),
      text: payoutText(payout, now),
    };
  }
}

/** Budgets are no owner's business. */
const ownerLabel: Partial<Record<PayoutState, string>> = {
  confirm: '待收款',
  failed: '已失效',
  cancelled: '已撤回',
};

function orderText(order: PayOrder, canPay: boolean, now: number): string {
  if (canPay) return `请在 ${sayDateTime(order.expiresAt, now)} 前付款，过时订单自动取消`;
  if (order.state === 'paid' && order.refundedFen > 0)
    return `已退款 ¥${formatYuan(order.refundedFen)}，原路返回`;
  if (order.state === 'paid') return '付款成功，谢谢您';
  if (order.state === 'late') return '订单关闭后才收到付款，款项会原路退回，请放心';
  return '订单已关闭，没有扣款';
}

function payoutText(payout: Payout, now: number): string {
  switch (payout.state) {
    case 'held':
      return '到店后自动发放，期待您的光临';
    case 'confirm':
      return payout.takeUntil === null
        ? '点“收款”，钱就到您的微信零钱'
        : `请在 ${sayDateTime(payout.takeUntil, now)} 前点“收款”，过时失效`;
    case 'done':
      return '已存入您的微信零钱';
    case 'failed':
      return payout.problem ?? '这笔红包没有发放成功';
    case 'cancelled':
      return '门店撤回了这笔红包，有疑问请联系门店';
    case 'cancelling':
      return '门店正在撤回这笔红包';
    default:
      return '正在准备，请稍候片刻';
  }
}
