import { ProviderError } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { stateOfBill } from '../domain/payout-rules.js';
import { compareOrder, compareRefund, type Finding } from '../domain/reconcile-rules.js';
import { DifferenceRepository, type NewDifference } from '../persistence/difference.repository.js';
import { PayOrderRepository } from '../persistence/pay-order.repository.js';
import { PayRefundRepository } from '../persistence/pay-refund.repository.js';
import { PayoutRepository } from '../persistence/payout.repository.js';
import { MerchantAccounts, type PayDoor } from './merchant-accounts.js';

const PAGE = 100;
/** Both sides have settled by then. */
const AGE_MS = 10 * 60_000;

interface Figures {
  checked: number;
  differences: number;
  unanswered: number;
}
interface Thing {
  readonly id: string;
  readonly storeId: string;
  readonly number: string;
  readonly kind: NewDifference['kind'];
  readonly merchantId: string | null;
}

/**
 * Compares everything that ended with what WeChat Pay has under its number, once. What agrees is marked; what does not becomes
 * a row for a person; what could not be asked comes again. Our books are never changed by it.
 */
@Injectable()
export class Reconcile {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly orders: PayOrderRepository,
    private readonly refunds: PayRefundRepository,
    private readonly payouts: PayoutRepository,
    private readonly differences: DifferenceRepository,
    private readonly merchants: MerchantAccounts,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(): Promise<Figures> {
    const runId = await this.uow.run((tx) => this.differences.beginRun(tx));
    const figures: Figures = { checked: 0, differences: 0, unanswered: 0 };
    const before = this.clock.now() - AGE_MS;
    await this.walk(
      (after) => this.orders.unchecked(before, after, PAGE),
      async (order) => {
        const thing = { ...order, number: order.outTradeNo, kind: 'order' as const };
        const look = async (door: PayDoor) =>
          compareOrder(order, await door.pay.queryOrder(order.outTradeNo));
        const absent = compareOrder(order, null);
        await this.check(figures, thing, look, absent, (tx) => this.orders.markChecked(tx, order.id));
      },
    );
    await this.walk(
      (after) => this.refunds.unchecked(before, after, PAGE),
      async (refund) => {
        const order = await this.orders.findById(refund.orderId);
        const merchantId = order?.merchantId ?? null;
        const thing = { ...refund, number: refund.outRefundNo, kind: 'refund' as const, merchantId };
        const look = async (door: PayDoor) =>
          compareRefund(refund, (await door.pay.queryRefund(refund.outRefundNo)).state);
        const absent = compareRefund(refund, null);
        await this.check(figures, thing, look, absent, (tx) => this.refunds.markChecked(tx, refund.id));
      },
    );
    await this.walk(
      (after) => this.payouts.unchecked(before, after, PAGE),
      async (payout) => {
        const thing = { ...payout, number: payout.outBillNo, kind: 'payout' as const };
        const finding = (what: Finding['what'], theirs: string, theirsFen: number | null): Finding => ({
          what,
          ours: payout.state,
          theirs,
          oursFen: payout.amountFen,
          theirsFen,
        });
        const look = async (door: PayDoor) => {
          const bill = await door.transfers.query(payout.outBillNo);
          if (bill.amountFen !== null && bill.amountFen !== payout.amountFen)
            return finding('amount', bill.state, bill.amountFen);
          return stateOfBill(bill.state) === payout.state
            ? null
            : finding('state', bill.state, bill.amountFen);
        };
        const absent = payout.state === 'done' ? finding('missing', 'NOT_FOUND', null) : null;
        await this.check(figures, thing, look, absent, (tx) =>
          this.payouts.update(tx, payout.id, { checkedAt: this.clock.now() }),
        );
      },
    );
    await this.uow.run((tx) => this.differences.endRun(tx, runId, figures));
    return figures;
  }

  /** Page by page over ids, so that what stays unanswered does not come round again in this run. */
  private async walk<T extends { id: string }>(
    page: (after: string) => Promise<T[]>,
    look: (thing: T) => Promise<void>,
  ): Promise<void> {
    for (let after = ''; ; ) {
      const things = await page(after);
      for (const thing of things) await look(thing);
      const last = things[things.length - 1];
      if (!last || things.length < PAGE) return;
      after = last.id;
    }
  }

  private async check(
    figures: Figures,
    thing: Thing,
    look: (door: PayDoor) => Promise<Finding | null>,
    absent: Finding | null,
    mark: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    const door = thing.merchantId === null ? null : await this.merchants.byId(thing.merchantId);
    let finding: Finding | null;
    try {
      if (!door) return;
      finding = await look(door);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const unheard = ['ORDER_NOT_EXIST', 'RESOURCE_NOT_EXISTS', 'NOT_FOUND'].includes(error.code);
      if (!unheard) {
        figures.unanswered += 1;
        this.logger.warn({ code: error.code, number: thing.number }, 'not reconciled');
        return;
      }
      finding = absent;
    }
    figures.checked += 1;
    await this.uow.run(async (tx) => {
      await mark(tx);
      if (finding === null) return;
      const { kind, number, storeId, id: subjectId } = thing;
      if (await this.differences.note(tx, { kind, number, storeId, subjectId, ...finding }))
        figures.differences += 1;
    });
  }
}
