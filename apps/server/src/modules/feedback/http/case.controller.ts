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
import { CaseQueries } from '../usecases/case.queries.js';
import { WorkCase } from '../usecases/work-case.usecase.js';

const area = routes.case;

@Controller()
export class CaseController {
  constructor(
    private readonly queries: CaseQueries,
    private readonly work: WorkCase,
  ) {}

  @Handles(area.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.queries.list(actor, query);
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.queries.detail(actor, params.id);
  }

  @Handles(area.addStep)
  addStep(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.addStep.params }) params: ParamsOf<typeof area.addStep>,
    @Body({ schema: area.addStep.body }) body: BodyOf<typeof area.addStep>,
  ): Promise<ViewOf<typeof area.addStep>> {
    return this.work.run(actor, params.id, body);
  }

  @Handles(area.setCauses)
  setCauses(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.setCauses.params }) params: ParamsOf<typeof area.setCauses>,
    @Body({ schema: area.setCauses.body }) body: BodyOf<typeof area.setCauses>,
  ): Promise<ViewOf<typeof area.setCauses>> {
    return this.work.setCauses(actor, params.id, body.causes);
  }
}
