import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Rung when a campaign was approved or stopped, or packets were won. */
export const CAMPAIGN_RING = 'campaign';

/** Writes packets, starts and ends campaigns, hands prizes out, and gives back what lapsed. */
export const sweepCampaignsJob = defineJob({
  name: 'campaign.sweep',
  queue: 'events',
  payload: z.strictObject({}),
  everyMs: 2_000,
  wakeOn: CAMPAIGN_RING,
});
