import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Rung when seats may have become free. */
export const ACTIVITY_RING = 'activity';

/** Ends kept seats that have run out, and offers free seats to the waiting lists. */
export const sweepActivitiesJob = defineJob({
  name: 'activity.sweep',
  queue: 'events',
  payload: z.strictObject({}),
  everyMs: 30_000,
  wakeOn: ACTIVITY_RING,
});
