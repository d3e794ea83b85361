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
import { StaffPlan } from '../usecases/staff-plan.usecase.js';

const area = routes.team;

@Controller()
export class StaffPlanController {
  constructor(private readonly plan: StaffPlan) {}

  @Handles(area.skills)
  async skills(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.skills.query }) query: QueryOf<typeof area.skills>,
  ): Promise<ViewOf<typeof area.skills>> {
    return { items: await this.plan.skills(actor, query.storeId) };
  }

  @Handles(area.saveSkills)
  saveSkills(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.saveSkills.params }) params: ParamsOf<typeof area.saveSkills>,
    @Body({ schema: area.saveSkills.body }) body: BodyOf<typeof area.saveSkills>,
  ): Promise<ViewOf<typeof area.saveSkills>> {
    return this.plan.saveSkills(actor, params.id, body);
  }

  @Handles(area.leaves)
  async leaves(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.leaves.query }) query: QueryOf<typeof area.leaves>,
  ): Promise<ViewOf<typeof area.leaves>> {
    return { items: await this.plan.leaves(actor, query) };
  }

  @Handles(area.addLeave)
  addLeave(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.addLeave.body }) body: BodyOf<typeof area.addLeave>,
  ): Promise<ViewOf<typeof area.addLeave>> {
    return this.plan.addLeave(actor, body);
  }

  @Handles(area.removeLeave)
  async removeLeave(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.removeLeave.params }) params: ParamsOf<typeof area.removeLeave>,
  ): Promise<ViewOf<typeof area.removeLeave>> {
    await this.plan.removeLeave(actor, params.id);
    return { ok: true };
  }
}
