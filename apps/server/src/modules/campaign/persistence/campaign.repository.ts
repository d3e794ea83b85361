import type { CampaignPlan } from '@cheban/contracts';
import { MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import type { Planned } from '../../../platform/planned/index.js';
import { PlannedRepository } from '../../../platform/planned/index.js';
import { CampaignEntity } from './campaign.entity.js';

export type Campaign = Planned<CampaignPlan>;

/** Campaigns and their stores. */
@Injectable()
export class CampaignRepository extends PlannedRepository<CampaignEntity, CampaignPlan, Campaign> {
  protected readonly entity = CampaignEntity;
  readonly table = 'campaign';

  protected columnsOf({ waves, oddsPpm, release, arriveWithinDays }: CampaignPlan): Partial<CampaignEntity> {
    const starts = waves.map(({ startsAt }) => Date.parse(startsAt));
    const ends = waves.map(({ startsAt, minutes }) => Date.parse(startsAt) + minutes * MINUTE_MS);
    return {
      waves,
      oddsPpm,
      release,
      arriveWithinDays,
      startsAt: toDate(Math.min(...starts)),
      endsAt: toDate(Math.max(...ends)),
    };
  }

  protected recordOf(entity: CampaignEntity, head: Planned): Campaign {
    const { waves, oddsPpm, release, arriveWithinDays } = entity;
    return { ...head, plan: { ...head.plan, waves, oddsPpm, release, arriveWithinDays } };
  }
}
