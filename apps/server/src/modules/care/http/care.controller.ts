import { routes } from '@cheban/contracts';
import { Controller, Query } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { CurrentStaff, Handles, type QueryOf, type ViewOf } from '../../../platform/http/index.js';
import { CareOverview } from '../usecases/care-overview.queries.js';

const area = routes.care;

@Controller()
export class CareController {
  constructor(private readonly overview: CareOverview) {}

  @Handles(area.due)
  due(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.due.query }) query: QueryOf<typeof area.due>,
  ): Promise<ViewOf<typeof area.due>> {
    return this.overview.due(actor, query);
  }

  @Handles(area.health)
  health(): Promise<ViewOf<typeof area.health>> {
    return this.overview.health();
  }
}
