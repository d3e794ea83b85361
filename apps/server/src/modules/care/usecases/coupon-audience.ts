import { problemsOfSegment, saySegment } from '@cheban/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import {
  type AudiencePage,
  type AudienceSource,
  IssueAudiences,
  type StoredAudience,
} from '../../coupon/index.js';
import { StoreCatalog } from '../../store/index.js';
import { StoreCars } from '../../vehicle/index.js';
import { AudienceRepository } from '../persistence/audience.repository.js';
import { Audiences } from './audiences.queries.js';
import { segmentContext } from './segment-context.js';

type SegmentAudience = Extract<StoredAudience, { kind: 'segment' }>;

/** Lets coupons be issued to a segment: the coupon room is below and knows no segments. */
@Injectable()
export class CouponAudience implements AudienceSource<SegmentAudience>, OnModuleInit {
  constructor(
    private readonly issues: IssueAudiences,
    private readonly audiences: Audiences,
    private readonly audience: AudienceRepository,
    private readonly cars: StoreCars,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.issues.register('segment', this);
  }

  async count({ storeId, segment }: SegmentAudience): Promise<number> {
    return (await this.audiences.count([storeId], segment)).owners;
  }

  /** The segment is asked anew at every page: who has left it meanwhile gets nothing. */
  async page({ storeId, segment }: SegmentAudience, cursor: string, limit: number): Promise<AudiencePage> {
    const store = await this.stores.findById(storeId);
    if (!store) return { ownerIds: [], next: null };
    const { cars, last } = await this.cars.page(storeId, cursor, limit);
    const context = segmentContext(store.cycleMonths, this.clock.today());
    const ids = cars.map(({ vehicleId }) => vehicleId);
    const matching = new Set(ids.length === 0 ? [] : await this.audience.matching(ids, segment, context));
    return {
      ownerIds: cars.filter(({ vehicleId }) => matching.has(vehicleId)).map(({ ownerId }) => ownerId),
      next: last,
    };
  }

  problem({ segment }: SegmentAudience): string | null {
    return problemsOfSegment(segment)[0]?.message ?? null;
  }

  say({ segment }: SegmentAudience): string {
    return saySegment(segment);
  }
}
