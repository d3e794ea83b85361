import { z } from 'zod';
import {
  cursorOf,
  cursorQuery,
  done,
  flag,
  id,
  idParams,
  instant,
  pageOf,
  pageQuery,
  shortText,
} from '../common.schema.js';
import { photoIds, photoView } from '../media/media.routes.js';
import { defineRoutes } from '../route.js';
import { circleEndpoints, staffCircleEndpoints } from './circle.endpoints.js';
import {
  CIRCLE_COMMENT_MAX,
  CIRCLE_PHOTOS_MAX,
  CIRCLE_TEXT_MAX,
  circleHoldReasons,
  circleReportReasons,
  circleStates,
} from './circle-constants.js';

const words = (max: number) => z.string().trim().min(1, '请写点什么').max(max, `最多 ${max} 个字`);

export const circleTopicView = z.object({
  id,
  name: z.string(),
  /** Closed: may be read, nothing new is written. */
  open: z.boolean(),
  /** Posts are questions to the store. */
  isQuestion: z.boolean(),
  /** Null: for everybody in the group. */
  storeId: id.nullable(),
});
export type CircleTopicView = z.infer<typeof circleTopicView>;

const entry = {
  id,
  state: z.enum(circleStates),
  text: z.string(),
  /** 王女士, or the store's name. */
  author: z.string(),
  /** Written by the store. */
  official: z.boolean(),
  mine: z.boolean(),
  at: instant,
};
export const circlePostView = z.object({
  ...entry,
  topicId: id,
  topicName: z.string(),
  /** The model of the author's car, if they wished it to be shown. */
  model: z.string(),
  photos: z.array(photoView),
  likes: z.int(),
  liked: z.boolean(),
  comments: z.int(),
  /** How it stands, for its author; empty once it is shown. */
  stateText: z.string(),
  mayEdit: z.boolean(),
});
export type CirclePostView = z.infer<typeof circlePostView>;
export const circleCommentView = z.object({
  ...entry,
  /** Whom it answers; empty for the post itself. */
  replyTo: z.string(),
  stateText: z.string(),
});
export type CircleCommentView = z.infer<typeof circleCommentView>;
export const circleDetailView = circlePostView.extend({ commentList: z.array(circleCommentView) });
export type CircleDetailView = z.infer<typeof circleDetailView>;

export const circlePostBody = z.strictObject({
  topicId: id,
  text: words(CIRCLE_TEXT_MAX),
  photoIds: photoIds(CIRCLE_PHOTOS_MAX),
  /** One of my cars whose model is shown. */
  vehicleId: id.nullable().default(null),
});

const writing = ['CIRCLE.BLOCKED', 'CIRCLE.NO_CAR', 'REQUEST.TOO_MANY'] as const;
const posting = [...writing, 'CIRCLE.TOPIC', 'VEHICLE.NOT_FOUND', 'PHOTO.NOT_YOURS'] as const;
export const circleRoutes = defineRoutes(circleEndpoints, {
  entry: {
    view: z.object({
      open: z.boolean(),
      topics: z.array(circleTopicView),
      /** Why I may not write; empty if I may. */
      blockedText: z.string(),
    }),
  },
  feed: {
    query: z.strictObject({ ...cursorQuery, topicId: id.optional(), mine: flag.optional() }),
    view: cursorOf(circlePostView),
  },
  create: { body: circlePostBody, view: circleDetailView, errors: posting },
  detail: { params: idParams, view: circleDetailView },
  edit: {
    params: idParams,
    body: circlePostBody,
    view: circleDetailView,
    errors: [...posting, 'CIRCLE.STATE'],
  },
  comment: {
    params: idParams,
    body: z.strictObject({ text: words(CIRCLE_COMMENT_MAX), replyToId: id.nullable().default(null) }),
    view: circleDetailView,
    errors: [...writing, 'CIRCLE.STATE'],
  },
  like: {
    params: idParams,
    body: z.strictObject({ on: z.boolean() }),
    view: z.object({ likes: z.int(), liked: z.boolean() }),
    errors: ['REQUEST.TOO_MANY'],
  },
  report: {
    params: idParams,
    body: z.strictObject({ reason: z.enum(circleReportReasons), words: shortText.default('') }),
    view: done,
    errors: ['REQUEST.TOO_MANY'],
  },
  remove: { params: idParams, view: done },
});

export const staffCircleItem = z.object({
  id,
  /** The post it belongs to: itself, or the one that is commented. */
  postId: id,
  kind: z.enum(['post', 'comment']),
  state: z.enum(circleStates),
  /** Counts how often its author has written it. */
  edition: z.int(),
  holdReason: z.enum(circleHoldReasons).nullable(),
  reason: z.string(),
  text: z.string(),
  author: z.string(),
  official: z.boolean(),
  blocked: z.boolean(),
  storeId: id,
  storeName: z.string(),
  topicId: id.nullable(),
  topicName: z.string(),
  model: z.string(),
  photos: z.array(photoView),
  reports: z.int(),
  likes: z.int(),
  comments: z.int(),
  at: instant,
});
export type StaffCircleItem = z.infer<typeof staffCircleItem>;
export const staffCircleView = staffCircleItem.extend({
  reportList: z.array(z.object({ reason: z.enum(circleReportReasons), words: z.string(), at: instant })),
  /** What may be decided now. */
  next: z.array(z.enum(circleStates)),
  thread: z.array(staffCircleItem),
});
export type StaffCircleView = z.infer<typeof staffCircleView>;

const filter = {
  storeId: id.optional(),
  state: z.enum(circleStates).optional(),
  topicId: id.optional(),
  kind: z.enum(['post', 'comment']).optional(),
  /** Only what waits for a person: held, or shown and reported. */
  waiting: flag.optional(),
  q: z.string().trim().max(30, '最多 30 个字').optional(),
};
export const staffCircleRoutes = defineRoutes(staffCircleEndpoints, {
  overview: {
    query: z.strictObject({ storeId: id.optional() }),
    view: z.object({
      open: z.boolean(),
      topics: z.array(circleTopicView.extend({ place: z.int() })),
      waiting: z.int(),
      /** Questions to the store without an answer. */
      unanswered: z.int(),
      posts: z.int(),
      authors: z.int(),
      /** Questions of thirty days, and how many had an answer within a day. */
      questions: z.int(),
      answeredInDay: z.int(),
    }),
    errors: ['STORE.NOT_FOUND'],
  },
  list: {
    query: z.strictObject({ ...pageQuery, ...filter }),
    view: pageOf(staffCircleItem),
    errors: ['STORE.NOT_FOUND'],
  },
  file: { query: z.strictObject(filter), errors: ['STORE.NOT_FOUND'] },
  detail: { params: idParams, view: staffCircleView },
  decide: {
    params: idParams,
    body: z
      .strictObject({
        to: z.enum(['shown', 'refused', 'removed']),
        /** The state that was on the screen: who comes second is told so. */
        seen: z.enum(circleStates),
        /** The words that were on the screen: its author may have written others that are held again. */
        edition: z.int(),
        reason: z.string().trim().max(100, '最多 100 个字').default(''),
      })
      .refine(({ to, reason }) => to === 'shown' || reason.length >= 2, {
        path: ['reason'],
        message: '请写明原因，作者会看到',
      }),
    view: staffCircleView,
    errors: ['CIRCLE.STATE'],
  },
  answer: {
    params: idParams,
    body: z.strictObject({ text: words(CIRCLE_COMMENT_MAX) }),
    view: staffCircleView,
    errors: ['CIRCLE.STATE'],
  },
  block: {
    params: idParams,
    body: z.strictObject({
      /** Null: for good; 0: no more. */
      days: z.int().min(0).max(365, '最多 365 天').nullable(),
      reason: z.string().trim().min(2, '请写明原因，作者会看到').max(100, '最多 100 个字'),
    }),
    view: staffCircleView,
    errors: ['CIRCLE.STATE'],
  },
  blocks: {
    query: z.strictObject({ storeId: id.optional() }),
    view: z.object({
      items: z.array(
        z.object({
          /** The post or comment for which it was done. */
          entryId: id,
          author: z.string(),
          storeName: z.string(),
          reason: z.string(),
          until: instant.nullable(),
        }),
      ),
    }),
    errors: ['STORE.NOT_FOUND'],
  },
  saveTopic: {
    body: z.strictObject({
      id: id.nullable().default(null),
      name: z.string().trim().min(2, '至少 2 个字').max(12, '最多 12 个字'),
      open: z.boolean(),
      isQuestion: z.boolean(),
      storeId: id.nullable().default(null),
      place: z.int().min(0).max(99),
    }),
    view: done,
    errors: ['STORE.NOT_FOUND', 'CIRCLE.TOPIC_NAME'],
  },
  turn: { body: z.strictObject({ open: z.boolean() }), view: done },
});
