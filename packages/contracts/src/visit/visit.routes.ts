import { z } from 'zod';
import { takeErrors } from '../booking/booking.routes.js';
import {
  businessDate,
  cursorOf,
  cursorQuery,
  done,
  id,
  idParams,
  pageOf,
  pageQuery,
} from '../common.schema.js';
import { defineRoutes } from '../route.js';
import { checkInRecordBody, includesInput, includesView } from './check-in.schema.js';
import {
  declinedWorkView,
  ownerAnswerBody,
  phoneAnswerBody,
  quoteBody,
  settleDeclinedBody,
  staffDeclinedWorkView,
  visitRules,
} from './quote.schema.js';
import { reportBody } from './report.schema.js';
import { visitEndpoints, workshopEndpoints } from './visit.endpoints.js';
import {
  advanceBody,
  arrivalView,
  checkInBody,
  correctionBody,
  handOverBody,
  rateBody,
  ratingDraftBody,
  ratingDraftView,
  staffVisitView,
  visitListItem,
  visitView,
} from './visit.schema.js';
import { declinedWorkStates } from './visit-constants.js';

export * from './report.schema.js';
export * from './visit.schema.js';

export const visitRoutes = defineRoutes(visitEndpoints, {
  list: { query: z.strictObject(cursorQuery), view: cursorOf(visitListItem) },
  detail: { params: idParams, view: visitView },
  rate: {
    params: idParams,
    body: rateBody,
    view: visitView,
    errors: ['RATING.DONE', 'RATING.NOT_YET', 'PHOTO.NOT_YOURS'],
  },
  saveRatingDraft: {
    params: idParams,
    body: ratingDraftBody,
    view: ratingDraftView,
    errors: ['RATING.DONE', 'RATING.NOT_YET', 'PHOTO.NOT_YOURS'],
  },
  answerQuote: { params: idParams, body: ownerAnswerBody, view: visitView, errors: ['VISIT.QUOTE_ANSWERED'] },
  declinedWork: { view: z.object({ items: z.array(declinedWorkView) }) },
  dropDeclined: { params: idParams, view: done },
  sheet: { params: idParams, errors: ['VISIT.STATE'] },
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
    errors: [
      'BOOKING.STATE',
      'VISIT.ALREADY_IN',
      'VEHICLE.NOT_FOUND',
      'STORE.NOT_FOUND',
      'PHOTO.NOT_YOURS',
      ...takeErrors,
      'BOOKING.VEHICLE_ALREADY_BOOKED',
      'BOOKING.OVERBOOK_FORBIDDEN',
    ],
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
    errors: [
      'VISIT.STATE',
      'VISIT.LOCKED',
      'VISIT.DELAY_REASON_NEEDED',
      'VISIT.REPORT_NEEDED',
      'VISIT.APPROVAL_NEEDED',
    ],
  },
  saveReport: {
    params: idParams,
    body: reportBody,
    view: staffVisitView,
    errors: [
      'VISIT.REPORT_SIGNED',
      'VISIT.STATE',
      'VISIT.LOCKED',
      'VISIT.REPORT_INCOMPLETE',
      'PHOTO.NOT_YOURS',
    ],
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
    view: pageOf(staffDeclinedWorkView),
    errors: ['STORE.NOT_FOUND'],
  },
  settleDeclined: { params: idParams, body: settleDeclinedBody, view: declinedWorkView },
  rules: {
    query: z.strictObject({ storeId: id }),
    view: visitRules,
    errors: ['STORE.NOT_FOUND'],
  },
  saveRules: { params: idParams, body: visitRules.partial(), view: visitRules, errors: ['STORE.NOT_FOUND'] },
  includes: { params: idParams, view: includesView },
  saveIncludes: {
    params: idParams,
    body: includesInput,
    view: includesView,
    errors: ['PHOTO.NOT_YOURS'],
  },
});
