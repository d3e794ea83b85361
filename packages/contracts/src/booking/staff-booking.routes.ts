import { z } from 'zod';
import { businessDate, clock, done, id, idParams, instant, longText, shortText } from '../common.schema.js';
import { defineRoutes } from '../route.js';
import {
  boardQuery,
  boardView,
  dayQuery,
  myDayView,
  receptionView,
  staffBookingView,
} from './board.schema.js';
import { staffBookingEndpoints } from './booking.endpoints.js';
import { cancelBody, rescheduleBody, slotsQuery, slotsView, takeErrors } from './booking.routes.js';
import { holdBody, holdView, waitingView } from './hold.schema.js';

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
  reception: { query: z.strictObject({ storeId: id }), view: receptionView, errors: ['STORE.NOT_FOUND'] },
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
