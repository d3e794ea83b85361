import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Ring of WakeUp that starts an approved issue at once. */
export const COUPON_ISSUE_RING = 'coupon-issue';

/** Gives the coupons of approved issues, chunk by chunk. */
export const issueCouponsJob = defineJob({
  name: 'coupon.issue',
  queue: 'long',
  payload: z.strictObject({}),
  everyMs: 15_000,
  wakeOn: COUPON_ISSUE_RING,
});

/** Reminds of coupons that end soon, of pools that run low, and removes codes that were shown long ago. */
export const sweepCouponsJob = defineJob({
  name: 'coupon.sweep',
  queue: 'care',
  payload: z.strictObject({}),
  everyMs: 60_000,
});
