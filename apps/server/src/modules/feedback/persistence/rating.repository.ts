import type { RatingTag, RatingTouchpoint } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { RatingEntity } from './feedback.entity.js';

export interface Rating {
  readonly visitId: string;
  readonly storeId: string;
  readonly ownerId: string;
  readonly stars: number;
  readonly nps: number | null;
  readonly touchpoints: Partial<Record<RatingTouchpoint, number>>;
  readonly tags: readonly RatingTag[];
  readonly text: string;
  /** Milliseconds. */
  readonly at: number;
}

@Injectable()
export class RatingRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async ofVisits(visitIds: readonly string[]): Promise<Rating[]> {
    if (visitIds.length === 0) return [];
    const entities = await this.uow.reader.findBy(RatingEntity, { visitId: In([...visitIds]) });
    return entities.map((entity) => ({ ...entity, at: entity.at.getTime() }));
  }

  /** When this person last gave a rating, milliseconds; null if never. */
  async lastOf(ownerId: string): Promise<number | null> {
    const rows: { at: Date }[] = await this.uow.reader.query(
      'SELECT `at` FROM rating WHERE owner_id = ? ORDER BY `at` DESC LIMIT 1',
      [ownerId],
    );
    return rows[0]?.at.getTime() ?? null;
  }

  /** Throws a duplicate of the primary key if the visit is rated already. */
  async insert(tx: Tx, rating: Rating): Promise<void> {
    await tx.manager.insert(RatingEntity, { ...rating, tags: [...rating.tags], at: toDate(rating.at) });
  }
}
