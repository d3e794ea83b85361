import { routes } from '@cheban/contracts';
import { Controller, Param } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { CurrentStaff, Handles, type ParamsOf, type ViewOf } from '../../../platform/http/index.js';
import { CampaignResults } from '../usecases/campaign-results.queries.js';

const area = routes.staffCampaign;

@Controller()
export class CampaignResultsController {
  constructor(private readonly figures: CampaignResults) {}

  @Handles(area.results)
  results(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.results.params }) params: ParamsOf<typeof area.results>,
  ): Promise<ViewOf<typeof area.results>> {
    return this.figures.show(actor, params.id);
  }
}
