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
import { ManagePartners } from '../usecases/manage-partners.usecase.js';

const area = routes.partner;

/** Partners and their benefits. */
@Controller()
export class PartnerController {
  constructor(private readonly partners: ManagePartners) {}

  @Handles(area.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.partners.list(actor, query);
  }

  @Handles(area.create)
  create(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.create.body }) body: BodyOf<typeof area.create>,
  ): Promise<ViewOf<typeof area.create>> {
    return this.partners.create(actor, body);
  }

  @Handles(area.update)
  update(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.update.params }) params: ParamsOf<typeof area.update>,
    @Body({ schema: area.update.body }) body: BodyOf<typeof area.update>,
  ): Promise<ViewOf<typeof area.update>> {
    return this.partners.update(actor, params.id, body);
  }

  @Handles(area.addBenefit)
  addBenefit(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.addBenefit.params }) params: ParamsOf<typeof area.addBenefit>,
    @Body({ schema: area.addBenefit.body }) body: BodyOf<typeof area.addBenefit>,
  ): Promise<ViewOf<typeof area.addBenefit>> {
    return this.partners.addBenefit(actor, params.id, body);
  }

  @Handles(area.updateBenefit)
  updateBenefit(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.updateBenefit.params }) params: ParamsOf<typeof area.updateBenefit>,
    @Body({ schema: area.updateBenefit.body }) body: BodyOf<typeof area.updateBenefit>,
  ): Promise<ViewOf<typeof area.updateBenefit>> {
    return this.partners.updateBenefit(actor, params.id, body);
  }
}
