import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Tells the manager of complaint cases whose time runs out. */
export const escalateCasesJob = defineJob({
  name: 'case.escalate',
  queue: 'events',
  payload: z.strictObject({}),
  everyMs: 60_000,
});
