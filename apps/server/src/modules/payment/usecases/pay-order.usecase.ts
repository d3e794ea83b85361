import { ProviderError } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { lookAgainMs } from '../domain/order-rules.js';
import { type PayOrder, PayOrderRepository } from '../persistence/pay-order.repository.js';
import { MerchantAccounts, type PayDoor } from './merchant-accounts.js';
import { SettleOrder } from './settle-order.usecase.js';
import { SimulatedMerchant } from './simulated-merchant.js';

export interface PayParams {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'RSA';
  paySign: string;
}

/** An owner pays an order: WeChat Pay is asked outside of every transaction, after the number and the payer are written. */
@Injectable()
export class PayOrderUseCase {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly orders: PayOrderRepository,
    private readonly merchants: MerchantAccounts,
    private readonly simulated: SimulatedMerchant,
    private readonly settle: SettleOrder,
    private readonly owners: OwnerDirectory,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Parameters for WeChat's window; null if it turned out to be paid already. Any number of taps give the same order.
   * Throws REQUEST.NOT_FOUND, PAY.STATE, PAY.NOT_SET_UP, PAY.NO_OPENID, PAY.OTHER_APP, PAY.BUSY.
   */
  async pay(actor: OwnerActor, orderId: string, app: 'mini' | 'official'): Promise<PayParams | null> {
    const order = await this.own(actor, orderId);
    if (order.state !== 'open' || order.expiresAt <= this.clock.now()) throw new AppError('PAY.STATE');
    const fixed = await this.withPayer(actor, order, app);
    const door = await this.doorOf(fixed);
    const { appId, openid, prepayId } = fixed;
    if (appId === null || openid === null) throw new AppError('PAY.STATE');
    if (prepayId !== null) return { appId, ...door.pay.paymentParams(appId, prepayId) };
    try {
      const made = await door.pay.createOrder({
        appId,
        openid,
        description: fixed.title,
        outTradeNo: fixed.outTradeNo,
        totalFen: fixed.totalFen,
        notifyUrl: door.notifyUrl,
        expiresAt: toDate(fixed.expiresAt),
      });
      await this.uow.run((tx) => this.orders.update(tx, fixed.id, { prepayId: made.prepayId }));
      return { appId, ...door.pay.paymentParams(appId, made.prepayId) };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      this.logger.warn({ code: error.code, orderId }, 'order not prepared');
      if (error.code !== 'ORDERPAID' && error.code !== 'ORDER_CLOSED') throw new AppError('PAY.BUSY');
      await this.ask(fixed, door);
      return null;
    }
  }

  /** Asks WeChat Pay how an order stands, if it is not settled here. Throws REQUEST.NOT_FOUND, PAY.BUSY. */
  async refresh(actor: OwnerActor, orderId: string): Promise<void> {
    const order = await this.own(actor, orderId);
    const waits = order.state === 'open' || order.state === 'closing';
    if (waits && order.merchantId !== null) await this.ask(order, await this.doorOf(order));
  }

  /** Beside the simulator only: pays as the owner would. Throws REQUEST.NOT_FOUND, PAY.STATE, PAY.BUSY. */
  async simulate(actor: OwnerActor, orderId: string): Promise<void> {
    if (!this.merchants.isSimulated) throw notFound();
    const order = await this.own(actor, orderId);
    await this.simulated.pay(order.outTradeNo);
    await this.refresh(actor, orderId);
  }

  private async own(actor: OwnerActor, orderId: string): Promise<PayOrder> {
    const order = await this.orders.findById(orderId);
    if (order?.ownerId !== actor.ownerId) throw notFound();
    return order;
  }

  private async withPayer(actor: OwnerActor, order: PayOrder, app: 'mini' | 'official'): Promise<PayOrder> {
    if (order.openid !== null) {
      if (order.app !== app && !this.merchants.isSimulated) throw new AppError('PAY.OTHER_APP');
      return order;
    }
    const accounts = await this.owners.accountsOf(actor.ownerId);
    const account = accounts.find(({ id }) => id === actor.accountId);
    // Beside the simulator the page in a browser pays with the purse of the mini-program.
    const used = app === 'official' && !account?.officialOpenid && this.merchants.isSimulated ? 'mini' : app;
    const openid = used === 'mini' ? account?.miniOpenid : account?.officialOpenid;
    if (!openid) throw new AppError('PAY.NO_OPENID');
    const door = await this.merchants.forStore(order.storeId);
    const payer = { merchantId: door.merchant.id, app: used, appId: this.merchants.appIdOf(used), openid };
    const nextAt = this.clock.now() + lookAgainMs(0);
    await this.uow.run((tx) => this.orders.fixPayer(tx, order.id, payer, nextAt));
    return this.own(actor, order.id);
  }

  private async doorOf(order: PayOrder): Promise<PayDoor> {
    const door = order.merchantId === null ? null : await this.merchants.byId(order.merchantId);
    if (!door) throw new AppError('PAY.STATE');
    return door;
  }

  private async ask(order: PayOrder, door: PayDoor): Promise<void> {
    try {
      await this.settle.trade(door.merchant.id, await door.pay.queryOrder(order.outTradeNo));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (error.code !== 'ORDER_NOT_EXIST') throw new AppError('PAY.BUSY');
    }
  }
}
