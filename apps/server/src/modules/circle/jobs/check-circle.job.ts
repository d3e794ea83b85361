import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Rung when something was written. */
export const CIRCLE_RING = 'circle';

/** Asks WeChat about posts, comments and photos that wait to be shown. */
export const checkCircleJob = defineJob({
  name: 'circle.check',
  queue: 'send',
  payload: z.strictObject({}),
  everyMs: 60_000,
  outward: true,
  wakeOn: CIRCLE_RING,
});
