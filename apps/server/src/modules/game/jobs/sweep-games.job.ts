import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Rung when something was won. */
export const GAME_RING = 'game';

/** Starts and ends games, ends tries whose time is over, hands prizes out, and gives back what is left. */
export const sweepGamesJob = defineJob({
  name: 'game.sweep',
  queue: 'events',
  payload: z.strictObject({}),
  everyMs: 2_000,
  wakeOn: GAME_RING,
});
