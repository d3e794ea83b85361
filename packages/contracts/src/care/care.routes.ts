import { z } from 'zod';
import { businessDate, id, instant, pageOf, pageQuery } from '../common.schema.js';
import { channels, messageClasses, messageKinds, messageStates } from '../constants.js';
import { careEndpoints } from '../endpoints.js';
import { defineRoutes } from '../route.js';

export const dueRow = z.object({
  vehicleId: id,
  ownerId: id.nullable(),
  ownerName: z.string(),
  plate: z.string().nullable(),
  model: z.string(),
  dueOn: businessDate,
  kind: z.enum(['first_service', 'service']),
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
  attempts: z.int(),
  notBefore: instant,
  sentAt: instant.nullable(),
  openedAt: instant.nullable(),
});
export type DeliveryRow = z.infer<typeof deliveryRow>;

export const careRoutes = defineRoutes(careEndpoints, {
  due: {
    query: z.strictObject({
      ...pageQuery,
      storeId: id,
      from: businessDate.optional(),
      to: businessDate.optional(),
    }),
    view: pageOf(dueRow),
    errors: ['STORE.NOT_FOUND'],
  },
  messages: {
    query: z.strictObject({
      ...pageQuery,
      storeId: id.optional(),
      ownerId: id.optional(),
      state: z.enum(messageStates).optional(),
      kind: z.enum(messageKinds).optional(),
    }),
    view: pageOf(deliveryRow),
    errors: ['STORE.NOT_FOUND'],
  },
  health: {
    view: z.object({
      lastPlannedAt: instant.nullable(),
      lastSweptAt: instant.nullable(),
      nextPlanAt: instant.nullable(),
      /** Messages past their time and not yet handled. */
      overdue: z.int(),
      lagSec: z.int(),
      unknown: z.int(),
      failedToday: z.int(),
      circuits: z.array(z.object({ name: z.string(), reason: z.string(), since: instant })),
    }),
  },
});
