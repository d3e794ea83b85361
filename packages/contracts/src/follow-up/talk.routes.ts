import { z } from 'zod';
import { businessDate, id, idParams, instant, month, shortText } from '../common.schema.js';
import { defineRoutes } from '../route.js';
import { talkKinds, talkSplits } from './follow-up-constants.js';
import { talkEndpoints } from './talk.endpoints.js';

const quarter = z.string().regex(/^20\d\dQ[1-4]$/, '季度格式应为 2026Q4');

/** A plan and how far it has come. Counts are tasks that were not cancelled. */
export const talkPlanView = z.object({
  id,
  kind: z.enum(talkKinds),
  /** `2026Q4`, the day of the survey, or the month of the sales that home visits follow. */
  cycle: z.string(),
  /** Null for home visits: each advisor's customers get their share. */
  by: z.enum(talkSplits).nullable(),
  fromOn: businessDate,
  toOn: businessDate,
  target: z.int(),
  planned: z.int(),
  met: z.int(),
  /** Still to be held. */
  left: z.int(),
  /** Null: each car's own advisor. */
  assigneeName: z.string().nullable(),
  createdBy: z.string(),
  cancelledAt: instant.nullable(),
});
export type TalkPlanView = z.infer<typeof talkPlanView>;

const counts = {
  planned: z.int(),
  met: z.int(),
  declined: z.int(),
  /** Still to be held. */
  left: z.int(),
};

export const talkOverview = z.object({
  storeId: id,
  month,
  /** Home visits of the month: a share of the sales of the month before. */
  homeVisits: z.object({
    salesMonth: month,
    sales: z.int(),
    percent: z.int(),
    target: z.int(),
    planned: z.int(),
    met: z.int(),
    left: z.int(),
  }),
  /** That touch the month, the newest first. */
  plans: z.array(talkPlanView),
  /** Tasks closed in the month, or open ones that may be held from a day of it on; kinds without any are left out. */
  kinds: z.array(
    z.object({
      kind: z.enum(talkKinds),
      ...counts,
      /** Mean of 1 to 10 with one decimal; null before the first answer. */
      satisfaction: z.number().nullable(),
    }),
  ),
  people: z.array(z.object({ staffId: id.nullable(), name: z.string(), ...counts })),
  /** What owners said in the month, the least satisfied first; at most 30. */
  voices: z.array(
    z.object({
      taskId: id,
      kind: z.enum(talkKinds),
      ownerName: z.string(),
      model: z.string().nullable(),
      satisfaction: z.int(),
      improve: z.string(),
      other: z.string(),
      caseId: id.nullable(),
      at: instant,
    }),
  ),
});
export type TalkOverview = z.infer<typeof talkOverview>;

const sample = {
  storeId: id,
  by: z.enum(talkSplits),
  /** Owners to talk to. */
  target: z.int().min(1, '至少 1 位').max(500, '一次最多 500 位'),
  /** Models or age bands to stay with; empty: all. */
  only: z.array(shortText.min(1)).max(50).default([]),
  /** Null: each car's own advisor. */
  assigneeId: id.nullable().default(null),
};
export const talkPlanBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('talk_quarter'), quarter, ...sample }),
  z.strictObject({ kind: z.literal('talk_nps'), surveyOn: businessDate, ...sample }),
]);
export type TalkPlanBody = z.infer<typeof talkPlanBody>;

export const talkRoutes = defineRoutes(talkEndpoints, {
  overview: {
    query: z.strictObject({ storeId: id, month: month.optional() }),
    view: talkOverview,
    errors: ['STORE.NOT_FOUND'],
  },
  groups: {
    query: z.strictObject({ storeId: id, by: z.enum(talkSplits).default('model') }),
    view: z.object({ groups: z.array(z.object({ key: z.string(), label: z.string(), cars: z.int() })) }),
    errors: ['STORE.NOT_FOUND'],
  },
  plan: {
    body: talkPlanBody,
    view: talkPlanView,
    errors: ['STORE.NOT_FOUND', 'TALK.PLANNED', 'TALK.NOBODY'],
  },
  cancelPlan: { params: idParams, view: talkPlanView, errors: ['TALK.CANCELLED'] },
});
