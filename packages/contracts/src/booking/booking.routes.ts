import { z } from 'zod';
import {
  businessDate,
  clock,
  cursorOf,
  cursorQuery,
  fen,
  id,
  idParams,
  instant,
  longText,
} from '../common.schema.js';
import { bookingStates, serviceKinds } from '../constants.js';
import { bookingEndpoints, staffBookingEndpoints } from '../endpoints.js';
import { dueView } from '../owner/owner.routes.js';
import { defineRoutes } from '../route.js';

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
export type SlotDayView = z.infer<typeof slotDayView>;
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
  stores: z.array(z.object({ id, name: z.string(), address: z.string(), phone: z.string() })),
  storeId: id,
  services: z.array(serviceChoice),
  serviceId: id,
  advisors: z.array(advisorChoice),
  /** The owner's own advisor, or null for "any". */
  advisorId: id.nullable(),
  due: dueView.nullable(),
  slots: slotsView,
  /** An open booking of this car, if there is one. */
  openBookingId: id.nullable(),
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
});
export const rescheduleBody = z.strictObject({ startsAt: instant });
export const cancelBody = z.strictObject({ reason: longText });

const takeErrors = [
  'BOOKING.SLOT_FULL',
  'BOOKING.SLOT_INVALID',
  'BOOKING.TOO_SOON',
  'BOOKING.TOO_FAR',
] as const;

export const bookingRoutes = defineRoutes(bookingEndpoints, {
  prefill: { query: prefillQuery, view: prefillView, errors: ['VEHICLE.NOT_FOUND'] },
  slots: { query: slotsQuery, view: slotsView, errors: ['STORE.NOT_FOUND'] },
  create: {
    body: createBookingBody,
    view: bookingView,
    errors: [...takeErrors, 'BOOKING.VEHICLE_ALREADY_BOOKED', 'VEHICLE.NOT_FOUND'],
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
});

export const staffBookingView = z.object({
  id,
  state: z.enum(bookingStates),
  startsAt: instant,
  endsAt: instant,
  serviceId: id,
  serviceName: z.string(),
  storeId: id,
  ownerId: id,
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  vehicleId: id,
  model: z.string(),
  plate: z.string().nullable(),
  advisorId: id.nullable(),
  advisorName: z.string().nullable(),
  bayId: id,
  bayName: z.string(),
  note: z.string(),
  source: z.enum(['owner', 'reminder', 'staff', 'walk_in']),
  late: z.boolean(),
  noShowCount: z.int(),
  visitId: id.nullable(),
});
export type StaffBookingView = z.infer<typeof staffBookingView>;

const dayQuery = z.strictObject({ storeId: id, on: businessDate.optional() });

export const myDayView = z.object({
  on: businessDate,
  counters: z.object({
    toConfirm: z.int(),
    arriving: z.int(),
    late: z.int(),
    inService: z.int(),
    cases: z.int(),
    /** Calls whose time has come. */
    calls: z.int().default(0),
  }),
  toConfirm: z.array(staffBookingView),
  bookings: z.array(staffBookingView),
  visits: z.array(
    z.object({
      id,
      plate: z.string().nullable(),
      model: z.string(),
      ownerName: z.string(),
      step: z.string(),
      promisedAt: instant.nullable(),
      overdue: z.boolean(),
      advisorName: z.string().nullable(),
      reportSigned: z.boolean(),
    }),
  ),
  cases: z.array(
    z.object({ id, title: z.string(), ownerName: z.string(), dueAt: instant, overdue: z.boolean() }),
  ),
});
export type MyDayView = z.infer<typeof myDayView>;

export const boardView = z.object({
  on: businessDate,
  opensAt: clock.nullable(),
  closesAt: clock.nullable(),
  holiday: z.string().nullable(),
  bays: z.array(z.object({ id, code: z.string(), name: z.string(), kind: z.string() })),
  advisors: z.array(advisorChoice),
  bookings: z.array(staffBookingView),
});
export type BoardView = z.infer<typeof boardView>;

export const staffCreateBookingBody = z.strictObject({
  ownerId: id,
  vehicleId: id,
  storeId: id,
  serviceId: id,
  startsAt: instant,
  advisorId: id.nullable(),
  note: longText.default(''),
});

export const staffBookingRoutes = defineRoutes(staffBookingEndpoints, {
  myDay: { query: dayQuery, view: myDayView, errors: ['STORE.NOT_FOUND'] },
  board: { query: dayQuery, view: boardView, errors: ['STORE.NOT_FOUND'] },
  slots: { query: slotsQuery, view: slotsView, errors: ['STORE.NOT_FOUND'] },
  detail: { params: idParams, view: staffBookingView },
  create: {
    body: staffCreateBookingBody,
    view: staffBookingView,
    errors: [...takeErrors, 'BOOKING.VEHICLE_ALREADY_BOOKED', 'VEHICLE.NOT_FOUND', 'STORE.NOT_FOUND'],
  },
  confirm: { params: idParams, view: staffBookingView, errors: ['BOOKING.STATE'] },
  cancel: { params: idParams, body: cancelBody, view: staffBookingView, errors: ['BOOKING.STATE'] },
  reschedule: {
    params: idParams,
    body: rescheduleBody.extend({ bayId: id.optional(), advisorId: id.nullable().optional() }),
    view: staffBookingView,
    errors: [...takeErrors, 'BOOKING.STATE'],
  },
  noShow: { params: idParams, view: staffBookingView, errors: ['BOOKING.STATE'] },
});
