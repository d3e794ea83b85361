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
import { Team } from '../usecases/team.usecase.js';

const area = routes.team;

@Controller()
export class TeamController {
  constructor(private readonly team: Team) {}

  @Handles(area.list)
  async list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return { items: await this.team.list(actor, query.storeId) };
  }

  @Handles(area.create)
  create(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.create.body }) body: BodyOf<typeof area.create>,
  ): Promise<ViewOf<typeof area.create>> {
    return this.team.create(actor, body);
  }

  @Handles(area.update)
  update(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.update.params }) params: ParamsOf<typeof area.update>,
    @Body({ schema: area.update.body }) body: BodyOf<typeof area.update>,
  ): Promise<ViewOf<typeof area.update>> {
    return this.team.update(actor, params.id, body);
  }

  @Handles(area.resetPassword)
  async resetPassword(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.resetPassword.params }) params: ParamsOf<typeof area.resetPassword>,
    @Body({ schema: area.resetPassword.body }) body: BodyOf<typeof area.resetPassword>,
  ): Promise<ViewOf<typeof area.resetPassword>> {
    await this.team.resetPassword(actor, params.id, body.password);
    return { ok: true };
  }
}
