import { problemsOfSegment, saySegment } from '@cheban/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type AudiencePage,
  type AudienceSource,
  IssueAudiences,
  type StoredAudience,
} from '../../coupon/index.js';
import { Audiences } from './audiences.queries.js';

type SegmentAudience = Extract<StoredAudience, { kind: 'segment' }>;

/** Lets coupons be issued to a segment: the coupon room is below and knows no segments. */
@Injectable()
export class CouponAudience implements AudienceSource<SegmentAudience>, OnModuleInit {
  constructor(
    private readonly issues: IssueAudiences,
    private readonly audiences: Audiences,
  ) {}

  onModuleInit(): void {
    this.issues.register('segment', this);
  }

  async count({ storeId, segment }: SegmentAudience): Promise<number> {
    return (await this.audiences.count([storeId], segment)).owners;
  }

  page({ storeId, segment }: SegmentAudience, cursor: string, limit: number): Promise<AudiencePage> {
    return this.audiences.page(storeId, segment, cursor, limit);
  }

  problem({ segment }: SegmentAudience): string | null {
    return problemsOfSegment(segment)[0]?.message ?? null;
  }

  say({ segment }: SegmentAudience): string {
    return saySegment(segment);
  }
}
