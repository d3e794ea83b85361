import { routes } from '@cheban/contracts';
import { Controller, Param, Query } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import {
  CurrentOwner,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { VisitQueries } from '../usecases/visit.queries.js';

const area = routes.visit;

/** Visits as their owner sees them; the rating of a visit belongs to the feedback room. */
@Controller()
export class VisitController {
  constructor(private readonly queries: VisitQueries) {}

  @Handles(area.list)
  list(
    @CurrentOwner() actor: OwnerActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.queries.ownerList(actor, query);
  }

  @Handles(area.detail)
  detail(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.queries.ownerView(actor, params.id);
  }
}
