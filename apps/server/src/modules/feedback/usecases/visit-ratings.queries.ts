import type { RatingDraftView } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { Photos } from '../../media/index.js';
import { RatingReader, type VisitRating } from '../../workshop/index.js';
import { RatingRepository } from '../persistence/rating.repository.js';
import { RatingDraftRepository } from '../persistence/rating-draft.repository.js';

/** What photos of this room show: the subject of a rating is its visit, of evidence the step of a case. */
export const feedbackPhotos = { rating: 'rating', step: 'case_step' } as const;

/** What the workshop shows of ratings. */
@Injectable()
export class VisitRatings extends RatingReader {
  constructor(
    private readonly repository: RatingRepository,
    private readonly drafts: RatingDraftRepository,
    private readonly photos: Photos,
  ) {
    super();
  }

  lastOf(ownerId: string): Promise<number | null> {
    return this.repository.lastOf(ownerId);
  }

  async ofVisits(visitIds: readonly string[]): Promise<Map<string, VisitRating>> {
    const found = await this.repository.ofVisits(visitIds);
    const rated = found.map(({ visitId }) => visitId);
    const photos = await this.photos.of(feedbackPhotos.rating, rated);
    return new Map(
      found.map(({ visitId, stars, nps, touchpoints, tags, text, at }) => [
        visitId,
        {
          ...{ stars, nps, touchpoints, text },
          tags: [...tags],
          photos: photos.get(visitId) ?? [],
          at: toDate(at).toISOString(),
        },
      ]),
    );
  }

  async draftOf(visitId: string): Promise<RatingDraftView | null> {
    const draft = await this.drafts.ofVisit(visitId);
    if (!draft) return null;
    const photos = await this.photos.of(feedbackPhotos.rating, [visitId]);
    const { stars, nps, touchpoints, tags, text } = draft;
    return {
      ...{ stars, nps, touchpoints, text },
      tags: [...tags],
      photos: photos.get(visitId) ?? [],
    };
  }
}
