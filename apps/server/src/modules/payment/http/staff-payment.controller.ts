import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  csvDownload,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { ChangePayout } from '../usecases/change-payout.usecase.js';
import { DecideRefund } from '../usecases/decide-refund.usecase.js';
import { ExportLedger } from '../usecases/export-ledger.usecase.js';
import { MerchantSetup } from '../usecases/merchant-setup.usecase.js';
import { MoneyViews } from '../usecases/money.queries.js';
import { SettleDifference } from '../usecases/settle-difference.usecase.js';
import { StaffPayments } from '../usecases/staff-payments.queries.js';

const area = routes.staffPayment;

/** Orders, refunds, payouts and the books, for staff. */
@Controller()
export class StaffPaymentController {
  constructor(
    private readonly views: StaffPayments,
    private readonly money: MoneyViews,
    private readonly exports: ExportLedger,
    private readonly decisions: DecideRefund,
    private readonly changes: ChangePayout,
    private readonly settling: SettleDifference,
    private readonly merchantSetup: MerchantSetup,
  ) {}

  @Handles(area.orders)
  orders(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.orders.query }) query: QueryOf<typeof area.orders>,
  ): Promise<ViewOf<typeof area.orders>> {
    return this.views.orders(actor, query);
  }

  @Handles(area.order)
  order(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.order.params }) params: ParamsOf<typeof area.order>,
  ): Promise<ViewOf<typeof area.order>> {
    return this.views.order(actor, params.id);
  }

  @Handles(area.refunds)
  refunds(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.refunds.query }) query: QueryOf<typeof area.refunds>,
  ): Promise<ViewOf<typeof area.refunds>> {
    return this.views.refunds(actor, query);
  }

  @Handles(area.approveRefund)
  async approveRefund(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.approveRefund.params }) params: ParamsOf<typeof area.approveRefund>,
  ): Promise<ViewOf<typeof area.approveRefund>> {
    await this.decisions.approve(actor, params.id);
    return this.views.refund(actor, params.id);
  }

  @Handles(area.rejectRefund)
  async rejectRefund(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.rejectRefund.params }) params: ParamsOf<typeof area.rejectRefund>,
    @Body({ schema: area.rejectRefund.body }) body: BodyOf<typeof area.rejectRefund>,
  ): Promise<ViewOf<typeof area.rejectRefund>> {
    await this.decisions.reject(actor, params.id, body.reason);
    return this.views.refund(actor, params.id);
  }

  @Handles(area.retryRefund)
  async retryRefund(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.retryRefund.params }) params: ParamsOf<typeof area.retryRefund>,
  ): Promise<ViewOf<typeof area.retryRefund>> {
    await this.decisions.retry(actor, params.id);
    return this.views.refund(actor, params.id);
  }

  @Handles(area.payouts)
  payouts(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.payouts.query }) query: QueryOf<typeof area.payouts>,
  ): Promise<ViewOf<typeof area.payouts>> {
    return this.views.payouts(actor, query);
  }

  @Handles(area.payout)
  payout(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.payout.params }) params: ParamsOf<typeof area.payout>,
  ): Promise<ViewOf<typeof area.payout>> {
    return this.views.payout(actor, params.id);
  }

  @Handles(area.cancelPayout)
  async cancelPayout(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.cancelPayout.params }) params: ParamsOf<typeof area.cancelPayout>,
    @Body({ schema: area.cancelPayout.body }) body: BodyOf<typeof area.cancelPayout>,
  ): Promise<ViewOf<typeof area.cancelPayout>> {
    await this.changes.cancel(actor, params.id, body.reason);
    return this.views.payout(actor, params.id);
  }

  @Handles(area.repeatPayout)
  async repeatPayout(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.repeatPayout.params }) params: ParamsOf<typeof area.repeatPayout>,
    @Body({ schema: area.repeatPayout.body }) body: BodyOf<typeof area.repeatPayout>,
  ): Promise<ViewOf<typeof area.repeatPayout>> {
    await this.changes.repeat(actor, params.id, body.reason);
    return this.views.payout(actor, params.id);
  }

  @Handles(area.ledger)
  ledger(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.ledger.query }) query: QueryOf<typeof area.ledger>,
  ): Promise<ViewOf<typeof area.ledger>> {
    return this.money.entries(actor, query);
  }

  @Handles(area.ledgerFile)
  async ledgerFile(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.ledgerFile.query }) query: QueryOf<typeof area.ledgerFile>,
  ): Promise<StreamableFile> {
    return csvDownload(await this.exports.file(actor, query), 'ledger.csv', '账本.csv');
  }

  @Handles(area.balances)
  balances(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.balances.query }) query: QueryOf<typeof area.balances>,
  ): Promise<ViewOf<typeof area.balances>> {
    return this.money.balances(actor, query.storeId);
  }

  @Handles(area.differences)
  differences(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.differences.query }) query: QueryOf<typeof area.differences>,
  ): Promise<ViewOf<typeof area.differences>> {
    return this.money.differences(actor, query);
  }

  @Handles(area.seeDifference)
  async seeDifference(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.seeDifference.params }) params: ParamsOf<typeof area.seeDifference>,
  ): Promise<ViewOf<typeof area.seeDifference>> {
    await this.settling.see(actor, params.id);
    return this.money.difference(actor, params.id);
  }

  @Handles(area.settleDifference)
  async settleDifference(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.settleDifference.params }) params: ParamsOf<typeof area.settleDifference>,
    @Body({ schema: area.settleDifference.body }) body: BodyOf<typeof area.settleDifference>,
  ): Promise<ViewOf<typeof area.settleDifference>> {
    await this.settling.settle(actor, params.id, body.note);
    return this.money.difference(actor, params.id);
  }

  @Handles(area.runs)
  runs(
    @Query({ schema: area.runs.query }) query: QueryOf<typeof area.runs>,
  ): Promise<ViewOf<typeof area.runs>> {
    return this.money.runs(query);
  }

  @Handles(area.merchants)
  merchants(): Promise<ViewOf<typeof area.merchants>> {
    return this.merchantSetup.list();
  }

  @Handles(area.saveMerchant)
  saveMerchant(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.saveMerchant.body }) body: BodyOf<typeof area.saveMerchant>,
  ): Promise<ViewOf<typeof area.saveMerchant>> {
    return this.merchantSetup.save(actor, body);
  }

  @Handles(area.checkMerchant, { ownTransaction: true })
  checkMerchant(
    @Param({ schema: area.checkMerchant.params }) params: ParamsOf<typeof area.checkMerchant>,
  ): Promise<ViewOf<typeof area.checkMerchant>> {
    return this.merchantSetup.check(params.id);
  }
}
