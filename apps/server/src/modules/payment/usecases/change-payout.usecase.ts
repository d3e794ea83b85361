import { formatYuan } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type OwnerActor, type StaffActor } from '../../../platform/auth/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { Payout } from '../persistence/payout.repository.js';
import { MerchantAccounts } from './merchant-accounts.js';
import { OwnerPayments } from './owner-payments.queries.js';
import { Payouts } from './payouts.usecase.js';
import { SendPayouts } from './send-payouts.usecase.js';
import { SimulatedMerchant } from './simulated-merchant.js';

/** What staff and owners do with a payout. */
@Injectable()
export class ChangePayout {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly payouts: Payouts,
    private readonly sending: SendPayouts,
    private readonly views: OwnerPayments,
    private readonly merchants: MerchantAccounts,
    private readonly simulated: SimulatedMerchant,
    private readonly audit: Audit,
  ) {}

  /** Throws REQUEST.NOT_FOUND, PAY.STATE. */
  async cancel(actor: StaffActor, id: string, reason: string): Promise<void> {
    await this.byStaff(actor, id, 'payment.payout-cancelled', `撤回红包：${reason}`, (tx) =>
      this.payouts.cancel(tx, id),
    );
  }

  /** Throws REQUEST.NOT_FOUND, PAY.STATE. */
  async repeat(actor: StaffActor, id: string, reason: string): Promise<void> {
    await this.byStaff(actor, id, 'payment.payout-repeated', `重新发放红包：${reason}`, (tx) =>
      this.payouts.repeat(tx, id),
    );
  }

  /** Asks WeChat Pay, unless it is over. Throws REQUEST.NOT_FOUND, PAY.BUSY. */
  async refresh(actor: OwnerActor, id: string): Promise<Payout> {
    const payout = await this.views.own(actor, id);
    if (['sending', 'waiting', 'confirm', 'transferring', 'cancelling'].includes(payout.state))
      await this.sending.ask(payout);
    return this.views.own(actor, id);
  }

  /** Beside the simulator only: takes the money as the owner would. Throws REQUEST.NOT_FOUND, PAY.STATE, PAY.BUSY. */
  async simulateTake(actor: OwnerActor, id: string): Promise<void> {
    if (!this.merchants.isSimulated) throw notFound();
    const payout = await this.views.own(actor, id);
    await this.simulated.take(payout.outBillNo);
    await this.refresh(actor, id);
  }

  private async byStaff(
    actor: StaffActor,
    id: string,
    action: string,
    text: string,
    work: (tx: Tx) => Promise<boolean>,
  ): Promise<void> {
    const payout = await this.payouts.mustFind(id);
    ensureStore(actor, payout.storeId);
    await this.uow.run(async (tx) => {
      if (!(await work(tx))) throw new AppError('PAY.STATE');
      const words = `${text}（¥${formatYuan(payout.amountFen)}）`;
      await this.audit.write(tx, { actor, action, text: words, subjectId: id, storeId: payout.storeId });
    });
  }
}
