import { ProviderError } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { lookAgainMs } from '../domain/order-rules.js';
import { NoticeRepository } from '../persistence/notice.repository.js';
import { type PayOrder, PayOrderRepository } from '../persistence/pay-order.repository.js';
import { MerchantAccounts } from './merchant-accounts.js';
import { SettleOrder } from './settle-order.usecase.js';

const BATCH = 50;
/** A look takes less than this; if the process dies in it, another looks then. */
const CLAIM_MS = 60_000;

/** Looks at orders that nobody told us about: asks WeChat Pay, and closes what was not paid in time. */
@Injectable()
export class SweepOrders {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly orders: PayOrderRepository,
    private readonly notices: NoticeRepository,
    private readonly merchants: MerchantAccounts,
    private readonly settle: SettleOrder,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Any number of processes may run it: each order is claimed first. */
  async run(): Promise<void> {
    for (;;) {
      const due = await this.orders.due(this.clock.now(), BATCH);
      for (const order of due) {
        if (!(await this.uow.run((tx) => this.orders.claim(tx, order, this.clock.now() + CLAIM_MS))))
          continue;
        await this.look(order).catch((error: unknown) =>
          this.logger.warn({ err: error, orderId: order.id }, 'order not looked at'),
        );
      }
      if (due.length < BATCH) break;
    }
    await this.notices.tidy(this.clock.now());
  }

  private async look(order: PayOrder): Promise<void> {
    if (order.state === 'closing') return this.close(order);
    if (order.merchantId !== null && (await this.ask(order)) !== 'none') return;
    const now = this.clock.now();
    if (order.expiresAt > now) {
      const nextAt = Math.min(now + lookAgainMs(order.tries + 1), order.expiresAt);
      await this.change(order, { nextAt });
      return;
    }
    // From here on nobody may pay; what was ordered is kept until WeChat Pay knows it too.
    await this.change(order, { state: 'closing', nextAt: now, tries: 0 });
    await this.close({ ...order, state: 'closing', tries: 0 });
  }

  private async close(order: PayOrder): Promise<void> {
    if (order.merchantId !== null) {
      const door = await this.merchants.byId(order.merchantId);
      try {
        await door?.pay.closeOrder(order.outTradeNo);
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        if (error.code === 'ORDERPAID') {
          await this.ask(order);
          return;
        }
        const isGone = ['ORDER_NOT_EXIST', 'ORDER_CLOSED', 'RESOURCE_NOT_EXISTS'].includes(error.code);
        if (!isGone) {
          await this.change(order, { nextAt: this.clock.now() + lookAgainMs(order.tries + 1) });
          return;
        }
      }
    }
    await this.uow.run(async (tx) => {
      const now = await this.orders.lockById(tx, order.id);
      if (now?.state === 'closing') await this.settle.closed(tx, now);
    });
  }

  /** What WeChat Pay's word did; `none` also if there was none. */
  private async ask(order: PayOrder): Promise<string> {
    const door = order.merchantId === null ? null : await this.merchants.byId(order.merchantId);
    if (!door) return 'none';
    try {
      return await this.settle.trade(door.merchant.id, await door.pay.queryOrder(order.outTradeNo));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      return 'none';
    }
  }

  /** Only if it still is as it was read: a notice may have come meanwhile. */
  private async change(
    order: PayOrder,
    change: { state?: 'closing'; nextAt: number; tries?: number },
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const now = await this.orders.lockById(tx, order.id);
      if (now?.state === order.state) await this.orders.update(tx, order.id, change);
    });
  }
}
