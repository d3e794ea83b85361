import { z } from 'zod';
import {
  businessDate,
  clock,
  done,
  fen,
  id,
  idParams,
  instant,
  pageOf,
  pageQuery,
  shortText,
} from '../common.schema.js';
import { auditKinds, bayKinds, brandTiers, serviceKinds } from '../constants.js';
import { defineRoutes } from '../route.js';
import { auditEndpoints, liveEndpoints, storeEndpoints } from './store.endpoints.js';

export const openingHours = z.strictObject({
  /** 1 Monday … 7 Sunday. */
  weekday: z.int().min(1).max(7),
  /** null on a closed day. */
  opensAt: clock.nullable(),
  closesAt: clock.nullable(),
  /** A break in which nothing is booked, or null. */
  breakFrom: clock.nullable().default(null),
  breakTo: clock.nullable().default(null),
});

/** Days of a week that are to change, each of them once; the others keep their hours. */
export const weekHours = z
  .array(openingHours)
  .min(1)
  .max(7)
  .refine((days) => new Set(days.map(({ weekday }) => weekday)).size === days.length, '同一天只填一行');

/** A day that differs from its weekday: closed, or open at other hours; it beats holidays and weekdays. */
export const specialDay = z.strictObject({
  on: businessDate,
  opensAt: clock.nullable(),
  closesAt: clock.nullable(),
  note: shortText,
});
export const bayClosureView = z.object({
  id,
  bayId: id,
  from: instant,
  to: instant,
  reason: z.string(),
});
export type BayClosureView = z.infer<typeof bayClosureView>;

export const serviceInput = z.strictObject({
  kind: z.enum(serviceKinds),
  name: shortText.min(1),
  bayKind: z.enum(bayKinds),
  minutes: z.int().min(15).max(600).multipleOf(15),
  /** Minutes after the service in which the bay stays taken, for tidying up. */
  bufferMinutes: z.int().min(0).max(240).multipleOf(15).default(0),
  /** A technician is taken for the service too. */
  needsTechnician: z.boolean().default(false),
  promiseMinutes: z.int().min(15).max(1440).nullable(),
  priceFromFen: fen.nullable(),
  active: z.boolean(),
});
export const bayInput = z.strictObject({
  name: z.string().trim().min(1, '请填写名称').max(40, '名称最多 40 个字'),
  kind: z.enum(bayKinds),
  active: z.boolean(),
});

export const storeView = z.object({
  id,
  code: z.string(),
  name: z.string(),
  brand: z.string(),
  brandTier: z.enum(brandTiers),
  city: z.string(),
  address: z.string(),
  phone: z.string(),
  /** WGS-84 degrees, for the weather; null if not set: then the city's centre counts. */
  latitude: z.number().nullish(),
  longitude: z.number().nullish(),
  cycleMonths: z.int(),
  cycleKm: z.int(),
  /** Minutes between now and the first slot an owner may take. */
  leadMinutes: z.int(),
  horizonDays: z.int(),
  /** Minutes before the slot until which the owner may change it. */
  cutOffMinutes: z.int(),
  closedOnHolidays: z.boolean(),
  /** Shorter hours on official holidays that the store works; null: the usual hours. */
  holidayOpensAt: clock.nullable(),
  holidayClosesAt: clock.nullable(),
  /** Open bookings that one owner may have at once. */
  maxOpenBookings: z.int(),
  /** Home visits: percent of a month's sales that are visited in the month after. */
  homeVisitPercent: z.int(),
  /** Help on the road is free so many kilometres around the store; 0: an advisor tells the price. */
  rescueFreeKm: z.int(),
  hours: z.array(
    z.object({
      weekday: z.int(),
      opensAt: clock.nullable(),
      closesAt: clock.nullable(),
      breakFrom: clock.nullable(),
      breakTo: clock.nullable(),
    }),
  ),
  /** From today on, by date. */
  specialDays: z.array(
    z.object({ on: businessDate, opensAt: clock.nullable(), closesAt: clock.nullable(), note: z.string() }),
  ),
  /** Running and future ones. */
  bayClosures: z.array(bayClosureView),
  services: z.array(
    z.object({
      id,
      code: z.string(),
      kind: z.enum(serviceKinds),
      name: z.string(),
      bayKind: z.enum(bayKinds),
      minutes: z.int(),
      bufferMinutes: z.int(),
      needsTechnician: z.boolean(),
      promiseMinutes: z.int().nullable(),
      priceFromFen: fen.nullable(),
      active: z.boolean(),
    }),
  ),
  bays: z.array(
    z.object({ id, code: z.string(), name: z.string(), kind: z.enum(bayKinds), active: z.boolean() }),
  ),
});
export type StoreView = z.infer<typeof storeView>;

const codeParams = z.strictObject({
  id,
  code: z.string().regex(/^[A-Z0-9-]{1,20}$/, '编码只能用大写字母、数字和 -'),
});

export const storeRoutes = defineRoutes(storeEndpoints, {
  list: { view: z.object({ items: z.array(storeView) }) },
  update: {
    params: idParams,
    body: z
      .strictObject({
        name: shortText.min(1).optional(),
        address: shortText.optional(),
        phone: z.string().trim().max(30, '电话最多 30 个字').optional(),
        city: z.string().trim().max(40, '城市最多 40 个字').optional(),
        /** China's range, so that swapped degrees are refused; both or neither. */
        latitude: z
          .number()
          .min(3, '纬度应在 3 到 54 之间')
          .max(54, '纬度应在 3 到 54 之间')
          .nullable()
          .optional(),
        longitude: z
          .number()
          .min(73, '经度应在 73 到 136 之间')
          .max(136, '经度应在 73 到 136 之间')
          .nullable()
          .optional(),
        cycleMonths: z.int().min(1).max(36).optional(),
        cycleKm: z.int().min(1000).max(50_000).optional(),
        leadMinutes: z.int().min(0).max(10_080).optional(),
        horizonDays: z.int().min(1).max(90).optional(),
        cutOffMinutes: z.int().min(0).max(10_080).optional(),
        closedOnHolidays: z.boolean().optional(),
        holidayOpensAt: clock.nullable().optional(),
        holidayClosesAt: clock.nullable().optional(),
        maxOpenBookings: z.int().min(1).max(50).optional(),
        homeVisitPercent: z.int().min(0).max(100).optional(),
        rescueFreeKm: z.int().min(0).max(500, '最多 500 公里').optional(),
        hours: weekHours.optional(),
      })
      .refine(({ latitude, longitude }) => ((latitude ?? null) === null) === ((longitude ?? null) === null), {
        path: ['longitude'],
        message: '经度和纬度要一起填写，或都不填',
      }),
    view: storeView,
    errors: ['STORE.NOT_FOUND', 'STORE.HOURS_INVALID'],
  },
  saveService: { params: codeParams, body: serviceInput, view: storeView, errors: ['STORE.NOT_FOUND'] },
  saveBay: { params: codeParams, body: bayInput, view: storeView, errors: ['STORE.NOT_FOUND'] },
  saveSpecialDays: {
    params: idParams,
    body: z.strictObject({ days: z.array(specialDay).max(200) }),
    view: storeView,
    errors: ['STORE.NOT_FOUND', 'STORE.HOURS_INVALID'],
  },
  closeBay: {
    body: z.strictObject({ bayId: id, from: instant, to: instant, reason: shortText.min(1, '请写明原因') }),
    view: bayClosureView,
    errors: ['STORE.PERIOD_INVALID'],
  },
  reopenBay: { params: idParams, view: done },
});

export const auditRow = z.object({
  id,
  at: instant,
  actor: z.string(),
  action: z.string(),
  /** Chinese sentence. */
  text: z.string(),
  subject: z.string().nullable(),
  storeName: z.string().nullable(),
  requestId: z.string().nullable(),
});
/** What was done, for instance `staff.login`. */
const auditAction = z.string().regex(/^[\w.-]{1,60}$/, '操作名称不正确');

export const auditRoutes = defineRoutes(auditEndpoints, {
  list: {
    query: z.strictObject({
      ...pageQuery,
      action: auditAction.optional(),
      kind: z.enum(auditKinds).optional(),
      actorId: id.optional(),
      storeId: id.optional(),
      /** Business dates, both included. */
      from: businessDate.optional(),
      to: businessDate.optional(),
    }),
    view: pageOf(auditRow),
    errors: ['STORE.NOT_FOUND'],
  },
});

/** One server-sent event: something of this kind changed; the client asks again for what it shows. */
export const liveEvent = z.object({
  topic: z.enum([
    'booking',
    'visit',
    'case',
    'message',
    'import',
    'alarm',
    'call',
    'coupon',
    'rule',
    'activity',
    'campaign',
    'game',
    'referral',
    'suspicion',
    'money',
    'shop',
    'rescue',
  ]),
  storeId: id,
  id: z.string(),
  /** Short Chinese notice to show, or null. */
  notice: z.string().nullable(),
});
export type LiveEvent = z.infer<typeof liveEvent>;
export const liveRoutes = defineRoutes(liveEndpoints, { stream: {} });
