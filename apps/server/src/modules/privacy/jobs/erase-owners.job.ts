import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Deletes people who asked for it, once they can be deleted. */
export const eraseOwnersJob = defineJob({
  name: 'privacy.erase',
  queue: 'long',
  payload: z.strictObject({}),
  everyMs: 10 * 60_000,
});

/** Looks whether the night's deletion of what is old is due. */
export const retainJob = defineJob({
  name: 'privacy.retain',
  queue: 'long',
  payload: z.strictObject({}),
  everyMs: 10 * 60_000,
});
