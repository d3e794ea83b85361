import { z } from 'zod';
import { businessDate, clock, id, instant } from '../common.schema.js';
import {
  bookingConflicts,
  bookingStates,
  holdPurposes,
  rescueKinds,
  rescueStates,
  visitSteps,
} from '../constants.js';
import { advisorChoice } from './booking.routes.js';

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
});
export type StaffBookingView = z.infer<typeof staffBookingView>;

export const myDayView = z.object({
  on: businessDate,
  counters: z.object({
    toConfirm: z.int(),
    arriving: z.int(),
    late: z.int(),
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
  /** Who waits on the road, the longest first; empty for roles that do not look after them. */
  rescues: z
    .array(
      z.object({
        id,
        kind: z.enum(rescueKinds),
        state: z.enum(rescueStates),
        plate: z.string().nullable(),
        model: z.string(),
        ownerName: z.string(),
        calledAt: instant,
        etaAt: instant.nullable(),
      }),
    )
    .default([]),
});
export type MyDayView = z.infer<typeof myDayView>;

/** A car on the screen of the reception. Customers look on: no name, no phone, no whole plate, no number to look up. */
const carOnScreen = z.object({
  /** Last characters of the plate; null for a car without one. */
  tail: z.string().nullable(),
  service: z.string(),
  advisorName: z.string().nullable(),
});
export const receptionView = z.object({
  storeName: z.string(),
  on: businessDate,
  /** Both null when the store is closed today. */
  opensAt: clock.nullable(),
  closesAt: clock.nullable(),
  /** Who is still to come today, by time. `late`: the time is past. */
  arrivals: z.array(carOnScreen.extend({ at: instant, late: z.boolean() })),
  /** In the workshop, by promised time. */
  inWork: z.array(
    carOnScreen.extend({ step: z.enum(visitSteps), promisedAt: instant.nullable(), late: z.boolean() }),
  ),
  /** Ready for hand-over. */
  ready: z.array(carOnScreen),
});
export type ReceptionView = z.infer<typeof receptionView>;

export const dayQuery = z.strictObject({ storeId: id, on: businessDate.optional() });
export const boardQuery = z.strictObject({
  storeId: id,
  /** The day, or the first of `days`. */
  on: businessDate.optional(),
  days: z.coerce.number().int().min(1).max(14).default(1),
  by: z.enum(['bay', 'advisor']).default('bay'),
});
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
