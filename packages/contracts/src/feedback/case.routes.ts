import { z } from 'zod';
import { id, idParams, instant, longText, pageOf, pageQuery } from '../common.schema.js';
import { caseCauses, caseLevels, caseStates, MAX_STEP_PHOTOS, ownerAnswers } from '../constants.js';
import { photoIds, photoView } from '../media/media.routes.js';
import { defineRoutes } from '../route.js';
import { ratingView } from '../visit/visit.routes.js';
import { caseEndpoints } from './feedback.endpoints.js';
import {
  makeGoodBody,
  makeGoodDecisionBody,
  makeGoodRoom,
  makeGoodRules,
  makeGoodView,
} from './make-good.schema.js';

export * from './make-good.schema.js';

export const caseRow = z.object({
  id,
  title: z.string(),
  state: z.enum(caseStates),
  level: z.enum(caseLevels),
  storeId: id,
  ownerId: id,
  ownerName: z.string(),
  plate: z.string().nullable(),
  assigneeId: id.nullable(),
  assigneeName: z.string().nullable(),
  openedAt: instant,
  /** SLA: to be answered by then (business hours). */
  dueAt: instant,
  overdue: z.boolean(),
  closedAt: instant.nullable(),
  /** A make-good waits for approval. */
  makeGoodWaiting: z.boolean(),
});
export const caseDetail = caseRow.extend({
  visitId: id.nullable(),
  rating: ratingView.nullable(),
  closeReason: z.string().nullable(),
  steps: z.array(
    z.object({
      at: instant,
      by: z.string(),
      text: z.string(),
      state: z.enum(caseStates).nullable(),
      /** Evidence. */
      photos: z.array(photoView),
    }),
  ),
  nextStates: z.array(z.enum(caseStates)),
  causes: z.array(z.enum(caseCauses)),
  /** What the owner said when asked whether it is solved. */
  ownerAnswer: z.enum(ownerAnswers).nullable(),
  /** 0 in time, 1 half of the time is over, 2 all of it: told to the manager. */
  escalation: z.int(),
  /** Oldest first. */
  makeGoods: z.array(makeGoodView),
  makeGoodRoom,
});
export type CaseDetail = z.infer<typeof caseDetail>;

export const caseRoutes = defineRoutes(caseEndpoints, {
  setCauses: {
    params: idParams,
    body: z.strictObject({ causes: z.array(z.enum(caseCauses)).max(3, '最多选 3 个原因') }),
    view: caseDetail,
  },
  list: {
    query: z.strictObject({ ...pageQuery, storeId: id.optional(), state: z.enum(caseStates).optional() }),
    view: pageOf(caseRow),
    errors: ['STORE.NOT_FOUND'],
  },
  detail: { params: idParams, view: caseDetail },
  addStep: {
    params: idParams,
    body: z.strictObject({
      text: longText.min(2, '请填写处理过程'),
      state: z.enum(caseStates).optional(),
      /** The state as the caller saw it: what somebody else has closed meanwhile is not opened again by chance. */
      seen: z.enum(caseStates).optional(),
      assigneeId: id.optional(),
      photoIds: photoIds(MAX_STEP_PHOTOS),
    }),
    view: caseDetail,
    errors: ['CASE.STATE', 'PHOTO.NOT_YOURS'],
  },
  makeGood: {
    params: idParams,
    body: makeGoodBody,
    view: caseDetail,
    errors: ['CASE.STATE', 'CASE.MAKE_GOOD_MOST', 'CASE.MAKE_GOOD_WAITING'],
  },
  decideMakeGood: {
    params: idParams,
    body: makeGoodDecisionBody,
    view: caseDetail,
    errors: ['CASE.OWN_APPROVAL', 'CASE.MAKE_GOOD_DECIDED'],
  },
  withdrawMakeGood: { params: idParams, view: caseDetail, errors: ['CASE.MAKE_GOOD_DECIDED'] },
  makeGoodRules: {
    query: z.strictObject({ storeId: id }),
    view: makeGoodRules,
    errors: ['STORE.NOT_FOUND'],
  },
  saveMakeGoodRules: {
    params: idParams,
    body: makeGoodRules.partial(),
    view: makeGoodRules,
    errors: ['STORE.NOT_FOUND'],
  },
});
