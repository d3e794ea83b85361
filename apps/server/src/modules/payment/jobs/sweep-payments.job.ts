import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Rung when money waits to move. */
export const PAYMENT_RING = 'payment';

/** Asks for unanswered orders, closes those that ran out, sends refunds. */
export const sweepPaymentsJob = defineJob({
  name: 'payment.sweep',
  queue: 'events',
  payload: z.strictObject({}),
  everyMs: 5_000,
  outward: true,
  wakeOn: PAYMENT_RING,
});
