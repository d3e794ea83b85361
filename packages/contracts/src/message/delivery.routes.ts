import { z } from 'zod';
import { deliveryFilter, deliveryRow } from '../care/care.routes.js';
import { id, idParams, instant } from '../common.schema.js';
import { channels } from '../constants.js';
import { defineRoutes } from '../route.js';
import { deliveryEndpoints } from './message.endpoints.js';

export const deliveryAttempt = z.object({
  at: instant,
  channel: z.enum(channels),
  channelLabel: z.string(),
  outcome: z.enum(['accepted', 'delivered', 'failed', 'unknown', 'skipped']),
  /** The provider's own code, for the technician. */
  code: z.string().nullable(),
  /** What happened, in words. */
  text: z.string(),
  /** What to do, in words; empty if nothing. */
  advice: z.string(),
});

export const deliveryDetail = deliveryRow.extend({
  storeName: z.string(),
  createdAt: instant,
  expiresAt: instant,
  page: z.string().nullable(),
  actionLabel: z.string().nullable(),
  /** Code and name of the reminder rule it comes from. */
  rule: z.object({ code: z.string(), name: z.string() }).nullable(),
  timeline: z.array(deliveryAttempt),
  /** Null: it may be sent again; else why not, in words. */
  resendBlocked: z.string().nullable(),
  /** The message that this one repeats, and the one that repeats it. */
  repeats: id.nullable(),
  repeatedBy: id.nullable(),
});
export type DeliveryDetail = z.infer<typeof deliveryDetail>;

export const deliveryRoutes = defineRoutes(deliveryEndpoints, {
  detail: { params: idParams, view: deliveryDetail },
  resend: {
    params: idParams,
    body: z.strictObject({
      reason: z.string().trim().min(2, '请填写重发原因').max(100, '最多 100 个字'),
    }),
    view: z.object({ id }),
    errors: ['MESSAGE.NOT_RESENDABLE', 'MESSAGE.RESENT', 'MESSAGE.OUTDATED'],
  },
  exportFile: {
    query: z.strictObject({ ...deliveryFilter, format: z.enum(['csv', 'xlsx']).default('xlsx') }),
    errors: ['STORE.NOT_FOUND'],
  },
});
