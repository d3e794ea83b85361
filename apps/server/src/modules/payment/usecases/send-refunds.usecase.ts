import { ProviderError } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { sayProblem } from '../domain/pay-words.js';
import { afterError } from '../domain/payout-rules.js';
import { PayOrderRepository } from '../persistence/pay-order.repository.js';
import { type PayRefund, PayRefundRepository } from '../persistence/pay-refund.repository.js';
import { MerchantAccounts, type PayDoor } from './merchant-accounts.js';
import { Orders } from './orders.usecase.js';
import { SettleOrder } from './settle-order.usecase.js';

const BATCH = 50;
const CLAIM_MS = 60_000;

/** Sends refunds. Every try carries the number that was written first; after any doubt WeChat Pay is asked before it is told. */
@Injectable()
export class SendRefunds {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly orders: PayOrderRepository,
    private readonly refunds: PayRefundRepository,
    private readonly merchants: MerchantAccounts,
    private readonly settle: SettleOrder,
    private readonly door: Orders,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Any number of processes may run it: each refund is claimed, and its try counted, before the call. */
  async run(): Promise<void> {
    for (;;) {
      const due = await this.refunds.due(this.clock.now(), BATCH);
      for (const refund of due) {
        if (!(await this.uow.run((tx) => this.refunds.claim(tx, refund, this.clock.now() + CLAIM_MS))))
          continue;
        await this.send(refund).catch((error: unknown) =>
          this.logger.warn({ err: error, refundId: refund.id }, 'refund not sent'),
        );
      }
      if (due.length < BATCH) return;
    }
  }

  private async send(refund: PayRefund): Promise<void> {
    const order = await this.orders.findById(refund.orderId);
    const door = order?.merchantId ? await this.merchants.byId(order.merchantId) : null;
    if (!order || !door) return;
    try {
      // `tries` is the count before this claim: from the second look on the first call may have worked.
      const known = refund.tries > 0 ? await this.ask(door, refund) : null;
      const answer =
        known ??
        (await door.pay.refund({
          outTradeNo: order.outTradeNo,
          outRefundNo: refund.outRefundNo,
          reason: refund.reason,
          refundFen: refund.amountFen,
          totalFen: order.totalFen,
          notifyUrl: door.notifyUrl,
        }));
      await this.settle.refund(door.merchant.id, answer);
      if (answer.state === 'PROCESSING') await this.later(refund, null, 60_000);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const after = afterError(error, refund.tries);
      this.logger.warn({ code: error.code, refundId: refund.id, after: after.do }, 'refund not clear');
      if (after.do === 'give_up') await this.giveUp(refund, error.code);
      else await this.later(refund, sayProblem(error.code), after.inMs);
    }
  }

  private async ask(door: PayDoor, refund: PayRefund) {
    try {
      return await door.pay.queryRefund(refund.outRefundNo);
    } catch (error) {
      if (error instanceof ProviderError && error.code === 'RESOURCE_NOT_EXISTS') return null;
      throw error;
    }
  }

  private async later(refund: PayRefund, problem: string | null, inMs: number): Promise<void> {
    await this.uow.run((tx) =>
      this.refunds.move(tx, refund.id, ['planned', 'sent'], { problem, nextAt: this.clock.now() + inMs }),
    );
  }

  /** WeChat Pay refused for good and has nothing under this number: the money stays, a person decides. */
  private async giveUp(refund: PayRefund, code: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const change = { state: 'failed' as const, problem: sayProblem(code), nextAt: null };
      if (!(await this.refunds.move(tx, refund.id, ['planned', 'sent'], change))) return;
      const order = await this.orders.lockById(tx, refund.orderId);
      if (order) await this.door.ended(tx, refund, order, false);
    });
  }
}
