import { z } from 'zod';
import {
  businessDate,
  clock,
  cursorOf,
  cursorQuery,
  done,
  fen,
  id,
  idParams,
  instant,
  longText,
} from '../common.schema.js';
import { bookingStates, serviceKinds } from '../constants.js';
import { dueView } from '../owner/owner.routes.js';
import { defineRoutes } from '../route.js';
import { bookingEndpoints } from './booking.endpoints.js';
import { holdBody, holdView, joinWaitingBody, waitingView } from './hold.schema.js';

export const slotView = z.object({ startsAt: instant, clock, free: z.boolean() });
export const slotDayView = z.object({
  on: businessDate,
  weekday: z.int(),
  /** 春节, 国庆节 … or null. */
  holiday: z.string().nullable(),
  open: z.boolean(),
  freeCount: z.int(),
  slots: z.array(slotView),
});
export const slotsView = z.object({ days: z.array(slotDayView), firstFreeAt: instant.nullable() });
export type SlotsView = z.infer<typeof slotsView>;

export const slotsQuery = z.strictObject({
  storeId: id,
  serviceId: id,
  advisorId: id.optional(),
  from: businessDate.optional(),
  days: z.coerce.number().int().min(1).max(31).default(14),
});

export const serviceChoice = z.object({
  id,
  kind: z.enum(serviceKinds),
  name: z.string(),
  minutes: z.int(),
  priceFromFen: fen.nullable(),
  promiseMinutes: z.int().nullable(),
});
export const advisorChoice = z.object({ id, name: z.string() });

export const prefillQuery = z.strictObject({
  messageId: id.optional(),
  vehicleId: id.optional(),
  serviceId: id.optional(),
  storeId: id.optional(),
});
export const prefillView = z.object({
  vehicles: z.array(
    z.object({ id, model: z.string(), plate: z.string().nullable(), colour: z.string().nullable() }),
  ),
  vehicleId: id,
  stores: z.array(
    z.object({
      id,
      name: z.string(),
      address: z.string(),
      phone: z.string(),
      /** So long before the start a booking can still be moved or cancelled without a call. */
      cutOffMinutes: z.int(),
    }),
  ),
  storeId: id,
  services: z.array(serviceChoice),
  serviceId: id,
  advisors: z.array(advisorChoice),
  /** The owner's own advisor, or null for "any". */
  advisorId: id.nullable(),
  due: dueView.nullable(),
  /** What the reminder was about and the advisor should read; mostly empty. */
  note: z.string(),
  slots: slotsView,
  /** An open booking of this car, if there is one. */
  openBookingId: id.nullable(),
  /** An open place of this car on a waiting list. */
  waitingId: id.nullable(),
  /** What the store allows at once, and how many of them are open: then booking asks to end one first. */
  openBookings: z.object({ count: z.int(), max: z.int() }),
});
export type PrefillView = z.infer<typeof prefillView>;

export const bookingView = z.object({
  id,
  state: z.enum(bookingStates),
  startsAt: instant,
  endsAt: instant,
  serviceId: id,
  serviceName: z.string(),
  storeId: id,
  storeName: z.string(),
  storeAddress: z.string(),
  storePhone: z.string(),
  vehicleId: id,
  model: z.string(),
  plate: z.string().nullable(),
  advisorName: z.string().nullable(),
  note: z.string(),
  /** Shown as a QR code at the reception. */
  checkInCode: z.string(),
  /** Until then the owner may change it without calling. */
  changeUntil: instant,
  canChange: z.boolean(),
  /** Bad weather at that time: it may be moved once, even after the cut-off; null or missing otherwise. */
  freeReschedule: z.object({ reason: z.string() }).nullish(),
  cancelReason: z.string().nullable(),
  visitId: id.nullable(),
  createdAt: instant,
});
export type BookingView = z.infer<typeof bookingView>;

export const createBookingBody = z.strictObject({
  vehicleId: id,
  storeId: id,
  serviceId: id,
  startsAt: instant,
  advisorId: id.nullable(),
  note: longText.default(''),
  messageId: id.optional(),
  /** The held slot; if it has run out, the slot is taken anew if it is still free. */
  holdId: id.optional(),
});
export const rescheduleBody = z.strictObject({ startsAt: instant, holdId: id.optional() });

export const cancelBody = z.strictObject({ reason: longText });

export const takeErrors = [
  'BOOKING.SLOT_FULL',
  'BOOKING.SLOT_INVALID',
  'BOOKING.TOO_SOON',
  'BOOKING.TOO_FAR',
] as const;

const ownerErrors = ['BOOKING.VEHICLE_ALREADY_BOOKED', 'BOOKING.TOO_MANY'] as const;

export const bookingRoutes = defineRoutes(bookingEndpoints, {
  prefill: { query: prefillQuery, view: prefillView, errors: ['VEHICLE.NOT_FOUND'] },
  slots: { query: slotsQuery, view: slotsView, errors: ['STORE.NOT_FOUND'] },
  create: {
    body: createBookingBody,
    view: bookingView,
    errors: [...takeErrors, ...ownerErrors, 'VEHICLE.NOT_FOUND'],
  },
  list: { query: z.strictObject(cursorQuery), view: cursorOf(bookingView) },
  detail: { params: idParams, view: bookingView },
  cancel: {
    params: idParams,
    body: cancelBody,
    view: bookingView,
    errors: ['BOOKING.CUT_OFF', 'BOOKING.STATE'],
  },
  reschedule: {
    params: idParams,
    body: rescheduleBody,
    view: bookingView,
    errors: [...takeErrors, 'BOOKING.CUT_OFF', 'BOOKING.STATE'],
  },
  hold: {
    body: holdBody,
    view: holdView,
    errors: [...takeErrors, 'VEHICLE.NOT_FOUND', 'STORE.NOT_FOUND'],
  },
  holdDetail: { params: idParams, view: holdView },
  acceptHold: {
    params: idParams,
    body: z.strictObject({ note: longText.default('') }),
    view: bookingView,
    errors: ['BOOKING.HOLD_GONE', ...takeErrors, ...ownerErrors, 'VEHICLE.NOT_FOUND', 'STORE.NOT_FOUND'],
  },
  releaseHold: { params: idParams, view: done },
  waiting: { view: z.object({ items: z.array(waitingView) }) },
  joinWaiting: {
    body: joinWaitingBody,
    view: waitingView,
    errors: [
      'BOOKING.SLOT_INVALID',
      'WAITING.ALREADY',
      'WAITING.RANGE',
      ...ownerErrors,
      'VEHICLE.NOT_FOUND',
      'STORE.NOT_FOUND',
    ],
  },
  leaveWaiting: { params: idParams, view: done },
});
