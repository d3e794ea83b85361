import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { RatingDraftEntity } from './feedback.entity.js';
import type { Rating } from './rating.repository.js';

export type RatingDraft = Omit<Rating, 'storeId' | 'stars' | 'at'> & {
  readonly stars: number | null;
  /** Milliseconds. */
  readonly savedAt: number;
};

/** Ratings that were begun, one for a visit. */
@Injectable()
export class RatingDraftRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async ofVisit(visitId: string): Promise<RatingDraft | null> {
    const entity = await this.uow.reader.findOneBy(RatingDraftEntity, { visitId });
    return entity && { ...entity, savedAt: entity.savedAt.getTime() };
  }

  /** Writes the draft over the one before; its row stays locked, there before or not. */
  async save(tx: Tx, draft: RatingDraft): Promise<void> {
    const { visitId, ownerId, stars, nps, touchpoints, tags, text, savedAt } = draft;
    await tx.manager.query(
      `INSERT INTO rating_draft (visit_id, owner_id, stars, nps, touchpoints, tags, text, saved_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE stars = VALUES(stars), nps = VALUES(nps), touchpoints = VALUES(touchpoints),
         tags = VALUES(tags), text = VALUES(text), saved_at = VALUES(saved_at)`,
      [
        visitId,
        ownerId,
        stars,
        nps,
        JSON.stringify(touchpoints),
        JSON.stringify(tags),
        text,
        toDate(savedAt),
      ],
    );
  }

  async remove(tx: Tx, visitId: string): Promise<void> {
    await tx.manager.delete(RatingDraftEntity, { visitId });
  }
}
