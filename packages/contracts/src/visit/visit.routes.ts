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
  longText,
  pageOf,
  pageQuery,
  shortText,
} from '../common.schema.js';
import { grades, ratingTags, ratingTouchpoints, visitSteps, wheels } from '../constants.js';
import { photoIds, photoView } from '../media/media.routes.js';
import { defineRoutes } from '../route.js';
import {
  checkInRecord,
  checkInRecordBody,
  checkInRecordView,
  includesInput,
  includesView,
} from './check-in.schema.js';
import {
  bookItem,
  brokenPromiseView,
  declinedWorkView,
  ownerAnswerBody,
  phoneAnswerBody,
  quoteBody,
  quoteView,
  settleDeclinedBody,
  visitRules,
} from './quote.schema.js';
import { visitEndpoints, workshopEndpoints } from './visit.endpoints.js';
import { declinedWorkStates, inspectionTemplateCodes } from './visit-constants.js';

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
  /** The full inspection beside the three numbers; left out: what was saved before stays. */
  inspection: z
    .strictObject({
      template: z.enum(inspectionTemplateCodes),
      items: z
        .array(
          z.strictObject({
            /** Code of an item of the template. */
            code: z.string().max(40),
            grade: z.enum(grades),
            /** For a measure, in its unit. */
            value: z.number().min(-1_000).max(1_000).nullable().default(null),
            note: shortText.default(''),
            photoIds: photoIds(4),
          }),
        )
        .max(60),
    })
    .nullable()
    .optional(),
  /** The technician's drawn signature, uploaded as a photo; name and time count without it too. */
  signaturePhotoId: id.optional(),
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
  advice: z.array(
    z.object({
      grade: z.enum(grades),
      text: z.string(),
      /** For "book this item"; null for what is good. */
      book: bookItem.nullable(),
    }),
  ),
  remark: z.string(),
  /** The full inspection; null if only the three numbers were taken. */
  inspection: z
    .object({
      template: z.enum(inspectionTemplateCodes),
      label: z.string(),
      /** How many of each grade. */
      counts: z.object({ green: z.int(), amber: z.int(), red: z.int() }),
      sections: z.array(
        z.object({
          code: z.string(),
          label: z.string(),
          items: z.array(
            z.object({
              code: z.string(),
              label: z.string(),
              grade: z.enum(grades),
              value: z.number().nullable(),
              unit: z.string().nullable(),
              note: z.string(),
              photos: z.array(photoView),
              book: bookItem.nullable(),
            }),
          ),
        }),
      ),
    })
    .nullable(),
  signedBy: z.string().nullable(),
  signedAt: instant.nullable(),
  signature: photoView.nullable(),
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

const billView = z.object({ lines: z.array(lineView), paidFen: fen, mileageKm: km });
/** One correction of a closed work order: both versions stay. */
export const correctionView = z.object({
  number: z.int(),
  at: instant,
  by: z.string().nullable(),
  reason: z.string(),
  before: billView,
  after: billView,
});
export type CorrectionView = z.infer<typeof correctionView>;

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
  /** Check-in record 接车单. */
  checkIn: checkInRecordView,
  /** What this service includes. */
  includes: includesView,
  /** Estimates and extra work, oldest first; the owner's and the staff's `waiting` ones want an answer. */
  quotes: z.array(quoteView),
  /** Work that the owner did not want this time. */
  declinedWork: z.array(declinedWorkView),
  brokenPromise: brokenPromiseView.nullable(),
  corrections: z.array(correctionView),
  /** Papers that belong to the work order, as photos. */
  documents: z.array(photoView),
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
  answerQuote: { params: idParams, body: ownerAnswerBody, view: visitView, errors: ['VISIT.QUOTE_ANSWERED'] },
  declinedWork: { view: z.object({ items: z.array(declinedWorkView) }) },
  dropDeclined: { params: idParams, view: done },
  sheet: { params: idParams, errors: ['VISIT.STATE'] },
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
  fuelEighths: checkInRecord.fuelEighths,
  fault: checkInRecord.fault,
  walkAround: checkInRecord.walkAround,
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
  /** Signed papers and the like, as photos; locked with the work order. */
  documentIds: photoIds(12),
});

export const correctionBody = z.strictObject({
  /** How many corrections the person has seen; another number means that a colleague was faster. */
  seen: z.int().min(0),
  lines: z.array(lineInput).max(100),
  paidFen: fen,
  mileageKm: km,
  mileageChecked: z.boolean().default(false),
  reason: shortText.min(2, '请写明更正原因'),
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
    errors: ['BOOKING.STATE', 'VISIT.ALREADY_IN', 'VEHICLE.NOT_FOUND', 'STORE.NOT_FOUND', 'PHOTO.NOT_YOURS'],
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
    errors: ['VISIT.STATE', 'VISIT.DELAY_REASON_NEEDED', 'VISIT.REPORT_NEEDED', 'VISIT.APPROVAL_NEEDED'],
  },
  saveReport: {
    params: idParams,
    body: reportBody,
    view: staffVisitView,
    errors: ['VISIT.REPORT_SIGNED', 'VISIT.STATE', 'VISIT.REPORT_INCOMPLETE', 'PHOTO.NOT_YOURS'],
  },
  handOver: {
    params: idParams,
    body: handOverBody,
    view: staffVisitView,
    errors: ['VISIT.STATE', 'VISIT.REPORT_NEEDED', 'VISIT.MILEAGE_ODD', 'VISIT.LOCKED', 'PHOTO.NOT_YOURS'],
  },
  saveCheckIn: {
    params: idParams,
    body: checkInRecordBody,
    view: staffVisitView,
    errors: ['VISIT.STATE', 'VISIT.LOCKED', 'PHOTO.NOT_YOURS'],
  },
  addQuote: {
    params: idParams,
    body: quoteBody,
    view: staffVisitView,
    errors: ['VISIT.STATE', 'VISIT.LOCKED', 'PHOTO.NOT_YOURS'],
  },
  withdrawQuote: { params: idParams, view: staffVisitView, errors: ['VISIT.QUOTE_ANSWERED'] },
  answerQuote: {
    params: idParams,
    body: phoneAnswerBody,
    view: staffVisitView,
    errors: ['VISIT.QUOTE_ANSWERED'],
  },
  correct: {
    params: idParams,
    body: correctionBody,
    view: staffVisitView,
    errors: ['VISIT.STATE', 'VISIT.CORRECTED', 'VISIT.MILEAGE_ODD'],
  },
  sheet: { params: idParams, errors: ['VISIT.STATE'] },
  declinedWork: {
    query: z.strictObject({
      storeId: id,
      state: z.enum(declinedWorkStates).optional(),
      vehicleId: id.optional(),
      ...pageQuery,
    }),
    view: pageOf(declinedWorkView),
    errors: ['STORE.NOT_FOUND'],
  },
  settleDeclined: { params: idParams, body: settleDeclinedBody, view: declinedWorkView },
  rules: {
    query: z.strictObject({ storeId: id }),
    view: visitRules,
    errors: ['STORE.NOT_FOUND'],
  },
  saveRules: { params: idParams, body: visitRules, view: visitRules, errors: ['STORE.NOT_FOUND'] },
  includes: { params: idParams, view: includesView },
  saveIncludes: {
    params: idParams,
    body: includesInput,
    view: includesView,
    errors: ['PHOTO.NOT_YOURS'],
  },
});
