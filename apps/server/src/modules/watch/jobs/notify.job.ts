import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Ring of WakeUp that has the group robot told at once. */
export const ALARM_RING = 'alarm';

/** Tells the group robot what waits to be told. */
export const notifyRobotJob = defineJob({
  name: 'watch.notify',
  queue: 'events',
  payload: z.strictObject({}),
  everyMs: 30_000,
  outward: true,
  wakeOn: ALARM_RING,
});
