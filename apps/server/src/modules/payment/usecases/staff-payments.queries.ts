import {
  payOrderKindLabel,
  payOrderStateLabel,
  payoutStateLabel,
  type RefundView,
  refundStateLabel,
  type routes,
  type StaffOrderItem,
  type StaffOrderView,
  type StaffPayoutItem,
  type StaffPayoutView,
} from '@cheban/contracts';
import { maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { ensureStore, may, type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { toDate } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { cancellableStates } from '../domain/payout-rules.js';
import { type PayOrder, PayOrderRepository } from '../persistence/pay-order.repository.js';
import { type PayRefund, PayRefundRepository } from '../persistence/pay-refund.repository.js';
import { type Payout, PayoutRepository } from '../persistence/payout.repository.js';
import { MoneyViews } from './money.queries.js';

const iso = (at: number) => toDate(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

interface Names {
  readonly stores: Map<string, string>;
  readonly owners: Map<string, { name: string; phone: string | null }>;
}

/** Orders, refunds and payouts as staff see them; those of foreign stores answer like missing ones. */
@Injectable()
export class StaffPayments {
  constructor(
    private readonly orderRows: PayOrderRepository,
    private readonly refundRows: PayRefundRepository,
    private readonly payoutRows: PayoutRepository,
    private readonly money: MoneyViews,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly advisors: Advisors,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async orders(
    actor: StaffActor,
    query: QueryOf<typeof routes.staffPayment.orders>,
  ): Promise<ViewOf<typeof routes.staffPayment.orders>> {
    const { page, pageSize, storeId, ...filter } = query;
    const storeIds = storesOf(actor, storeId);
    const { orders, total } = await this.orderRows.page({ ...filter, storeIds }, page, pageSize);
    const names = await this.namesOf(orders);
    return { items: orders.map((order) => orderItem(order, names)), total, page, pageSize };
  }

  /** Throws REQUEST.NOT_FOUND. */
  async order(actor: StaffActor, id: string): Promise<StaffOrderView> {
    const order = await this.orderRows.findById(id);
    if (!order) throw notFound();
    ensureStore(actor, order.storeId);
    const names = await this.namesOf([order]);
    const refunds = await this.refundRows.ofOrders([id]);
    return {
      ...orderItem(order, names),
      refunds: await this.refundViews(actor, refunds),
      entries: await this.money.ofSubject(id),
    };
  }

  /** Throws STORE.NOT_FOUND. */
  async refunds(
    actor: StaffActor,
    query: QueryOf<typeof routes.staffPayment.refunds>,
  ): Promise<ViewOf<typeof routes.staffPayment.refunds>> {
    const { page, pageSize, storeId, state } = query;
    const found = await this.refundRows.page(storesOf(actor, storeId), state, page, pageSize);
    return { items: await this.refundViews(actor, found.refunds), total: found.total, page, pageSize };
  }

  /** Throws REQUEST.NOT_FOUND. */
  async refund(actor: StaffActor, id: string): Promise<RefundView> {
    const refund = await this.refundRows.findById(id);
    const [view] = refund ? await this.refundViews(actor, [refund]) : [];
    if (!refund || !view) throw notFound();
    ensureStore(actor, refund.storeId);
    return view;
  }

  /** Refunds of an order, for the room that sold. */
  async refundsOf(actor: StaffActor, orderId: string): Promise<RefundView[]> {
    return this.refundViews(actor, await this.refundRows.ofOrders([orderId]));
  }

  /** Throws STORE.NOT_FOUND. */
  async payouts(
    actor: StaffActor,
    query: QueryOf<typeof routes.staffPayment.payouts>,
  ): Promise<ViewOf<typeof routes.staffPayment.payouts>> {
    const { page, pageSize, storeId, ...filter } = query;
    const storeIds = storesOf(actor, storeId);
    const { payouts, total } = await this.payoutRows.page({ ...filter, storeIds }, page, pageSize);
    const names = await this.namesOf(payouts);
    return { items: payouts.map((payout) => payoutItem(payout, names)), total, page, pageSize };
  }

  /** Throws REQUEST.NOT_FOUND. */
  async payout(actor: StaffActor, id: string): Promise<StaffPayoutView> {
    const payout = await this.payoutRows.findById(id);
    if (!payout) throw notFound();
    ensureStore(actor, payout.storeId);
    const names = await this.namesOf([payout]);
    return { ...payoutItem(payout, names), entries: await this.money.ofPayout(id) };
  }

  private async refundViews(actor: StaffActor, refunds: readonly PayRefund[]): Promise<RefundView[]> {
    const orders = await this.orderRows.findByIds([...new Set(refunds.map(({ orderId }) => orderId))]);
    const names = await this.namesOf([...orders.values()]);
    const people = await this.advisors.names(
      refunds.flatMap(({ askedBy, decidedBy }) => [askedBy, decidedBy]),
    );
    const mayDecide = may(actor, 'payment.approve');
    return refunds.map((refund) => {
      const order = orders.get(refund.orderId);
      return {
        id: refund.id,
        orderId: refund.orderId,
        orderTitle: order?.title ?? '',
        ownerName: names.owners.get(order?.ownerId ?? '')?.name ?? '',
        storeName: names.stores.get(refund.storeId) ?? '',
        amountFen: refund.amountFen,
        reason: refund.reason,
        state: refund.state,
        stateLabel: refundStateLabel[refund.state],
        askedBy: people.get(refund.askedBy ?? '') ?? '',
        decidedBy: people.get(refund.decidedBy ?? '') ?? null,
        canDecide: mayDecide && refund.state === 'waiting' && refund.askedBy !== actor.staffId,
        canRetry: mayDecide && refund.state === 'failed',
        problem: refund.problem,
        createdAt: iso(refund.createdAt),
        doneAt: isoOrNull(refund.doneAt),
      };
    });
  }

  private async namesOf(things: readonly { storeId: string; ownerId: string }[]): Promise<Names> {
    const [stores, owners] = await Promise.all([
      this.stores.findByIds(things.map(({ storeId }) => storeId)),
      this.owners.findByIds(things.map(({ ownerId }) => ownerId)),
    ]);
    return { stores: new Map(stores.map(({ id, name }) => [id, name])), owners };
  }
}

function person(ownerId: string, names: Names) {
  const owner = names.owners.get(ownerId);
  return {
    ownerId,
    ownerName: owner?.name ?? '',
    phoneMasked: owner?.phone ? maskPhone(owner.phone) : null,
  };
}

function orderItem(order: PayOrder, names: Names): StaffOrderItem {
  return {
    id: order.id,
    kind: order.kind,
    kindLabel: payOrderKindLabel[order.kind],
    subjectId: order.subjectId,
    storeId: order.storeId,
    storeName: names.stores.get(order.storeId) ?? '',
    ...person(order.ownerId, names),
    title: order.title,
    totalFen: order.totalFen,
    refundedFen: order.refundedFen,
    refundingFen: order.refundingFen,
    state: order.state,
    stateLabel: payOrderStateLabel[order.state],
    outTradeNo: order.outTradeNo,
    transactionId: order.transactionId,
    createdAt: iso(order.createdAt),
    paidAt: isoOrNull(order.paidAt),
    closedAt: isoOrNull(order.closedAt),
  };
}

function payoutItem(payout: Payout, names: Names): StaffPayoutItem {
  const unheard = payout.tries === 0 || payout.state !== 'planned';
  return {
    id: payout.id,
    storeId: payout.storeId,
    storeName: names.stores.get(payout.storeId) ?? '',
    ...person(payout.ownerId, names),
    title: payout.title,
    note: payout.note,
    amountFen: payout.amountFen,
    state: payout.state,
    stateLabel: payoutStateLabel[payout.state],
    outBillNo: payout.outBillNo,
    transferBillNo: payout.transferBillNo,
    subjectType: payout.subjectType,
    subjectId: payout.subjectId,
    attempts: payout.tries,
    problem: payout.problem,
    canCancel: cancellableStates.includes(payout.state) && unheard,
    canRepeat: payout.state === 'failed' || payout.state === 'cancelled',
    createdAt: iso(payout.createdAt),
    sentAt: isoOrNull(payout.sentAt),
    takeUntil: payout.state === 'confirm' ? isoOrNull(payout.takeUntil) : null,
    doneAt: isoOrNull(payout.doneAt),
  };
}
