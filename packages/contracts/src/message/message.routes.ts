import { z } from 'zod';
import {
  businessDate,
  cursorOf,
  cursorQuery,
  done,
  id,
  idParams,
  instant,
  shortText,
} from '../common.schema.js';
import { elsewhereReasons, laterDays, messageClasses, messageKinds, subscribeScenes } from '../constants.js';
import { defineRoutes } from '../route.js';
import { messageEndpoints } from './message.endpoints.js';

export const messageView = z.object({
  id,
  kind: z.enum(messageKinds),
  class: z.enum(messageClasses),
  title: z.string(),
  body: z.string(),
  /** Label of the button and the mini-program page it opens, without leading slash. */
  action: z.object({ label: z.string(), page: z.string() }).nullable(),
  at: instant,
  read: z.boolean(),
});
export type MessageView = z.infer<typeof messageView>;

export const subscribeResults = ['accept', 'reject', 'ban', 'filter'] as const;

/** The answers to a due reminder, beside booking. */
export const answerBody = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('later'), days: z.literal(laterDays).default(30) }),
  z.strictObject({
    answer: z.literal('done_elsewhere'),
    on: businessDate,
    reason: z.enum(elsewhereReasons),
    note: shortText.optional(),
  }),
  z.strictObject({ answer: z.literal('sold') }),
]);
export type AnswerBody = z.infer<typeof answerBody>;

export const messageRoutes = defineRoutes(messageEndpoints, {
  list: {
    query: z.strictObject(cursorQuery),
    view: cursorOf(messageView).extend({ unread: z.int() }),
  },
  open: { params: idParams, view: messageView },
  answer: { params: idParams, body: answerBody, view: done, errors: ['MESSAGE.ANSWERED'] },
  subscribeTemplates: {
    query: z.strictObject({ scene: z.enum(subscribeScenes) }),
    view: z.object({
      templates: z.array(z.object({ templateId: z.string(), title: z.string(), credits: z.int() })),
    }),
  },
  subscribeResults: {
    body: z.strictObject({
      scene: z.enum(subscribeScenes),
      results: z
        .array(z.strictObject({ templateId: z.string().max(64), result: z.enum(subscribeResults) }))
        .min(1)
        .max(5),
    }),
    view: done,
  },
});
