import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Ring of WakeUp that starts the telling. */
export const CARE_RING = 'care';

/** Tells what is due: by a sweep, and at once when planning finds something due. */
export const tellCareJob = defineJob({
  name: 'care.tell',
  queue: 'care',
  payload: z.strictObject({}),
  everyMs: 10_000,
  wakeOn: CARE_RING,
});
