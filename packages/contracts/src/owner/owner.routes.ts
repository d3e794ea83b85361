import { z } from 'zod';
import {
  businessDate,
  cursorOf,
  cursorQuery,
  done,
  fen,
  id,
  idParams,
  instant,
  km,
} from '../common.schema.js';
import { bookingStates, rescueStates, visitSteps } from '../constants.js';
import { defineRoutes } from '../route.js';
import { weatherBanner } from '../weather/weather.routes.js';
import { ownerEndpoints } from './owner.endpoints.js';

/** Why a service is due on a date. `kmLeft` is the estimate for today and may be negative. */
export const dueView = z.object({
  kind: z.enum(['first_service', 'service']),
  /** Name in Chinese, for instance 定期保养. */
  title: z.string(),
  dueOn: businessDate,
  daysLeft: z.int(),
  reason: z.enum(['date', 'km']),
  kmLeft: z.int().nullable(),
  /** One sentence in Chinese that says why. */
  why: z.string(),
});
export type DueView = z.infer<typeof dueView>;

export const tileView = z.object({
  kind: z.enum(['insurance', 'inspection', 'warranty']),
  title: z.string(),
  on: businessDate.nullable(),
  daysLeft: z.int().nullable(),
  /** grey more than 60 days, amber at most 30, red at most 7 or past; `unknown` if the date is not on file. */
  tone: z.enum(['grey', 'amber', 'red', 'unknown']),
  note: z.string(),
});

export const runningView = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('booking'),
    id,
    state: z.enum(bookingStates),
    startsAt: instant,
    title: z.string(),
    storeName: z.string(),
    /** Bad weather at that time: why it may be moved once, even after the cut-off; null or missing otherwise. */
    freeReschedule: z.string().nullish(),
  }),
  z.object({
    type: z.literal('visit'),
    id,
    step: z.enum(visitSteps),
    promisedAt: instant.nullable(),
    title: z.string(),
    storeName: z.string(),
    /** Quotes that wait for the owner's yes or no. */
    quotesWaiting: z.int().optional(),
  }),
]);

export const homeCarView = z.object({
  id,
  model: z.string(),
  brand: z.string(),
  plate: z.string().nullable(),
  colour: z.string().nullable(),
  storeId: id,
  storeName: z.string(),
  storePhone: z.string(),
  due: dueView.nullable(),
  tiles: z.array(tileView),
  running: z.array(runningView),
  /** My call for help on the road that is open. */
  rescue: z.object({ id, state: z.enum(rescueStates), etaAt: instant.nullable() }).nullish(),
  lastVisit: z.object({ id, handedOverAt: instant, rated: z.boolean() }).nullable(),
});
export type HomeCarView = z.infer<typeof homeCarView>;
/** A wave of red packets that is open or starts within a day, or a game that runs: one line at home. */
export const playBanner = z.object({
  kind: z.enum(['campaign', 'game']),
  id,
  /** Of a campaign. */
  wave: z.int().nullable(),
  title: z.string(),
  open: z.boolean(),
  /** Milliseconds to the start as the answer leaves; 0 when it is open. */
  startsInMs: z.int(),
});
export type PlayBanner = z.infer<typeof playBanner>;
export const homeView = z.object({
  name: z.string(),
  unread: z.int(),
  cars: z.array(homeCarView),
  /** The gravest warning in force at the stores of my cars. */
  weather: weatherBanner.nullish(),
  /** What I can take part in and have not yet. */
  play: playBanner.nullish(),
});
export type HomeView = z.infer<typeof homeView>;

/** By VIN (it stands behind the windscreen), or by plate with the phone that the car's file carries. */
export const bindVehicleBody = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('vin'), vin: z.string().trim().min(17, '车架号是 17 位').max(20) }),
  z.strictObject({
    by: z.literal('plate'),
    plate: z.string().trim().min(7, '请填写完整车牌').max(12),
    phone: z.string().trim().min(11, '请填写车主登记的手机号').max(20),
  }),
]);

export const historyItemView = z.object({
  on: businessDate,
  km: km.nullable(),
  kind: z.string(),
  paidFen: fen,
  storeName: z.string(),
  advisorName: z.string().nullable(),
  visitId: id.nullable(),
});

export const ownerRoutes = defineRoutes(ownerEndpoints, {
  home: { view: homeView },
  bindVehicle: {
    body: bindVehicleBody,
    view: z.object({ vehicleId: id }),
    errors: ['VEHICLE.PROOF_MISMATCH', 'VEHICLE.ALREADY_BOUND', 'REQUEST.TOO_MANY'],
  },
  partFromVehicle: {
    params: idParams,
    view: done,
    errors: ['VEHICLE.NOT_FOUND', 'VEHICLE.EXPECTED'],
  },
  reportMileage: {
    params: idParams,
    body: z.strictObject({ km }),
    view: z.object({ accepted: z.boolean(), due: dueView.nullable() }),
    errors: ['VEHICLE.NOT_FOUND'],
  },
  serviceHistory: {
    params: idParams,
    query: z.strictObject(cursorQuery),
    view: cursorOf(historyItemView),
    errors: ['VEHICLE.NOT_FOUND'],
  },
});
