import { z } from 'zod';
import { businessDate, id, idParams, instant, longText, month, pageOf, pageQuery } from '../common.schema.js';
import { caseCauses, caseStates, improvementStates, MAX_STEP_PHOTOS, ownerAnswers } from '../constants.js';
import { photoIds } from '../media/media.routes.js';
import { defineRoutes } from '../route.js';
import { improvementEndpoints, ownerCaseEndpoints } from './feedback.endpoints.js';

/** A complaint as its owner sees it. */
export const ownerCaseView = z.object({
  id,
  title: z.string(),
  state: z.enum(caseStates),
  storeName: z.string(),
  storePhone: z.string(),
  openedAt: instant,
  closedAt: instant.nullable(),
  answer: z.enum(ownerAnswers).nullable(),
  /** True while we ask whether it is solved. */
  asks: z.boolean(),
  /** One warm sentence for the screen. */
  text: z.string(),
  /** What the store has given for it, for instance 50 元代金券. */
  makeGoods: z.array(z.string()),
});
export type OwnerCaseView = z.infer<typeof ownerCaseView>;

export const ownerCaseRoutes = defineRoutes(ownerCaseEndpoints, {
  list: { view: z.object({ items: z.array(ownerCaseView) }) },
  answer: {
    params: idParams,
    body: z.strictObject({
      answer: z.enum(ownerAnswers),
      text: longText.default(''),
      photoIds: photoIds(MAX_STEP_PHOTOS),
    }),
    view: ownerCaseView,
    errors: ['CASE.STATE', 'PHOTO.NOT_YOURS'],
  },
});

export const improvementView = z.object({
  id,
  storeId: id,
  cause: z.enum(caseCauses),
  causeLabel: z.string(),
  title: z.string(),
  plan: z.string(),
  assigneeId: id,
  assigneeName: z.string(),
  dueOn: businessDate,
  overdue: z.boolean(),
  state: z.enum(improvementStates),
  stateLabel: z.string(),
  result: z.string().nullable(),
  /** Owners who were told that it has changed. */
  told: z.int(),
  /** Cases of the cause in the 30 days before it began, and in the last 30 days. */
  before: z.int(),
  now: z.int(),
  createdAt: instant,
  closedAt: instant.nullable(),
});
export type ImprovementView = z.infer<typeof improvementView>;

export const improvementRoutes = defineRoutes(improvementEndpoints, {
  causes: {
    query: z.strictObject({ storeId: id, month: month.optional() }),
    view: z.object({
      month: z.string(),
      items: z.array(
        z.object({
          cause: z.enum(caseCauses),
          label: z.string(),
          cases: z.int(),
          owners: z.int(),
          caseIds: z.array(id),
          /** Among the top three of the month. */
          top: z.boolean(),
          /** An action against it that is not closed. */
          improvementId: id.nullable(),
        }),
      ),
    }),
    errors: ['STORE.NOT_FOUND'],
  },
  list: {
    query: z.strictObject({
      ...pageQuery,
      storeId: id.optional(),
      state: z.enum(improvementStates).optional(),
    }),
    view: pageOf(improvementView),
    errors: ['STORE.NOT_FOUND'],
  },
  create: {
    body: z.strictObject({
      storeId: id,
      cause: z.enum(caseCauses),
      title: z.string().trim().min(2, '请填写标题').max(40, '标题最多 40 个字'),
      plan: longText.default(''),
      assigneeId: id,
      dueOn: businessDate,
    }),
    view: improvementView,
    errors: ['STORE.NOT_FOUND'],
  },
  close: {
    params: idParams,
    body: z.strictObject({
      effective: z.boolean(),
      /** What has changed, in words for owners: at most 60 characters. */
      result: z.string().trim().min(4, '请写清改了什么，车主会看到').max(60, '最多 60 个字'),
    }),
    view: improvementView,
    errors: ['CASE.STATE'],
  },
});
