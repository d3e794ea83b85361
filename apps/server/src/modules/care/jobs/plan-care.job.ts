import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Ring of WakeUp for when a rule has changed: its reminders are planned anew at once. */
export const PLAN_RING = 'care.plan';

/** Plans the day once, changed cars every minute, and edited rules at once. */
export const planCareJob = defineJob({
  name: 'care.plan',
  queue: 'care',
  payload: z.strictObject({}),
  everyMs: 60_000,
  wakeOn: PLAN_RING,
});
