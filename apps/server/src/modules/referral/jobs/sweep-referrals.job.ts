import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Rung when rewards were earned or released. */
export const REFERRAL_RING = 'referral';

/** Pays earned rewards and ends invitations that have run out. */
export const sweepReferralsJob = defineJob({
  name: 'referral.sweep',
  queue: 'events',
  payload: z.strictObject({}),
  everyMs: 60_000,
  wakeOn: REFERRAL_RING,
});
