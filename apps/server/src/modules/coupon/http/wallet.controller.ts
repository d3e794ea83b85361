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
import { Benefits } from '../usecases/benefits.usecase.js';
import { ClaimCoupon } from '../usecases/claim-coupon.usecase.js';
import { Wallet } from '../usecases/wallet.queries.js';

const area = routes.coupon;

/** The wallet of owners: claim, show, codes, benefits. */
@Controller()
export class WalletController {
  constructor(
    private readonly wallets: Wallet,
    private readonly claims: ClaimCoupon,
    private readonly partners: Benefits,
  ) {}

  @Handles(area.center)
  center(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.center>> {
    return this.wallets.center(actor);
  }

  @Handles(area.claim, { ownTransaction: true })
  claim(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.claim.params }) params: ParamsOf<typeof area.claim>,
    @Body({ schema: area.claim.body }) body: BodyOf<typeof area.claim>,
  ): Promise<ViewOf<typeof area.claim>> {
    return this.claims.run(actor, params.id, body.requestId);
  }

  @Handles(area.wallet)
  wallet(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: area.wallet.query }) query: QueryOf<typeof area.wallet>,
  ): Promise<ViewOf<typeof area.wallet>> {
    return this.wallets.list(actor, query);
  }

  @Handles(area.detail)
  detail(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.wallets.detail(actor, params.id);
  }

  @Handles(area.pass)
  pass(
    @CurrentOwner() actor: OwnerActor,
    @Body({ schema: area.pass.body }) body: BodyOf<typeof area.pass>,
  ): Promise<ViewOf<typeof area.pass>> {
    return this.wallets.pass(actor, body);
  }

  @Handles(area.codes)
  codes(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.codes>> {
    return this.wallets.codes(actor);
  }

  @Handles(area.revealCode)
  revealCode(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.revealCode.params }) params: ParamsOf<typeof area.revealCode>,
  ): Promise<ViewOf<typeof area.revealCode>> {
    return this.wallets.reveal(actor, params.id);
  }

  @Handles(area.benefits)
  benefits(@CurrentOwner() actor: OwnerActor): Promise<ViewOf<typeof area.benefits>> {
    return this.partners.list(actor);
  }

  @Handles(area.claimBenefit)
  claimBenefit(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.claimBenefit.params }) params: ParamsOf<typeof area.claimBenefit>,
    @Body({ schema: area.claimBenefit.body }) body: BodyOf<typeof area.claimBenefit>,
  ): Promise<ViewOf<typeof area.claimBenefit>> {
    return this.partners.claim(actor, params.id, body.requestId);
  }
}
