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
import { SaveRatingDraft } from '../usecases/save-rating-draft.usecase.js';

const { rate, saveRatingDraft } = routes.visit;

@Controller()
export class RatingController {
  constructor(
    private readonly rating: RateVisit,
    private readonly drafts: SaveRatingDraft,
  ) {}

  @Handles(rate)
  rate(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: rate.params }) params: ParamsOf<typeof rate>,
    @Body({ schema: rate.body }) body: BodyOf<typeof rate>,
  ): Promise<ViewOf<typeof rate>> {
    return this.rating.run(actor, params.id, body);
  }

  @Handles(saveRatingDraft)
  saveDraft(
    @CurrentOwner() actor: OwnerActor,
    @Param({ schema: saveRatingDraft.params }) params: ParamsOf<typeof saveRatingDraft>,
    @Body({ schema: saveRatingDraft.body }) body: BodyOf<typeof saveRatingDraft>,
  ): Promise<ViewOf<typeof saveRatingDraft>> {
    return this.drafts.run(actor, params.id, body);
  }
}
