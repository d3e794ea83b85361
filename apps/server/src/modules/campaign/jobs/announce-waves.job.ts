import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Tells people that a wave comes. */
export const announceWavesJob = defineJob({
  name: 'campaign.announce',
  queue: 'events',
  payload: z.strictObject({}),
  everyMs: 20_000,
});
