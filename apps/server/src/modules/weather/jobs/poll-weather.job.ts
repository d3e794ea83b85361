import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Looks every minute whose turn it is; how often a place is really asked is WEATHER_POLL_MINUTES. */
export const pollWeatherJob = defineJob({
  name: 'weather.poll',
  queue: 'care',
  payload: z.strictObject({}),
  everyMs: 60_000,
  outward: true,
});
