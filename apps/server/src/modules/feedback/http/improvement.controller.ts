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
import { Improvements } from '../usecases/improvements.usecase.js';

const area = routes.improvement;

@Controller()
export class ImprovementController {
  constructor(private readonly improvements: Improvements) {}

  @Handles(area.causes)
  causes(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.causes.query }) query: QueryOf<typeof area.causes>,
  ): Promise<ViewOf<typeof area.causes>> {
    return this.improvements.causes(actor, query);
  }

  @Handles(area.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.improvements.list(actor, query);
  }

  @Handles(area.create)
  create(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.create.body }) body: BodyOf<typeof area.create>,
  ): Promise<ViewOf<typeof area.create>> {
    return this.improvements.create(actor, body);
  }

  @Handles(area.close)
  close(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.close.params }) params: ParamsOf<typeof area.close>,
    @Body({ schema: area.close.body }) body: BodyOf<typeof area.close>,
  ): Promise<ViewOf<typeof area.close>> {
    return this.improvements.close(actor, params.id, body);
  }
}
