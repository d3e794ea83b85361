import { z } from 'zod';
import { businessDate, id, instant } from '../common.schema.js';
import { holdPurposes, partsOfDay, waitingStates } from '../constants.js';

export const holdBody = z.strictObject({
  vehicleId: id,
  storeId: id,
  serviceId: id,
  startsAt: instant,
  advisorId: id.nullable(),
});
/** A slot that nobody else can take until `expiresAt`. Count down `secondsLeft` from the moment of the answer. */
export const holdView = z.object({
  id,
  purpose: z.enum(holdPurposes),
  storeId: id,
  storeName: z.string(),
  storeAddress: z.string(),
  storePhone: z.string(),
  serviceId: id,
  serviceName: z.string(),
  minutes: z.int(),
  vehicleId: id,
  model: z.string(),
  plate: z.string().nullable(),
  advisorName: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  expiresAt: instant,
  secondsLeft: z.int(),
  /** False once it has run out: the screen offers to choose anew. */
  open: z.boolean(),
  /** The place on the waiting list that this offer answers. */
  waitingId: id.nullable(),
  /** One warm sentence for the screen. */
  text: z.string(),
});
export type HoldView = z.infer<typeof holdView>;

export const joinWaitingBody = z.strictObject({
  vehicleId: id,
  storeId: id,
  serviceId: id,
  advisorId: id.nullable(),
  fromOn: businessDate,
  toOn: businessDate,
  partOfDay: z.enum(partsOfDay),
});
export const waitingView = z.object({
  id,
  state: z.enum(waitingStates),
  storeId: id,
  storeName: z.string(),
  storePhone: z.string(),
  serviceId: id,
  serviceName: z.string(),
  vehicleId: id,
  model: z.string(),
  plate: z.string().nullable(),
  advisorName: z.string().nullable(),
  fromOn: businessDate,
  toOn: businessDate,
  partOfDay: z.enum(partsOfDay),
  /** People before me who wait for the same service on overlapping days; 0 is the first. */
  ahead: z.int(),
  /** The offer that waits for an answer, or null. */
  hold: z.object({ id, startsAt: instant, expiresAt: instant, secondsLeft: z.int() }).nullable(),
  /** One sentence for the screen. */
  text: z.string(),
  createdAt: instant,
});
export type WaitingView = z.infer<typeof waitingView>;
