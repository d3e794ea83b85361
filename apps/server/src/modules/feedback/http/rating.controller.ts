import { routes } from '@cheban/contracts';
import { Body, Controller, Param } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentOwner,
  Handles,
  type ParamsOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { RateVisit } from '../usecases/rate-visit.usecase.js';

const route = routes.visit.rate;

@Controller()
export class RatingController {
  constructor(private readonly rating: RateVisit) {}

  @Handles(route)
  rate(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: route.params }) params: ParamsOf<typeof route>,
    @Body({ schema: route.body }) body: BodyOf<typeof route>,
  ): Promise<ViewOf<typeof route>> {
    return this.rating.run(actor, params.id, body);
  }
}
