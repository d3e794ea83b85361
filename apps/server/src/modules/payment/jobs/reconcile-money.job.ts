import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Compares what ended with WeChat Pay, once an hour; old enough that both sides have settled. */
export const reconcileMoneyJob = defineJob({
  name: 'payment.reconcile',
  queue: 'care',
  payload: z.strictObject({}),
  everyMs: 3_600_000,
  outward: true,
});
