import { z } from 'zod';
import { businessDate, id, instant, pageOf, pageQuery } from '../common.schema.js';
import { channels, messageClasses, messageKinds, messageStates } from '../constants.js';
import { defineRoutes } from '../route.js';
import { careEndpoints } from './care.endpoints.js';
import { dueKinds } from './care-constants.js';

export const dueRow = z.object({
  vehicleId: id,
  ownerId: id.nullable(),
  ownerName: z.string(),
  plate: z.string().nullable(),
  model: z.string(),
  dueOn: businessDate,
  kind: z.enum(dueKinds),
  /** In words: where the day comes from. */
  why: z.string(),
  /** The last message about it, if one was planned. */
  message: z
    .object({
      id,
      state: z.enum(messageStates),
      channel: z.enum(channels).nullable(),
      at: instant,
      why: z.string(),
    })
    .nullable(),
  bookingId: id.nullable(),
  /** In words: why nobody was told yet; empty once there is a message or a booking. */
  untold: z.string(),
});
export type DueRow = z.infer<typeof dueRow>;

const dueFilter = {
  storeId: id,
  /** By default from 30 days ago to 30 days ahead; with `q`, from a year ago to a year ahead. */
  from: businessDate.optional(),
  to: businessDate.optional(),
  kind: z.enum(dueKinds).optional(),
  /** Last four characters or more of plate or phone, or the beginning of a name. */
  q: z.string().trim().min(1).max(20, '最多 20 个字').optional(),
};

export const deliveryRow = z.object({
  id,
  kind: z.enum(messageKinds),
  class: z.enum(messageClasses),
  ownerId: id,
  ownerName: z.string(),
  plate: z.string().nullable(),
  title: z.string(),
  body: z.string(),
  state: z.enum(messageStates),
  channel: z.enum(channels).nullable(),
  /** In words: why it went this way, was held, or was not sent. */
  why: z.string(),
  /** What to do about it, in words, from the provider's last error; empty if there is nothing to do. */
  advice: z.string().default(''),
  storeId: id.optional(),
  attempts: z.int(),
  notBefore: instant,
  sentAt: instant.nullable(),
  openedAt: instant.nullable(),
});
export type DeliveryRow = z.infer<typeof deliveryRow>;

/** What the delivery log, and its export, can be narrowed by. */
export const deliveryFilter = {
  storeId: id.optional(),
  ownerId: id.optional(),
  state: z.enum(messageStates).optional(),
  kind: z.enum(messageKinds).optional(),
  class: z.enum(messageClasses).optional(),
  channel: z.enum(channels).optional(),
  /** Code of the reminder rule, for instance `service`. */
  rule: z
    .string()
    .regex(/^[a-z0-9_.-]{1,30}$/, '规则代码不正确')
    .optional(),
  /** Business dates of the time it was to go out, both inclusive. */
  from: businessDate.optional(),
  to: businessDate.optional(),
  /** The last characters of the car's plate, at least four. */
  plate: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z\p{Script=Han}]{4,8}$/u, '请输入车牌后 4 位以上')
    .optional(),
};

export const careRoutes = defineRoutes(careEndpoints, {
  due: {
    query: z.strictObject({ ...pageQuery, ...dueFilter }),
    view: pageOf(dueRow).extend({
      /** Of each kind in these days (each counted up to 10,000), whatever `kind` is asked for. */
      counts: z.array(z.object({ kind: z.enum(dueKinds), count: z.int() })),
    }),
    errors: ['STORE.NOT_FOUND'],
  },
  dueFile: { query: z.strictObject(dueFilter), errors: ['STORE.NOT_FOUND'] },
  messages: {
    query: z.strictObject({
      ...pageQuery,
      ...deliveryFilter,
    }),
    view: pageOf(deliveryRow),
    errors: ['STORE.NOT_FOUND'],
  },
  health: {
    view: z.object({
      lastPlannedAt: instant.nullable(),
      /** Messages past their time and not yet handled. */
      overdue: z.int(),
      lagSec: z.int(),
      unknown: z.int(),
      failedToday: z.int(),
      circuits: z.array(
        z.object({
          name: z.string(),
          /** Channel or template in words. */
          title: z.string(),
          reason: z.string(),
          since: instant,
          /** Until when its messages wait by themselves; null if a person has to act. */
          until: instant.nullable(),
          /** Messages that wait for it (counted up to 10,000). */
          held: z.int(),
        }),
      ),
      /** The periodic work that care stands on: last end, next expected start, and whether it is late. */
      runs: z
        .array(
          z.object({
            name: z.enum(['plan', 'tell', 'sweep']),
            label: z.string(),
            lastAt: instant.nullable(),
            nextAt: instant.nullable(),
            late: z.boolean(),
            /** In words: why the last run failed; empty if it did not. */
            failure: z.string(),
          }),
        )
        .default([]),
      /** Messages that are being sent for longer than a sender may take. */
      stuck: z.int().default(0),
      /** Reminders of today that nobody was told in time. */
      missedToday: z.int().default(0),
    }),
  },
});
