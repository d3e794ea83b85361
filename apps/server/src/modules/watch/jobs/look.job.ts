import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** The watchdog's minute. */
export const lookAroundJob = defineJob({
  name: 'watch.look',
  queue: 'events',
  payload: z.strictObject({}),
  everyMs: 60_000,
});
