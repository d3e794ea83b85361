import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Deletes uploaded photos that were used nowhere. */
export const tidyPhotosJob = defineJob({
  name: 'media.tidy',
  queue: 'long',
  payload: z.strictObject({}),
  everyMs: 600_000,
});
