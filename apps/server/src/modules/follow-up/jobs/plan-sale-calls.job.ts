import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Looks whether today's calls after sales have been planned. */
export const planSaleCallsJob = defineJob({
  name: 'follow-up.plan-sale-calls',
  queue: 'care',
  payload: z.strictObject({}),
  everyMs: 10 * 60_000,
});
