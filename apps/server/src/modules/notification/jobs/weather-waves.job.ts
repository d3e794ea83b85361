import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Ring of WakeUp that starts the passes at once. */
export const WEATHER_RING = 'weather';

/** Writes the messages about bad weather, store by store and chunk by chunk. */
export const weatherWavesJob = defineJob({
  name: 'notification.weather-waves',
  queue: 'care',
  payload: z.strictObject({}),
  everyMs: 30_000,
  wakeOn: WEATHER_RING,
});
