import { z } from 'zod';
import { businessDate, id, idParams, instant, pageOf, pageQuery } from '../common.schema.js';
import { channels, messageClasses, messageKinds, messageStates } from '../constants.js';
import { defineRoutes } from '../route.js';
import { careCalendarEndpoints } from './care.endpoints.js';
import { funnelSteps } from './care-constants.js';
import { careRuleCode } from './care-rule.routes.js';

/** One message of a day, as it will be sent if nothing changes until then; or why it will not. */
export const calendarRow = z.object({
  ownerId: id.nullable(),
  ownerName: z.string(),
  vehicleId: id.nullable(),
  plate: z.string().nullable(),
  model: z.string(),
  class: z.enum(messageClasses),
  /** The first one leads, the others are named in the same message; none for messages whose words are no rule. */
  rules: z.array(z.object({ code: careRuleCode, name: z.string(), kind: z.enum(messageKinds) })),
  /** null for what is held. */
  channel: z.enum(channels).nullable(),
  /** When it is sent; for what is held, when its turn would have been. */
  at: instant,
  title: z.string(),
  text: z.string(),
  /** In words: by which way and why, or why not. */
  why: z.string(),
  /** For what is held: it stays in the plan and is looked at again then; null if it ends. */
  againAt: instant.nullable(),
});
export type CalendarRow = z.infer<typeof calendarRow>;

const dayQuery = {
  storeId: id,
  on: businessDate,
  outcome: z.enum(['told', 'held']).default('told'),
  code: careRuleCode.optional(),
};

export const careStory = z.object({
  at: instant,
  /** Of the rule that said it; null for a message whose words are no rule. */
  code: careRuleCode.nullable(),
  /** Name of the rule, else what kind of message it is. */
  rule: z.string(),
  plate: z.string().nullable(),
  model: z.string(),
  stage: z.int(),
  dueOn: businessDate,
  /** `failed`: sent in vain; `unknown`: nobody can say whether it arrived. */
  outcome: z.enum(['told', 'held', 'stopped', 'missed', 'coming', 'failed', 'unknown']),
  title: z.string(),
  text: z.string(),
  channel: z.enum(channels).nullable(),
  messageId: id.nullable(),
  state: z.enum(messageStates).nullable(),
  why: z.string(),
});
export type CareStory = z.infer<typeof careStory>;

const counts = z.object({
  planned: z.int(),
  reachable: z.int(),
  sent: z.int(),
  opened: z.int(),
  booked: z.int(),
  arrived: z.int(),
});

const funnelRange = { storeId: id.optional(), from: businessDate, to: businessDate };

export const careCalendarRoutes = defineRoutes(careCalendarEndpoints, {
  month: {
    query: z.strictObject({
      storeId: id,
      from: businessDate.optional(),
      days: z.coerce.number().int().min(1).max(31).default(30),
    }),
    view: z.object({
      today: businessDate,
      days: z.array(
        z.object({
          on: businessDate,
          /** Messages by class, and what is due but held. */
          service: z.int(),
          care: z.int(),
          marketing: z.int(),
          told: z.int(),
          held: z.int(),
          /** In words for public holidays and make-up workdays; null on others. */
          holiday: z.string().nullable(),
        }),
      ),
    }),
    errors: ['STORE.NOT_FOUND'],
  },
  day: {
    query: z.strictObject({ ...pageQuery, ...dayQuery }),
    view: pageOf(calendarRow).extend({ told: z.int(), held: z.int() }),
    errors: ['STORE.NOT_FOUND'],
  },
  dayFile: { query: z.strictObject(dayQuery), errors: ['STORE.NOT_FOUND'] },
  why: {
    params: idParams,
    view: z.object({
      /** Newest first, at most 100: every reminder and every other message, told or not. */
      past: z.array(careStory),
      /** Soonest first: the next 60 days. */
      coming: z.array(careStory),
      /** What holds for everything: not bound, do-not-disturb, opted out; empty if nothing does. */
      notes: z.array(z.string()),
    }),
  },
  funnel: {
    query: z.strictObject({ ...funnelRange, by: z.enum(['rule', 'store', 'week']).default('rule') }),
    view: z.object({
      total: counts,
      rows: z.array(counts.extend({ key: z.string(), label: z.string() })),
    }),
    errors: ['STORE.NOT_FOUND'],
  },
  funnelRows: {
    query: z.strictObject({
      ...pageQuery,
      ...funnelRange,
      step: z.enum(funnelSteps),
      code: careRuleCode.optional(),
    }),
    view: pageOf(
      z.object({
        ownerId: id.nullable(),
        ownerName: z.string(),
        vehicleId: id,
        plate: z.string().nullable(),
        model: z.string(),
        code: careRuleCode,
        rule: z.string(),
        on: businessDate,
        messageId: id.nullable(),
        channel: z.enum(channels).nullable(),
        why: z.string(),
        openedAt: instant.nullable(),
        bookingId: id.nullable(),
        visitId: id.nullable(),
      }),
    ),
    errors: ['STORE.NOT_FOUND'],
  },
  funnelFile: {
    query: z.strictObject({ ...funnelRange, step: z.enum(funnelSteps), code: careRuleCode.optional() }),
    errors: ['STORE.NOT_FOUND'],
  },
});
