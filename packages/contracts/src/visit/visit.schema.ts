import { z } from 'zod';
import { businessDate, fen, id, instant, km, longText, shortText } from '../common.schema.js';
import { MAX_RATING_PHOTOS, ratingTags, ratingTouchpoints, visitSteps } from '../constants.js';
import { photoIds, photoView } from '../media/media.routes.js';
import { checkInRecord, checkInRecordView, includesView } from './check-in.schema.js';
import { brokenPromiseView, declinedWorkView, quoteView } from './quote.schema.js';
import { reportView } from './report.schema.js';

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
  photos: z.array(photoView),
  at: instant,
});
/** A rating that was begun. Nothing of it counts before it is given. */
export const ratingDraftView = z.object({
  stars: z.int().nullable(),
  nps: z.int().nullable(),
  touchpoints: z.partialRecord(z.enum(ratingTouchpoints), z.int()),
  tags: z.array(z.enum(ratingTags)),
  text: z.string(),
  photos: z.array(photoView),
});
export type RatingDraftView = z.infer<typeof ratingDraftView>;

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

/** What owners and staff both see of a visit. */
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
  /** The work was done and the car waited for its owner; null while it is worked on. */
  readyAt: instant.nullable(),
  handedOverAt: instant.nullable(),
  /** Ready by the first promise (later ones that the owner did not ask for do not count); null while it is worked on. */
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
  /** What the owner has filled in so far; null once it is given. */
  ratingDraft: ratingDraftView.nullable(),
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

const stars = z.int().min(1).max(5);
const ratingDetails = {
  nps: z.int().min(0).max(10).nullable(),
  touchpoints: z.partialRecord(z.enum(ratingTouchpoints), stars).default({}),
  tags: z.array(z.enum(ratingTags)).max(8).default([]),
  text: longText.default(''),
  /** All photos of the rating; those of a draft that are left out are taken off. */
  photoIds: photoIds(MAX_RATING_PHOTOS),
};
export const rateBody = z.strictObject({ stars, ...ratingDetails });
/** The whole draft each time: what is left out is empty. */
export const ratingDraftBody = z.strictObject({ stars: stars.nullable(), ...ratingDetails });

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
  belongings: longText.default(''),
  /** The fault in the owner's own words. */
  ownerWords: longText.default(''),
  promisedAt: instant.optional(),
  /** For a walk-in: a bay from this quarter of an hour on, so that nobody books over the car. Left out: none is kept. */
  place: z
    .strictObject({
      bayId: id.optional(),
      advisorId: id.nullable().default(null),
      /** Beyond capacity if the bays are full; needs the permission booking.overbook. */
      overbook: z.strictObject({ reason: shortText.min(2, '请写明超额预约的原因') }).optional(),
    })
    .optional(),
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
