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
import { CreateFollowUp } from '../usecases/create-follow-up.usecase.js';
import { FollowUpQueries } from '../usecases/follow-up.queries.js';
import { WorkFollowUp } from '../usecases/work-follow-up.usecase.js';

const area = routes.followUp;

@Controller()
export class FollowUpController {
  constructor(
    private readonly queries: FollowUpQueries,
    private readonly creation: CreateFollowUp,
    private readonly work: WorkFollowUp,
  ) {}

  @Handles(area.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.queries.list(actor, query);
  }

  @Handles(area.exportFile)
  async exportFile(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.exportFile.query }) query: QueryOf<typeof area.exportFile>,
  ): Promise<StreamableFile> {
    return csvDownload(await this.queries.sheet(actor, query), 'calls.csv', '回访任务.csv');
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.queries.detail(actor, params.id);
  }

  @Handles(area.create)
  create(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.create.body }) body: BodyOf<typeof area.create>,
  ): Promise<ViewOf<typeof area.create>> {
    return this.creation.run(actor, body);
  }

  @Handles(area.attempt)
  attempt(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.attempt.params }) params: ParamsOf<typeof area.attempt>,
    @Body({ schema: area.attempt.body }) body: BodyOf<typeof area.attempt>,
  ): Promise<ViewOf<typeof area.attempt>> {
    return this.work.attempt(actor, params.id, body);
  }

  @Handles(area.assign)
  assign(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.assign.params }) params: ParamsOf<typeof area.assign>,
    @Body({ schema: area.assign.body }) body: BodyOf<typeof area.assign>,
  ): Promise<ViewOf<typeof area.assign>> {
    return this.work.assign(actor, params.id, body);
  }

  @Handles(area.cancel)
  cancel(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.cancel.params }) params: ParamsOf<typeof area.cancel>,
    @Body({ schema: area.cancel.body }) body: BodyOf<typeof area.cancel>,
  ): Promise<ViewOf<typeof area.cancel>> {
    return this.work.cancel(actor, params.id, body.reason);
  }
}
