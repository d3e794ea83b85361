import { z } from 'zod';
import { defineJob } from '../queue/job.js';

export const handleEventsJob = defineJob({
  name: 'outbox.handle-events',
  queue: 'events',
  payload: z.strictObject({ eventIds: z.array(z.string()).max(500) }),
});

/** Looks for events whose job was lost. */
export const relayJob = defineJob({
  name: 'outbox.relay',
  queue: 'events',
  payload: z.strictObject({}),
  everyMs: 5_000,
  wakeOn: 'outbox',
});
