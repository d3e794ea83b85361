import { z } from 'zod';
import {
  businessDate,
  cursorOf,
  cursorQuery,
  fen,
  id,
  idParams,
  instant,
  km,
  pageOf,
  pageQuery,
  shortText,
} from '../common.schema.js';
import { bookingStates, channels, messageStates, vehicleRoles, vehicleUses } from '../constants.js';
import { dueView, tileView } from '../owner/owner.routes.js';
import { defineRoutes } from '../route.js';
import { customerEndpoints } from './customer.endpoints.js';
import { customerGroups, timelineKinds } from './customer-constants.js';

/** A person or a car found by a search; phones, plates and VINs are masked unless the role may see them. */
export const searchHit = z.object({
  ownerId: id.nullable(),
  ownerName: z.string(),
  phone: z.string().nullable(),
  vehicleId: id.nullable(),
  plate: z.string().nullable(),
  vin: z.string().nullable(),
  model: z.string().nullable(),
  storeName: z.string(),
  matched: z.enum(['plate', 'phone', 'vin', 'name']),
});
export type SearchHit = z.infer<typeof searchHit>;

export const ownerRow = z.object({
  id,
  name: z.string(),
  phone: z.string().nullable(),
  vehicles: z.array(z.object({ id, plate: z.string().nullable(), model: z.string() })),
  storeName: z.string(),
  group: z.enum(customerGroups),
  lastVisitOn: businessDate.nullable(),
  nextDueOn: businessDate.nullable(),
  bound: z.boolean(),
});

export const ownerDetail = z.object({
  id,
  name: z.string(),
  sex: z.enum(['male', 'female', 'company', 'unknown']),
  phone: z.string().nullable(),
  birthday: z.string().nullable(),
  region: z.string().nullable(),
  occupation: z.string().nullable(),
  hobbies: z.string().nullable(),
  licenceExpiresOn: businessDate.nullable(),
  consented: z.boolean(),
  consentedAt: instant.nullable(),
  bound: z.boolean(),
  vehicles: z.array(
    z.object({
      id,
      role: z.enum(vehicleRoles),
      plate: z.string().nullable(),
      vin: z.string().nullable(),
      brand: z.string(),
      model: z.string(),
      colour: z.string().nullable(),
      use: z.enum(vehicleUses),
      soldOn: businessDate.nullable(),
      soldHere: z.boolean(),
      advisorName: z.string().nullable(),
      storeId: id,
      storeName: z.string(),
      latestKm: km.nullable(),
      latestKmOn: businessDate.nullable(),
      kmPerDay: z.number().nullable(),
      group: z.enum(customerGroups),
      due: dueView.nullable(),
      tiles: z.array(tileView),
      openBookingId: id.nullable(),
    }),
  ),
  openCases: z.array(z.object({ id, title: z.string(), dueAt: instant })),
  totals: z.object({ visits: z.int(), paidFen: fen }),
});
export type OwnerDetail = z.infer<typeof ownerDetail>;

export const timelineItem = z.object({
  kind: z.enum(timelineKinds),
  refId: id.nullable(),
  at: instant,
  title: z.string(),
  text: z.string(),
  plate: z.string().nullable(),
  /** Present on messages. */
  message: z
    .object({ state: z.enum(messageStates), channel: z.enum(channels).nullable(), why: z.string() })
    .nullable(),
  booking: z.object({ state: z.enum(bookingStates) }).nullable(),
});
export type TimelineItem = z.infer<typeof timelineItem>;

export const suspectReading = z.object({
  id,
  vehicleId: id,
  ownerId: id.nullable(),
  ownerName: z.string(),
  plate: z.string().nullable(),
  model: z.string(),
  km,
  readOn: businessDate,
  source: z.enum(['import', 'visit', 'owner']),
  reason: z.string(),
  previousKm: km.nullable(),
  previousOn: businessDate.nullable(),
});

export const customerRoutes = defineRoutes(customerEndpoints, {
  search: {
    query: z.strictObject({ q: z.string().trim().min(2, '至少输入 2 个字').max(40) }),
    view: z.object({ items: z.array(searchHit) }),
  },
  list: {
    query: z.strictObject({
      ...pageQuery,
      storeId: id.optional(),
      q: z.string().trim().max(40).optional(),
      group: z.enum(customerGroups).optional(),
      sort: z.enum(['due', 'last_visit', 'name']).default('last_visit'),
    }),
    view: pageOf(ownerRow),
    errors: ['STORE.NOT_FOUND'],
  },
  detail: { params: idParams, view: ownerDetail },
  timeline: {
    params: idParams,
    query: z.strictObject({ ...cursorQuery, kind: z.enum(timelineKinds).optional() }),
    view: cursorOf(timelineItem),
  },
  unmask: {
    params: idParams,
    body: z.strictObject({ reason: shortText.min(2, '请填写查看原因') }),
    view: z.object({
      phone: z.string().nullable(),
      vehicles: z.array(z.object({ id, plate: z.string().nullable(), vin: z.string().nullable() })),
    }),
  },
  suspectMileage: {
    query: z.strictObject({ ...pageQuery, storeId: id.optional() }),
    view: pageOf(suspectReading),
    errors: ['STORE.NOT_FOUND'],
  },
  judgeMileage: {
    params: idParams,
    body: z.strictObject({ accept: z.boolean() }),
    view: z.object({ ok: z.literal(true) }),
  },
});
