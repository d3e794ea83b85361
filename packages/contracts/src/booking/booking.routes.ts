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
  shortText,
} from '../common.schema.js';
import {
  bookingConflicts,
  bookingStates,
  holdPurposes,
  partsOfDay,
  serviceKinds,
  waitingStates,
} from '../constants.js';
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
export const cancelBody = z.strictObject({ reason: longText });

const takeErrors = [
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
    errors: ['WAITING.ALREADY', 'WAITING.RANGE', ...ownerErrors, 'VEHICLE.NOT_FOUND', 'STORE.NOT_FOUND'],
  },
  leaveWaiting: { params: idParams, view: done },
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
  /** Not here a quarter of an hour after the start. */
  late: z.boolean(),
  lateMinutes: z.int(),
  /** How often this owner has not come. */
  noShowCount: z.int(),
  visitId: id.nullable(),
  technicianId: id.nullable(),
  technicianName: z.string().nullable(),
  /** Minutes after the end in which the bay stays taken. */
  bufferMinutes: z.int(),
  /** Booked beyond capacity, and why; null for all others. */
  overbookReason: z.string().nullable(),
  advisorChosen: z.boolean(),
});
export type StaffBookingView = z.infer<typeof staffBookingView>;

const dayQuery = z.strictObject({ storeId: id, on: businessDate.optional() });
const boardQuery = z.strictObject({
  storeId: id,
  /** The day, or the first of `days`. */
  on: businessDate.optional(),
  days: z.coerce.number().int().min(1).max(14).default(1),
  by: z.enum(['bay', 'advisor']).default('bay'),
});

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
  by: z.enum(['bay', 'advisor']),
  /** Every day shown, the first is `on`. */
  days: z.array(
    z.object({
      on: businessDate,
      weekday: z.int(),
      open: z.boolean(),
      opensAt: clock.nullable(),
      closesAt: clock.nullable(),
      breakFrom: clock.nullable(),
      breakTo: clock.nullable(),
      holiday: z.string().nullable(),
      /** Note of a special day, e.g. 盘点. */
      note: z.string().nullable(),
      /** Bookings of the day that hold capacity. */
      count: z.int(),
      /** Free minutes of all lanes in the opening hours. */
      freeMinutes: z.int(),
    }),
  ),
  /** Columns of the board, bays or advisors by `by`. */
  lanes: z.array(
    z.object({
      id,
      name: z.string(),
      /** Kind of bay in words, or the role. */
      kindLabel: z.string(),
      /** Closures or leave that touch the days shown. */
      blocks: z.array(z.object({ id, from: instant, to: instant, reason: z.string() })),
      /** In the order of `days`. */
      freeMinutes: z.array(z.int()),
    }),
  ),
  technicians: z.array(advisorChoice),
  /** Held slots, shown greyed with their countdown. */
  holds: z.array(
    z.object({
      id,
      purpose: z.enum(holdPurposes),
      startsAt: instant,
      endsAt: instant,
      bayId: id,
      advisorId: id,
      expiresAt: instant,
      secondsLeft: z.int(),
      serviceName: z.string(),
      ownerName: z.string().nullable(),
      plate: z.string().nullable(),
    }),
  ),
  /** Bookings of the days shown that leave, hours or closures have overtaken; they stand until somebody moves them. */
  conflicts: z.array(
    z.object({
      bookingId: id,
      reasons: z.array(z.enum(bookingConflicts)),
      text: z.string(),
      ownerName: z.string(),
      phoneMasked: z.string().nullable(),
      startsAt: instant,
    }),
  ),
  /** People on the waiting list for these days. */
  waitingCount: z.int(),
});
export type BoardView = z.infer<typeof boardView>;

const overbookInput = z.strictObject({ reason: shortText.min(2, '请写明超额预约的原因') });

export const staffCreateBookingBody = z.strictObject({
  ownerId: id,
  vehicleId: id,
  storeId: id,
  serviceId: id,
  startsAt: instant,
  advisorId: id.nullable(),
  note: longText.default(''),
  bayId: id.optional(),
  holdId: id.optional(),
  /** Beyond capacity if the slot is full; needs the permission booking.overbook. */
  overbook: overbookInput.optional(),
});

export const moveBody = z.strictObject({
  startsAt: instant,
  bayId: id.optional(),
  /** null: any advisor; left out: as before. */
  advisorId: id.nullable().optional(),
  overbook: overbookInput.optional(),
});

export const waitingRow = waitingView.extend({
  ownerId: id,
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  offers: z.int(),
});

export const emptyBaysView = z.object({
  on: businessDate,
  open: z.boolean(),
  bays: z.array(
    z.object({
      id,
      name: z.string(),
      kindLabel: z.string(),
      freeMinutes: z.int(),
      /** Free stretches of at least half an hour. */
      stretches: z.array(z.object({ from: instant, to: instant, minutes: z.int() })),
    }),
  ),
  /** Best first. */
  suggestions: z.array(
    z.object({
      ownerId: id,
      ownerName: z.string(),
      phoneMasked: z.string().nullable(),
      vehicleId: id,
      model: z.string(),
      plate: z.string().nullable(),
      /** e.g. 保养还有 12 天到期. */
      why: z.string(),
      dueOn: businessDate,
      daysLeft: z.int(),
      region: z.string().nullable(),
      near: z.boolean(),
      /** What would be offered. */
      serviceId: id,
      serviceName: z.string(),
      startsAt: instant,
      clock,
    }),
  ),
});
export type EmptyBaysView = z.infer<typeof emptyBaysView>;

export const staffBookingRoutes = defineRoutes(staffBookingEndpoints, {
  myDay: { query: dayQuery, view: myDayView, errors: ['STORE.NOT_FOUND'] },
  board: { query: boardQuery, view: boardView, errors: ['STORE.NOT_FOUND'] },
  slots: { query: slotsQuery, view: slotsView, errors: ['STORE.NOT_FOUND'] },
  detail: { params: idParams, view: staffBookingView },
  create: {
    body: staffCreateBookingBody,
    view: staffBookingView,
    errors: [
      ...takeErrors,
      'BOOKING.VEHICLE_ALREADY_BOOKED',
      'BOOKING.OVERBOOK_FORBIDDEN',
      'VEHICLE.NOT_FOUND',
      'STORE.NOT_FOUND',
    ],
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
  move: {
    params: idParams,
    body: moveBody,
    view: staffBookingView,
    errors: [...takeErrors, 'BOOKING.STATE', 'BOOKING.OVERBOOK_FORBIDDEN'],
  },
  hold: {
    body: holdBody.extend({ ownerId: id, bayId: id.optional() }),
    view: holdView,
    errors: [...takeErrors, 'VEHICLE.NOT_FOUND', 'STORE.NOT_FOUND'],
  },
  releaseHold: { params: idParams, view: done },
  waiting: {
    query: z.strictObject({ storeId: id }),
    view: z.object({ items: z.array(waitingRow) }),
    errors: ['STORE.NOT_FOUND'],
  },
  emptyBays: {
    query: z.strictObject({ storeId: id, on: businessDate.optional() }),
    view: emptyBaysView,
    errors: ['STORE.NOT_FOUND'],
  },
  offerEmptyBays: {
    body: z.strictObject({
      storeId: id,
      offers: z
        .array(z.strictObject({ vehicleId: id, ownerId: id, serviceId: id, startsAt: instant }))
        .min(1)
        .max(20),
    }),
    view: z.object({
      offered: z.int(),
      results: z.array(
        z.object({
          vehicleId: id,
          offered: z.boolean(),
          holdId: id.nullable(),
          expiresAt: instant.nullable(),
          /** Why not, in words. */
          why: z.string().nullable(),
        }),
      ),
    }),
    errors: ['STORE.NOT_FOUND'],
  },
});
