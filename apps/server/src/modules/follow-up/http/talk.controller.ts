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
import { PlanTalks } from '../usecases/plan-talks.usecase.js';
import { TalkQueries } from '../usecases/talk.queries.js';

const area = routes.talk;

@Controller()
export class TalkController {
  constructor(
    private readonly queries: TalkQueries,
    private readonly plans: PlanTalks,
  ) {}

  @Handles(area.overview)
  overview(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.overview.query }) query: QueryOf<typeof area.overview>,
  ): Promise<ViewOf<typeof area.overview>> {
    return this.queries.overview(actor, query.storeId, query.month);
  }

  @Handles(area.groups)
  groups(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.groups.query }) query: QueryOf<typeof area.groups>,
  ): Promise<ViewOf<typeof area.groups>> {
    return this.plans.groups(actor, query.storeId, query.by);
  }

  @Handles(area.plan)
  plan(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.plan.body }) body: BodyOf<typeof area.plan>,
  ): Promise<ViewOf<typeof area.plan>> {
    return this.plans.plan(actor, body);
  }

  @Handles(area.cancelPlan)
  cancelPlan(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.cancelPlan.params }) params: ParamsOf<typeof area.cancelPlan>,
  ): Promise<ViewOf<typeof area.cancelPlan>> {
    return this.plans.cancel(actor, params.id);
  }
}
