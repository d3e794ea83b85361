import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Reminds of quotes without an answer, asks for calls, and pays for promises that have run out. */
export const sweepVisitsJob = defineJob({
  name: 'workshop.sweep',
  queue: 'events',
  payload: z.strictObject({}),
  everyMs: 60_000,
});
