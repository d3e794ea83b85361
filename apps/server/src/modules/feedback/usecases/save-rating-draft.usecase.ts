import type { RatingDraftView, routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Photos } from '../../media/index.js';
import { VisitReader } from '../../workshop/index.js';
import { RatingRepository } from '../persistence/rating.repository.js';
import { RatingDraftRepository } from '../persistence/rating-draft.repository.js';
import { feedbackPhotos, VisitRatings } from './visit-ratings.queries.js';

/** Keeps what an owner has filled in of a rating, so that they can go on with it later and on another phone. */
@Injectable()
export class SaveRatingDraft {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly visits: VisitReader,
    private readonly drafts: RatingDraftRepository,
    private readonly ratings: RatingRepository,
    private readonly photos: Photos,
    private readonly views: VisitRatings,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND, RATING.NOT_YET, RATING.DONE or PHOTO.NOT_YOURS. */
  async run(
    actor: OwnerActor,
    visitId: string,
    { photoIds, ...said }: BodyOf<typeof routes.visit.saveRatingDraft>,
  ): Promise<RatingDraftView> {
    const { ownerId } = actor;
    return this.uow.run(async (tx) => {
      const visit = await this.visits.findById(visitId);
      if (!visit || visit.ownerId !== ownerId) throw notFound();
      if (visit.step !== 'handed_over') throw new AppError('RATING.NOT_YET');
      await this.drafts.save(tx, { visitId, ownerId, ...said, savedAt: this.clock.now() });
      // With the row of the draft locked: giving the rating locks it too, so a late draft finds the rating here.
      if ((await this.ratings.ofVisits([visitId])).length > 0) throw new AppError('RATING.DONE');
      const uploader = { kind: 'owner', id: ownerId } as const;
      await this.photos.set(tx, { type: feedbackPhotos.rating, id: visitId }, photoIds, uploader);
      const view = await this.views.draftOf(visitId);
      if (!view) throw notFound();
      return view;
    });
  }
}
