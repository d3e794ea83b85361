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
import { PlanIssue } from '../usecases/plan-issue.usecase.js';

const area = routes.couponIssue;

/** Coupons for many at once. */
@Controller()
export class CouponIssueController {
  constructor(private readonly issues: PlanIssue) {}

  @Handles(area.preview)
  preview(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.preview.body }) body: BodyOf<typeof area.preview>,
  ): Promise<ViewOf<typeof area.preview>> {
    return this.issues.preview(actor, body);
  }

  @Handles(area.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.issues.list(actor, query);
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.issues.detail(actor, params.id);
  }

  @Handles(area.create)
  create(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.create.body }) body: BodyOf<typeof area.create>,
  ): Promise<ViewOf<typeof area.create>> {
    return this.issues.create(actor, body);
  }

  @Handles(area.decide)
  decide(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.decide.params }) params: ParamsOf<typeof area.decide>,
    @Body({ schema: area.decide.body }) body: BodyOf<typeof area.decide>,
  ): Promise<ViewOf<typeof area.decide>> {
    return this.issues.decide(actor, params.id, body);
  }

  @Handles(area.stop)
  stop(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.stop.params }) params: ParamsOf<typeof area.stop>,
  ): Promise<ViewOf<typeof area.stop>> {
    return this.issues.stop(actor, params.id);
  }
}
