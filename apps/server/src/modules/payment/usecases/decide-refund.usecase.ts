import { formatYuan } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { type PayOrder, PayOrderRepository } from '../persistence/pay-order.repository.js';
import { type PayRefund, PayRefundRepository } from '../persistence/pay-refund.repository.js';
import { Orders } from './orders.usecase.js';

/** A second person decides about refunds above the limit; two at once: one decides. */
@Injectable()
export class DecideRefund {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly orders: PayOrderRepository,
    private readonly refunds: PayRefundRepository,
    private readonly door: Orders,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND, PAY.OWN_APPROVAL, PAY.STATE. */
  async approve(actor: StaffActor, id: string): Promise<void> {
    await this.decide(actor, id, async (tx, refund, order) => {
      const change = {
        state: 'planned' as const,
        decidedBy: actor.staffId,
        nextAt: this.clock.now(),
        tries: 0,
      };
      if (!(await this.refunds.move(tx, id, ['waiting'], change))) throw new AppError('PAY.STATE');
      await this.door.plan(tx, refund, order);
      return `同意退款 ${yuan(refund.amountFen)}`;
    });
  }

  /** Throws REQUEST.NOT_FOUND, PAY.OWN_APPROVAL, PAY.STATE. */
  async reject(actor: StaffActor, id: string, reason: string): Promise<void> {
    await this.decide(actor, id, async (tx, refund, order) => {
      const change = { state: 'rejected' as const, decidedBy: actor.staffId, problem: reason, nextAt: null };
      if (!(await this.refunds.move(tx, id, ['waiting'], change))) throw new AppError('PAY.STATE');
      await this.door.ended(tx, refund, order, false);
      return `驳回退款 ${yuan(refund.amountFen)}：${reason}`;
    });
  }

  /** Once more after WeChat Pay refused, with the same number. Throws REQUEST.NOT_FOUND, PAY.STATE. */
  async retry(actor: StaffActor, id: string): Promise<void> {
    await this.change(actor, id, async (tx, refund, order) => {
      const round = refund.round + 1;
      const change = { state: 'planned' as const, round, nextAt: this.clock.now(), problem: null };
      if (!(await this.refunds.move(tx, id, ['failed'], change))) throw new AppError('PAY.STATE');
      if (!(await this.orders.reserveRefund(tx, order.id, refund.amountFen))) throw new AppError('PAY.STATE');
      await this.door.plan(tx, { ...refund, round }, order);
      return `重新退款 ${yuan(refund.amountFen)}`;
    });
  }

  private decide(
    actor: StaffActor,
    id: string,
    work: (tx: Tx, refund: PayRefund, order: PayOrder) => Promise<string>,
  ): Promise<void> {
    return this.change(actor, id, async (tx, refund, order) => {
      if (refund.askedBy === actor.staffId) throw new AppError('PAY.OWN_APPROVAL');
      return work(tx, refund, order);
    });
  }

  private async change(
    actor: StaffActor,
    id: string,
    work: (tx: Tx, refund: PayRefund, order: PayOrder) => Promise<string>,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const refund = await this.refunds.lockById(tx, id);
      if (!refund) throw notFound();
      ensureStore(actor, refund.storeId);
      const order = await this.orders.lockById(tx, refund.orderId);
      if (!order) throw notFound();
      const text = await work(tx, refund, order);
      await this.audit.write(tx, {
        actor,
        action: 'payment.refund-decided',
        text,
        subjectId: refund.id,
        storeId: refund.storeId,
      });
    });
  }
}

const yuan = (fen: number) => `${formatYuan(fen)} 元`;
