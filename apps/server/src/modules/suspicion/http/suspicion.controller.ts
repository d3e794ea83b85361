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
import { JudgeSuspicion } from '../usecases/judge-suspicion.usecase.js';
import { SuspicionViews } from '../usecases/suspicion-views.queries.js';

const area = routes.suspicion;

/** Rewards that are held until a person has looked at them. */
@Controller()
export class SuspicionController {
  constructor(
    private readonly views: SuspicionViews,
    private readonly judge: JudgeSuspicion,
  ) {}

  @Handles(area.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.views.list(actor, query);
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.views.detail(actor, params.id);
  }

  @Handles(area.hold)
  async hold(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.hold.body }) body: BodyOf<typeof area.hold>,
  ): Promise<ViewOf<typeof area.hold>> {
    return this.views.detail(actor, await this.judge.hold(actor, body));
  }

  @Handles(area.release)
  async release(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.release.params }) params: ParamsOf<typeof area.release>,
    @Body({ schema: area.release.body }) body: BodyOf<typeof area.release>,
  ): Promise<ViewOf<typeof area.release>> {
    await this.judge.release(actor, params.id, body.note);
    return this.views.detail(actor, params.id);
  }

  @Handles(area.refuse)
  async refuse(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.refuse.params }) params: ParamsOf<typeof area.refuse>,
    @Body({ schema: area.refuse.body }) body: BodyOf<typeof area.refuse>,
  ): Promise<ViewOf<typeof area.refuse>> {
    await this.judge.refuse(actor, params.id, body.reason);
    return this.views.detail(actor, params.id);
  }
}
