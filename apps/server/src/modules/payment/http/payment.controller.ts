import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentOwner,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { ChangePayout } from '../usecases/change-payout.usecase.js';
import { OwnerPayments } from '../usecases/owner-payments.queries.js';
import { PayOrderUseCase } from '../usecases/pay-order.usecase.js';

const area = routes.payment;

/** Owners pay orders and take what they are given. What asks WeChat Pay runs outside of a transaction. */
@Controller()
export class PaymentController {
  constructor(
    private readonly views: OwnerPayments,
    private readonly paying: PayOrderUseCase,
    private readonly changes: ChangePayout,
  ) {}

  @Handles(area.order)
  order(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.order.params }) params: ParamsOf<typeof area.order>,
  ): Promise<ViewOf<typeof area.order>> {
    return this.views.order(actor, params.id);
  }

  @Handles(area.pay, { ownTransaction: true })
  async pay(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.pay.params }) params: ParamsOf<typeof area.pay>,
    @Body({ schema: area.pay.body }) body: BodyOf<typeof area.pay>,
  ): Promise<ViewOf<typeof area.pay>> {
    const signed = await this.paying.pay(actor, params.id, body.app);
    return this.views.payParams(actor, params.id, signed);
  }

  @Handles(area.refresh, { ownTransaction: true })
  async refresh(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.refresh.params }) params: ParamsOf<typeof area.refresh>,
  ): Promise<ViewOf<typeof area.refresh>> {
    await this.paying.refresh(actor, params.id);
    return this.views.order(actor, params.id);
  }

  @Handles(area.simulatePay, { ownTransaction: true })
  async simulatePay(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.simulatePay.params }) params: ParamsOf<typeof area.simulatePay>,
  ): Promise<ViewOf<typeof area.simulatePay>> {
    await this.paying.simulate(actor, params.id);
    return this.views.order(actor, params.id);
  }

  @Handles(area.payouts)
  payouts(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: area.payouts.query }) query: QueryOf<typeof area.payouts>,
  ): Promise<ViewOf<typeof area.payouts>> {
    return this.views.list(actor, query);
  }

  @Handles(area.payout)
  payout(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.payout.params }) params: ParamsOf<typeof area.payout>,
  ): Promise<ViewOf<typeof area.payout>> {
    return this.views.payout(actor, params.id);
  }

  @Handles(area.takePayout, { ownTransaction: true })
  async takePayout(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.takePayout.params }) params: ParamsOf<typeof area.takePayout>,
  ): Promise<ViewOf<typeof area.takePayout>> {
    return this.views.takeParams(actor, await this.changes.refresh(actor, params.id));
  }

  @Handles(area.refreshPayout, { ownTransaction: true })
  async refreshPayout(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.refreshPayout.params }) params: ParamsOf<typeof area.refreshPayout>,
  ): Promise<ViewOf<typeof area.refreshPayout>> {
    await this.changes.refresh(actor, params.id);
    return this.views.payout(actor, params.id);
  }

  @Handles(area.simulateTake, { ownTransaction: true })
  async simulateTake(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.simulateTake.params }) params: ParamsOf<typeof area.simulateTake>,
  ): Promise<ViewOf<typeof area.simulateTake>> {
    await this.changes.simulateTake(actor, params.id);
    return this.views.payout(actor, params.id);
  }
}
