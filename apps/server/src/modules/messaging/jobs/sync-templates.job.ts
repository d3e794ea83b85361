import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Looks every hour whether the templates of an account were read today. */
export const syncTemplatesJob = defineJob({
  name: 'messaging.sync-templates',
  queue: 'send',
  payload: z.strictObject({}),
  everyMs: 3_600_000,
  outward: true,
});
