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
  longText,
  shortText,
} from '../common.schema.js';
import { grades, ratingTags, ratingTouchpoints, visitSteps, wheels } from '../constants.js';
import { visitEndpoints, workshopEndpoints } from '../endpoints.js';
import { defineRoutes } from '../route.js';

/** The three numbers (三项数据) of one wheel as the technician enters them. */
export const wheelInput = z.strictObject({
  wheel: z.enum(wheels),
  /** Tyre pressure found, kPa. */
  foundKpa: z.int().min(0).max(600),
  /** Tyre pressure set to, kPa. */
  setKpa: z.int().min(100).max(600),
  /** Tread depth, millimetres with one decimal; the legal limit is 1.6 mm. */
  treadMm: z.number().min(0).max(20).multipleOf(0.1),
  /** Brake pad thickness, millimetres with one decimal. */
  padMm: z.number().min(0).max(25).multipleOf(0.1),
});
export const reportBody = z.strictObject({
  wheels: z
    .array(wheelInput)
    .length(4)
    .refine((list) => new Set(list.map((entry) => entry.wheel)).size === 4, '四个车轮各填一次'),
  remark: longText.default(''),
  /** true signs and locks the report. */
  sign: z.boolean(),
});

export const wheelView = z.object({
  wheel: z.enum(wheels),
  foundKpa: z.int(),
  setKpa: z.int(),
  treadMm: z.number(),
  /** Millimetres left to the 1.6 mm limit; never negative. */
  treadLeftMm: z.number(),
  padMm: z.number(),
  pressure: z.enum(grades),
  tread: z.enum(grades),
  pad: z.enum(grades),
});
export const reportView = z.object({
  wheels: z.array(wheelView),
  /** The worst of all grades. */
  grade: z.enum(grades),
  /** Plain advice in Chinese, one line each. */
  advice: z.array(z.object({ grade: z.enum(grades), text: z.string() })),
  remark: z.string(),
  signedBy: z.string().nullable(),
  signedAt: instant.nullable(),
});
export type ReportView = z.infer<typeof reportView>;

export const lineInput = z.strictObject({
  name: shortText.min(1, '请填写项目名称'),
  kind: z.enum(['labour', 'part']),
  quantity: z.number().min(0.1).max(999).multipleOf(0.1),
  amountFen: fen,
});
export const lineView = z.object({
  name: z.string(),
  kind: z.enum(['labour', 'part']),
  quantity: z.number(),
  amountFen: fen,
});

export const stepView = z.object({
  step: z.enum(visitSteps),
  at: instant.nullable(),
  by: z.string().nullable(),
});
export const ratingView = z.object({
  stars: z.int(),
  nps: z.int().nullable(),
  touchpoints: z.partialRecord(z.enum(ratingTouchpoints), z.int()),
  tags: z.array(z.enum(ratingTags)),
  text: z.string(),
  at: instant,
});

const visitCore = {
  id,
  storeId: id,
  storeName: z.string(),
  storePhone: z.string(),
  vehicleId: id,
  model: z.string(),
  plate: z.string().nullable(),
  serviceName: z.string(),
  step: z.enum(visitSteps),
  steps: z.array(stepView),
  arrivedAt: instant,
  promisedAt: instant.nullable(),
  firstPromisedAt: instant.nullable(),
  delays: z.array(z.object({ at: instant, reason: z.string(), promisedAt: instant })),
  advisorName: z.string().nullable(),
  technicianName: z.string().nullable(),
  report: reportView.nullable(),
  mileageKm: km.nullable(),
  bill: z.object({ orderNo: z.string(), lines: z.array(lineView), paidFen: fen }).nullable(),
  handedOverAt: instant.nullable(),
  onTime: z.boolean().nullable(),
  rating: ratingView.nullable(),
};

export const visitView = z.object({
  ...visitCore,
  advisorPhone: z.string().nullable(),
  canRate: z.boolean(),
  nextDue: z.object({ dueOn: businessDate, dueKm: km.nullable(), why: z.string() }).nullable(),
});
export type VisitView = z.infer<typeof visitView>;
export const visitListItem = z.object({
  id,
  model: z.string(),
  plate: z.string().nullable(),
  serviceName: z.string(),
  storeName: z.string(),
  step: z.enum(visitSteps),
  arrivedAt: instant,
  handedOverAt: instant.nullable(),
  paidFen: fen.nullable(),
  rated: z.boolean(),
});

export const rateBody = z.strictObject({
  stars: z.int().min(1).max(5),
  nps: z.int().min(0).max(10).nullable(),
  touchpoints: z.partialRecord(z.enum(ratingTouchpoints), z.int().min(1).max(5)).default({}),
  tags: z.array(z.enum(ratingTags)).max(8).default([]),
  text: longText.default(''),
});

export const visitRoutes = defineRoutes(visitEndpoints, {
  list: { query: z.strictObject(cursorQuery), view: cursorOf(visitListItem) },
  detail: { params: idParams, view: visitView },
  rate: { params: idParams, body: rateBody, view: visitView, errors: ['RATING.DONE', 'RATING.NOT_YET'] },
});

export const arrivalView = z.object({
  bookingId: id.nullable(),
  vehicleId: id,
  ownerId: id.nullable(),
  ownerName: z.string(),
  model: z.string(),
  plate: z.string().nullable(),
  startsAt: instant.nullable(),
  serviceId: id.nullable(),
  serviceName: z.string().nullable(),
  advisorName: z.string().nullable(),
  lastKm: km.nullable(),
  visitId: id.nullable(),
});

export const checkInBody = z.strictObject({
  storeId: id,
  bookingId: id.optional(),
  /** For a walk-in. */
  vehicleId: id.optional(),
  serviceId: id.optional(),
  mileageKm: km.optional(),
  fuelPercent: z.int().min(0).max(100).optional(),
  belongings: longText.default(''),
  /** The fault in the owner's own words. */
  ownerWords: longText.default(''),
  promisedAt: instant.optional(),
});

export const staffVisitView = z.object({
  ...visitCore,
  ownerId: id.nullable(),
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  bookingId: id.nullable(),
  overdue: z.boolean(),
  fuelPercent: z.int().nullable(),
  belongings: z.string(),
  ownerWords: z.string(),
  lastKm: km.nullable(),
  /** Steps this visit may go to now. */
  nextSteps: z.array(z.enum(visitSteps)),
});
export type StaffVisitView = z.infer<typeof staffVisitView>;

export const advanceBody = z
  .strictObject({
    step: z.enum(visitSteps).optional(),
    technicianId: id.optional(),
    promisedAt: instant.optional(),
    delayReason: shortText.optional(),
  })
  .refine((body) => body.step !== undefined || body.promisedAt !== undefined, '请选择步骤或新的交车时间');

export const handOverBody = z.strictObject({
  lines: z.array(lineInput).max(100),
  paidFen: fen,
  mileageKm: km,
  /** The person looked at the odometer again after VISIT.MILEAGE_ODD. */
  mileageChecked: z.boolean().default(false),
});

export const workshopRoutes = defineRoutes(workshopEndpoints, {
  arrivals: {
    query: z.strictObject({ storeId: id, q: z.string().trim().min(3, '至少输入 3 位').max(40) }),
    view: z.object({ items: z.array(arrivalView) }),
    errors: ['STORE.NOT_FOUND'],
  },
  checkIn: {
    body: checkInBody,
    view: staffVisitView,
    errors: ['BOOKING.STATE', 'VISIT.ALREADY_IN', 'VEHICLE.NOT_FOUND', 'STORE.NOT_FOUND'],
  },
  list: {
    query: z.strictObject({ storeId: id, on: businessDate.optional() }),
    view: z.object({ items: z.array(staffVisitView) }),
    errors: ['STORE.NOT_FOUND'],
  },
  detail: { params: idParams, view: staffVisitView },
  advance: {
    params: idParams,
    body: advanceBody,
    view: staffVisitView,
    errors: ['VISIT.STATE', 'VISIT.DELAY_REASON_NEEDED', 'VISIT.REPORT_NEEDED'],
  },
  saveReport: {
    params: idParams,
    body: reportBody,
    view: staffVisitView,
    errors: ['VISIT.REPORT_SIGNED', 'VISIT.STATE'],
  },
  handOver: {
    params: idParams,
    body: handOverBody,
    view: staffVisitView,
    errors: ['VISIT.STATE', 'VISIT.REPORT_NEEDED', 'VISIT.MILEAGE_ODD', 'VISIT.LOCKED'],
  },
});
