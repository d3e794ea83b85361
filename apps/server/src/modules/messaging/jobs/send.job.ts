import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Ring of WakeUp that starts the sender. */
export const MESSAGE_RING = 'message';

/** Sends what is due: at once after a plan, and by a sweep that also works with an empty Redis. */
export const sendJob = defineJob({
  name: 'messaging.send',
  queue: 'send',
  payload: z.strictObject({}),
  everyMs: 2_000,
  outward: true,
  wakeOn: MESSAGE_RING,
});
