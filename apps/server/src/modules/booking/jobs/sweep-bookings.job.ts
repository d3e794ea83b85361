import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Rung when a slot may have become free. */
export const BOOKING_RING = 'booking';

/** Ends holds that have run out and offers free slots to the waiting list; rung whenever a slot becomes free. */
export const sweepBookingsJob = defineJob({
  name: 'booking.sweep',
  queue: 'events',
  payload: z.strictObject({}),
  everyMs: 30_000,
  wakeOn: BOOKING_RING,
});
