import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.js';

/** Asks WeChat for the unionid of a new follower. The openid is encrypted: Redis holds no personal data in clear. */
export const linkFollowerJob = defineJob({
  name: 'messaging.link-follower',
  queue: 'events',
  payload: z.strictObject({ openid: z.string().max(300) }),
});

/** Reads all followers at start-up and every hour, so that a lost push costs an hour at most. */
export const syncFollowersJob = defineJob({
  name: 'messaging.sync-followers',
  queue: 'send',
  payload: z.strictObject({}),
  everyMs: 3_600_000,
  outward: true,
});
