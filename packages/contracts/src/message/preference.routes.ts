import { z } from 'zod';
import { fen, idParams, instant, shortText } from '../common.schema.js';
import { defineRoutes } from '../route.js';
import { preferenceEndpoints } from './message.endpoints.js';
import { wishChannels, wishSources, wishTopics } from './wish-constants.js';

/** A change in the consent log, newest first. */
export const wishLogView = z.object({
  at: instant,
  /** What changed, as a Chinese sentence. */
  text: z.string(),
  source: z.enum(wishSources),
  /** Who, in words: 本人, a colleague's name, 短信回复. */
  by: z.string(),
  version: z.string(),
});

export const wishTopicView = z.object({
  topic: z.enum(wishTopics),
  label: z.string(),
  hint: z.string(),
  /** Off: nothing of this topic is said any more, not even in the inbox. */
  on: z.boolean(),
  channels: z.array(
    z.object({
      channel: z.enum(wishChannels),
      label: z.string(),
      on: z.boolean(),
      /** It would arrive on this way now. */
      usable: z.boolean(),
      /** In Chinese: why it would not; empty if it would. */
      why: z.string(),
    }),
  ),
  /** How many reminders of this topic can still come as subscribe messages. */
  credits: z.int(),
  /** Templates to ask subscribe consent for, with what is left of each. */
  templates: z.array(z.object({ templateId: z.string(), title: z.string(), credits: z.int() })),
});

export const preferenceView = z.object({
  topics: z.array(wishTopicView),
  /** What always comes, in one sentence. */
  always: z.string(),
  /** Until then nothing of the topics reaches the phone; the inbox still has it. */
  quietUntil: instant.nullable(),
  follower: z.boolean(),
  phoneMasked: z.string().nullable(),
  /** Explicit consent to offers by SMS; null: never given, or withdrawn. */
  smsOffersSince: instant.nullable(),
  version: z.string(),
  log: z.array(wishLogView),
});
export type PreferenceView = z.infer<typeof preferenceView>;

export const wishChange = z.strictObject({
  topic: z.enum(wishTopics),
  on: z.boolean().optional(),
  channels: z
    .strictObject({
      subscribe: z.boolean().optional(),
      official_account: z.boolean().optional(),
      sms: z.boolean().optional(),
    })
    .optional(),
});
export type WishChange = z.infer<typeof wishChange>;

const changes = z
  .array(wishChange)
  .max(wishTopics.length)
  .refine((list) => new Set(list.map(({ topic }) => topic)).size === list.length, '同一类提醒只能填一次');
const months = z.union([z.literal(0), z.literal(3)]);

export const staffWishesBody = z.strictObject({
  topics: changes.optional(),
  /** Do-not-disturb for so many months; 0 ends it. */
  quietMonths: months.optional(),
  /** How the owner said so: kept in the consent log. */
  note: shortText.min(2, '请填写车主是怎么说的'),
});

/** The reach bank of an owner for staff: who can still be reached, by which channel, at what cost. */
export const staffReachView = preferenceView.extend({
  bound: z.boolean(),
  /** The next message of each topic. */
  next: z.array(
    z.object({
      topic: z.enum(wishTopics),
      label: z.string(),
      /** null: nothing reaches the phone; it would only stand in the inbox, or not be said. */
      channel: z.enum(wishChannels).nullable(),
      costFen: fen,
      /** In Chinese: why this way, or why none. */
      why: z.string(),
    }),
  ),
});
export type StaffReachView = z.infer<typeof staffReachView>;

export const preferenceRoutes = defineRoutes(preferenceEndpoints, {
  get: { view: preferenceView },
  save: { body: z.strictObject({ topics: changes.min(1) }), view: preferenceView },
  doNotDisturb: { body: z.strictObject({ months }), view: preferenceView },
  reach: { params: idParams, view: staffReachView },
  wishes: { params: idParams, body: staffWishesBody, view: staffReachView },
});
