import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { RatingReader, type VisitRating } from '../../workshop/index.js';
import { RatingRepository } from '../persistence/rating.repository.js';

/** What the workshop shows of ratings. */
@Injectable()
export class VisitRatings extends RatingReader {
  constructor(private readonly repository: RatingRepository) {
    super();
  }

  lastOf(ownerId: string): Promise<number | null> {
    return this.repository.lastOf(ownerId);
  }

  async ofVisits(visitIds: readonly string[]): Promise<Map<string, VisitRating>> {
    const found = await this.repository.ofVisits(visitIds);
    return new Map(
      found.map(({ visitId, stars, nps, touchpoints, tags, text, at }) => [
        visitId,
        { stars, nps, touchpoints, tags: [...tags], text, at: toDate(at).toISOString() },
      ]),
    );
  }
}
