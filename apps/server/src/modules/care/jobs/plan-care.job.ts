import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Plans the day once and changed cars every minute. */
export const planCareJob = defineJob({
  name: 'care.plan',
  queue: 'care',
  payload: z.strictObject({}),
  everyMs: 60_000,
});
