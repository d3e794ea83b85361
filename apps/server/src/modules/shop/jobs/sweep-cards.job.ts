import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Tells owners of cards that end soon. */
export const sweepCardsJob = defineJob({
  name: 'shop.cards',
  queue: 'care',
  payload: z.strictObject({}),
  everyMs: 300_000,
});
