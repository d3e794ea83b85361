import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Looks for reminders that nobody has heard. */
export const findUnheardJob = defineJob({
  name: 'care.find-unheard',
  queue: 'care',
  payload: z.strictObject({}),
  everyMs: 5 * 60_000,
});
