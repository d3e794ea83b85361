import {
  badRatingTags,
  causeOfTag,
  isBadScore,
  ratingTagLabel,
  type routes,
  type VisitView,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { Photos } from '../../media/index.js';
import { type Visit, VisitQueries, VisitReader } from '../../workshop/index.js';
import { levelOfScore, titleOfScore } from '../domain/bad-rating.js';
import { type Rating, RatingRepository } from '../persistence/rating.repository.js';
import { RatingDraftRepository } from '../persistence/rating-draft.repository.js';
import { OpenCase } from './open-case.usecase.js';
import { feedbackPhotos } from './visit-ratings.queries.js';

/** One rating per visit; a bad one opens a complaint case in the same transaction. */
@Injectable()
export class RateVisit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly visits: VisitReader,
    private readonly ratings: RatingRepository,
    private readonly drafts: RatingDraftRepository,
    private readonly photos: Photos,
    private readonly openCase: OpenCase,
    private readonly outbox: Outbox,
    private readonly live: Live,
    private readonly views: VisitQueries,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND, RATING.NOT_YET, RATING.DONE or PHOTO.NOT_YOURS. */
  async run(
    actor: OwnerActor,
    visitId: string,
    { photoIds, ...said }: BodyOf<typeof routes.visit.rate>,
  ): Promise<VisitView> {
    return this.uow.run(async (tx) => {
      const visit = await this.visits.findById(visitId);
      if (!visit || visit.ownerId !== actor.ownerId) throw notFound();
      if (visit.step !== 'handed_over') throw new AppError('RATING.NOT_YET');
      const { storeId } = visit;
      const { ownerId } = actor;
      const at = this.clock.now();
      const rating: Rating = { visitId, storeId, ownerId, ...said, at };
      // Locks the draft's row: a draft that is saved in the same moment comes before, or finds the rating.
      await this.drafts.save(tx, { visitId, ownerId, ...said, savedAt: at });
      await this.insert(tx, rating);
      await this.drafts.remove(tx, visitId);
      const uploader = { kind: 'owner', id: ownerId } as const;
      await this.photos.set(tx, { type: feedbackPhotos.rating, id: visitId }, photoIds, uploader);
      if (isBadScore(rating)) await this.complain(tx, visit, rating);
      await this.outbox.append(tx, { type: 'rating.given', storeId, payload: { visitId } });
      this.live.publish(tx, { topic: 'visit', storeId, id: visitId, notice: null });
      return this.views.ownerView(actor, visitId);
    });
  }

  /** The primary key decides which of two ratings at once is the one. */
  private async insert(tx: Tx, rating: Rating): Promise<void> {
    try {
      await this.ratings.insert(tx, rating);
    } catch (error) {
      if (isDuplicate(error, 'PRIMARY')) throw new AppError('RATING.DONE');
      throw error;
    }
  }

  private async complain(tx: Tx, visit: Visit, rating: Rating): Promise<void> {
    const { stars, nps, text } = rating;
    const words = rating.tags.filter((tag) => badRatingTags.includes(tag)).map((tag) => ratingTagLabel[tag]);
    const scores = nps === null ? `车主评价 ${stars} 星` : `车主评价 ${stars} 星，推荐意愿 ${nps} 分`;
    const said = text === '' ? `${scores}，没有留言。` : `${scores}：${text}`;
    await this.openCase.run(tx, {
      storeId: visit.storeId,
      ownerId: rating.ownerId,
      vehicleId: visit.vehicleId,
      visitId: visit.id,
      title: titleOfScore(rating, words),
      level: levelOfScore(rating),
      text: said.slice(0, 500),
      causes: rating.tags.flatMap((tag) => causeOfTag[tag] ?? []),
    });
  }
}
