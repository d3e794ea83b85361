import { z } from 'zod';
import {
  businessDate,
  flag,
  id,
  idParams,
  instant,
  longText,
  pageOf,
  pageQuery,
  shortText,
} from '../common.schema.js';
import { caseLevels, elsewhereReasons, laterDays } from '../constants.js';
import { dueView, tileView } from '../owner/owner.routes.js';
import { defineRoutes } from '../route.js';
import { followUpEndpoints } from './follow-up.endpoints.js';
import { bestTimes, followUpKinds, followUpOutcomes, followUpStates } from './follow-up-constants.js';

export const followUpRow = z.object({
  id,
  kind: z.enum(followUpKinds),
  /** What the call is about, for instance 续保到期未能送达. */
  title: z.string(),
  state: z.enum(followUpStates),
  storeId: id,
  storeName: z.string(),
  ownerId: id,
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  vehicleId: id.nullable(),
  plate: z.string().nullable(),
  model: z.string().nullable(),
  assigneeId: id.nullable(),
  assigneeName: z.string().nullable(),
  /** To be done by then. */
  dueAt: instant,
  /** Not before then: the next try. */
  nextAt: instant,
  overdue: z.boolean(),
  bestTime: z.enum(bestTimes),
  bestTimeText: z.string(),
  /** How often it was tried. Goes back as `seen` with the next try. */
  attempts: z.int(),
  lastOutcome: z.enum(followUpOutcomes).nullable(),
  closedAt: instant.nullable(),
  createdAt: instant,
});
export type FollowUpRow = z.infer<typeof followUpRow>;

export const followUpDetail = followUpRow.extend({
  /** What to say, line by line; the facts are filled in. */
  script: z.array(z.string()),
  /** Why the task is there. */
  why: z.string(),
  closeReason: z.string().nullable(),
  bookingId: id.nullable(),
  caseId: id.nullable(),
  /** The owner asked not to be disturbed; say so before dialling. */
  quietUntil: instant.nullable(),
  cars: z.array(
    z.object({
      id,
      plate: z.string().nullable(),
      model: z.string(),
      due: dueView.nullable(),
      tiles: z.array(tileView),
      lastVisitOn: businessDate.nullable(),
      openBookingId: id.nullable(),
    }),
  ),
  tries: z.array(
    z.object({
      at: instant,
      by: z.string(),
      outcome: z.enum(followUpOutcomes),
      note: z.string(),
      nextAt: instant.nullable(),
    }),
  ),
  /** Of a talk that was held; null for calls and before. */
  answers: z.object({ satisfaction: z.int(), improve: z.string(), other: z.string() }).nullable(),
  /** Outcomes that may be written now. */
  outcomes: z.array(z.enum(followUpOutcomes)),
});
export type FollowUpDetail = z.infer<typeof followUpDetail>;

/** What an owner said in a talk face to face. */
export const talkAnswers = z.strictObject({
  satisfaction: z.int('请打分').min(1).max(10),
  improve: longText.default(''),
  other: longText.default(''),
});
export type TalkAnswers = z.infer<typeof talkAnswers>;

const tried = {
  /** `attempts` of the task as the caller saw it: a colleague's try in between answers FOLLOW_UP.STATE. */
  seen: z.int().min(0).max(100),
  note: longText.default(''),
};
export const attemptBody = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('reached'), ...tried }),
  z.strictObject({ outcome: z.literal('booked'), bookingId: id.optional(), ...tried }),
  /** Without `nextAt` the next try follows the rule: 2 hours, the other half of the next day, 3 days, then closed. */
  z.strictObject({ outcome: z.literal('no_answer'), nextAt: instant.optional(), ...tried }),
  z.strictObject({ outcome: z.literal('call_back'), nextAt: instant, ...tried }),
  /** Like the owner's own answer to a reminder. */
  z.strictObject({ outcome: z.literal('later'), days: z.literal(laterDays).default(30), ...tried }),
  z.strictObject({
    outcome: z.literal('done_elsewhere'),
    on: businessDate,
    reason: z.enum(elsewhereReasons),
    ...tried,
  }),
  z.strictObject({ outcome: z.literal('sold'), ...tried }),
  /** Opens a complaint case in the same step. */
  z.strictObject({
    outcome: z.literal('complaint'),
    level: z.enum(caseLevels).default('normal'),
    text: longText.min(2, '请填写车主的意见'),
    ...tried,
  }),
  z.strictObject({ outcome: z.literal('refused'), ...tried }),
  z.strictObject({ outcome: z.literal('wrong_number'), ...tried }),
  /** A talk face to face; what the owner minds opens a complaint case in the same step. */
  z.strictObject({
    outcome: z.literal('met'),
    answers: talkAnswers,
    complaint: z
      .strictObject({
        level: z.enum(caseLevels).default('normal'),
        text: longText.min(2, '请填写车主的意见'),
      })
      .optional(),
    ...tried,
  }),
  z.strictObject({ outcome: z.literal('put_off'), nextAt: instant, ...tried }),
  /** Without `nextAt`: the other half of the next day, then 3 days later, then closed. */
  z.strictObject({ outcome: z.literal('absent'), nextAt: instant.optional(), ...tried }),
  z.strictObject({ outcome: z.literal('declined'), ...tried }),
]);
export type AttemptBody = z.infer<typeof attemptBody>;

export const createFollowUpBody = z.strictObject({
  kind: z.enum(['custom', 'rating_call', 'case_call', 'estimate_call']).default('custom'),
  ownerId: id,
  vehicleId: id.nullable().default(null),
  storeId: id,
  title: shortText.min(2, '请填写电话事由'),
  /** What to say; empty: the standard words of the kind. */
  script: longText.default(''),
  dueAt: instant,
  assigneeId: id.nullable().default(null),
});
export type CreateFollowUpBody = z.infer<typeof createFollowUpBody>;

const filters = {
  storeId: id.optional(),
  kind: z.enum(followUpKinds).optional(),
  /** `active` (default): open and waiting ones. */
  state: z.enum([...followUpStates, 'active', 'all']).default('active'),
  mine: flag.optional(),
  overdue: flag.optional(),
  ownerId: id.optional(),
};

export const followUpCounters = z.object({
  /** Active tasks whose next try has come. */
  now: z.int(),
  overdue: z.int(),
  /** Active ones that are mine. */
  mine: z.int(),
  unassigned: z.int(),
  doneToday: z.int(),
});

export const followUpRoutes = defineRoutes(followUpEndpoints, {
  list: {
    query: z.strictObject({ ...pageQuery, ...filters }),
    view: pageOf(followUpRow).extend({ counters: followUpCounters }),
    errors: ['STORE.NOT_FOUND'],
  },
  exportFile: {
    query: z.strictObject({ ...filters, from: businessDate.optional(), to: businessDate.optional() }),
    errors: ['STORE.NOT_FOUND'],
  },
  detail: { params: idParams, view: followUpDetail },
  create: {
    body: createFollowUpBody,
    view: followUpDetail,
    errors: ['STORE.NOT_FOUND', 'VEHICLE.NOT_FOUND'],
  },
  attempt: {
    params: idParams,
    body: attemptBody,
    view: followUpDetail,
    errors: ['FOLLOW_UP.STATE', 'FOLLOW_UP.NO_CAR', 'FOLLOW_UP.OUTCOME'],
  },
  assign: {
    params: idParams,
    body: z.strictObject({
      assigneeId: id.nullable(),
      /** Who had it when this was chosen: refused if somebody else has it by now. */
      seen: id.nullable(),
    }),
    view: followUpDetail,
    errors: ['FOLLOW_UP.STATE'],
  },
  cancel: {
    params: idParams,
    body: z.strictObject({ reason: shortText.min(2, '请填写取消原因') }),
    view: followUpDetail,
    errors: ['FOLLOW_UP.STATE'],
  },
});
