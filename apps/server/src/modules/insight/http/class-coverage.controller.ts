import { routes } from '@cheban/contracts';
import { Controller, Query } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { CurrentStaff, Handles, type QueryOf, type ViewOf } from '../../../platform/http/index.js';
import { ClassCoverage } from '../usecases/class-coverage.queries.js';

const area = routes.staffActivity;

@Controller()
export class ClassCoverageController {
  constructor(private readonly coverages: ClassCoverage) {}

  @Handles(area.coverage)
  coverage(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.coverage.query }) query: QueryOf<typeof area.coverage>,
  ): Promise<ViewOf<typeof area.coverage>> {
    return this.coverages.months(actor, query);
  }

  @Handles(area.coverageOwners)
  owners(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.coverageOwners.query }) query: QueryOf<typeof area.coverageOwners>,
  ): Promise<ViewOf<typeof area.coverageOwners>> {
    return this.coverages.owners(actor, query);
  }
}
