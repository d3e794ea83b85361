import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { ChangeCoupon } from '../usecases/change-coupon.usecase.js';
import { CounterQueries } from '../usecases/counter.queries.js';
import { RedeemCoupons } from '../usecases/redeem-coupons.usecase.js';
import { StaffCoupons } from '../usecases/staff-coupons.queries.js';

const area = routes.couponCounter;

/** Coupons at the counter: look up, use, undo. */
@Controller()
export class CouponCounterController {
  constructor(
    private readonly counter: CounterQueries,
    private readonly redeeming: RedeemCoupons,
    private readonly change: ChangeCoupon,
    private readonly holders: StaffCoupons,
  ) {}

  @Handles(area.lookUp)
  lookUp(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.lookUp.body }) body: BodyOf<typeof area.lookUp>,
  ): Promise<ViewOf<typeof area.lookUp>> {
    return this.counter.lookUp(actor, body);
  }

  @Handles(area.preview)
  preview(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.preview.body }) body: BodyOf<typeof area.preview>,
  ): Promise<ViewOf<typeof area.preview>> {
    return this.counter.preview(actor, body);
  }

  @Handles(area.redeem)
  redeem(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.redeem.body }) body: BodyOf<typeof area.redeem>,
  ): Promise<ViewOf<typeof area.redeem>> {
    return this.redeeming.redeem(actor, body);
  }

  @Handles(area.usedToday)
  async usedToday(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.usedToday.query }) query: QueryOf<typeof area.usedToday>,
  ): Promise<ViewOf<typeof area.usedToday>> {
    return { items: await this.holders.usedToday(actor, query.storeId) };
  }

  @Handles(area.reserve)
  async reserve(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.reserve.body }) body: BodyOf<typeof area.reserve>,
  ): Promise<ViewOf<typeof area.reserve>> {
    await this.redeeming.reserve(actor, body);
    return this.counter.ofVisit(actor, body.visitId);
  }

  @Handles(area.release)
  async release(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.release.params }) params: ParamsOf<typeof area.release>,
  ): Promise<ViewOf<typeof area.release>> {
    await this.change.release(actor, params.id);
    return this.holders.view(actor, params.id);
  }

  @Handles(area.undo)
  async undo(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.undo.params }) params: ParamsOf<typeof area.undo>,
    @Body({ schema: area.undo.body }) body: BodyOf<typeof area.undo>,
  ): Promise<ViewOf<typeof area.undo>> {
    await this.change.undo(actor, params.id, body.reason);
    return this.holders.view(actor, params.id);
  }

  @Handles(area.takeBack)
  async takeBack(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.takeBack.params }) params: ParamsOf<typeof area.takeBack>,
    @Body({ schema: area.takeBack.body }) body: BodyOf<typeof area.takeBack>,
  ): Promise<ViewOf<typeof area.takeBack>> {
    await this.change.takeBack(actor, params.id, body.reason);
    return this.holders.view(actor, params.id);
  }

  @Handles(area.coupon)
  coupon(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.coupon.params }) params: ParamsOf<typeof area.coupon>,
  ): Promise<ViewOf<typeof area.coupon>> {
    return this.holders.detail(actor, params.id);
  }

  @Handles(area.ofOwner)
  async ofOwner(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.ofOwner.params }) params: ParamsOf<typeof area.ofOwner>,
  ): Promise<ViewOf<typeof area.ofOwner>> {
    return { items: await this.holders.ofOwner(actor, params.id) };
  }

  @Handles(area.ofVisit)
  ofVisit(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.ofVisit.params }) params: ParamsOf<typeof area.ofVisit>,
  ): Promise<ViewOf<typeof area.ofVisit>> {
    return this.counter.ofVisit(actor, params.id);
  }
}
