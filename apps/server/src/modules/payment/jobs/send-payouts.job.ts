import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Rung when a payout waits to be sent. */
export const PAYOUT_RING = 'payout';

/** Sends payouts, asks for those whose outcome is open, takes back those that were cancelled. */
export const sendPayoutsJob = defineJob({
  name: 'payment.send-payouts',
  queue: 'send',
  payload: z.strictObject({}),
  everyMs: 5_000,
  outward: true,
  wakeOn: PAYOUT_RING,
});
