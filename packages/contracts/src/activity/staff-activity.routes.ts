import { z } from 'zod';
import {
  businessDate,
  done,
  id,
  idParams,
  instant,
  month,
  pageOf,
  pageQuery,
  shortText,
} from '../common.schema.js';
import { codePictureView, photoIds, photoView } from '../media/media.routes.js';
import { defineRoutes } from '../route.js';
import { staffActivityEndpoints } from './activity.endpoints.js';
import { activityCore } from './activity.routes.js';
import {
  activityKinds,
  activityStates,
  MOST_GUESTS,
  scanResults,
  sessionStates,
  signUpStates,
} from './activity-constants.js';
import { formField, formFields } from './activity-form.schema.js';

const seats = z.int().min(1, '至少 1 个名额').max(2_000, '最多 2000 个名额');
const guests = z.int().min(0).max(MOST_GUESTS, `最多带 ${MOST_GUESTS} 位同伴`);

export const saveActivityBody = z.strictObject({
  storeId: id,
  kind: z.enum(activityKinds),
  title: z.string().trim().min(2, '请填写标题').max(40, '标题最多 40 个字'),
  summary: z.string().trim().max(80, '简介最多 80 个字').default(''),
  description: z.string().trim().max(4_000, '介绍最多 4000 个字').default(''),
  /** Empty: at the store. */
  place: shortText.default(''),
  fields: formFields.default([]),
  /** The first photo is the cover. */
  photoIds: photoIds(9),
});
export const sessionBody = z.strictObject({
  startsAt: instant,
  endsAt: instant,
  signUpUntil: instant,
  seats,
  maxGuests: guests.default(0),
  /** On a change, what those signed up are told besides the new time. */
  note: z.string().trim().max(100, '说明最多 100 个字').default(''),
});

export const staffSessionView = z.object({
  id,
  activityId: id,
  state: z.enum(sessionStates),
  startsAt: instant,
  endsAt: instant,
  signUpUntil: instant,
  seats: z.int(),
  seatsLeft: z.int(),
  maxGuests: z.int(),
  /** Sign-ups that are going, their people with guests, and how many of the sign-ups came. */
  going: z.int(),
  people: z.int(),
  attended: z.int(),
  waiting: z.int(),
  offered: z.int(),
  /** Mean stars of the mini survey, one decimal, and how many answered. */
  stars: z.number().nullable(),
  surveys: z.int(),
});
export type StaffSessionView = z.infer<typeof staffSessionView>;
export const staffActivityView = z.object({
  ...activityCore,
  state: z.enum(activityStates),
  stateLabel: z.string(),
  description: z.string(),
  photos: z.array(photoView),
  fields: z.array(formField),
  sessions: z.array(staffSessionView),
  createdBy: z.string(),
  createdAt: instant,
});
export type StaffActivityView = z.infer<typeof staffActivityView>;

export const rosterRow = z.object({
  id,
  ownerId: id,
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  state: z.enum(signUpStates),
  stateLabel: z.string(),
  guests: z.int(),
  /** Answers of the form in the order of its questions, in words. */
  answers: z.array(z.object({ label: z.string(), text: z.string() })),
  signedUpAt: instant,
  offerUntil: instant.nullable(),
  attendedAt: instant.nullable(),
  survey: z.object({ stars: z.int(), text: z.string() }).nullable(),
});
export const rosterView = z.object({
  title: z.string(),
  kind: z.enum(activityKinds),
  storeName: z.string(),
  place: z.string(),
  session: staffSessionView,
  rows: z.array(rosterRow),
});
export type RosterView = z.infer<typeof rosterView>;

export const scanBody = z.strictObject({
  storeId: id,
  scans: z
    .array(
      z.strictObject({
        token: z.string().min(1).max(100),
        /** When it was scanned, if the network was away then. */
        at: instant.optional(),
      }),
    )
    .min(1)
    .max(200, '一次最多上传 200 条'),
});
export const scanView = z.object({
  items: z.array(
    z.object({
      token: z.string(),
      result: z.enum(scanResults),
      text: z.string(),
      ownerName: z.string().nullable(),
      people: z.int().nullable(),
      title: z.string().nullable(),
      attendedAt: instant.nullable(),
    }),
  ),
});
export type ScanView = z.infer<typeof scanView>;

/** New owners by month of delivery and how many of them came to a care class in time. */
export const coverageView = z.object({
  goalPercent: z.int(),
  withinMonths: z.int(),
  months: z.array(
    z.object({
      /** YYYY-MM of delivery. */
      month: z.string(),
      owners: z.int(),
      attended: z.int(),
      /** Signed up for a class to come in time. */
      coming: z.int(),
      /** One decimal; null without new owners. */
      percent: z.number().nullable(),
      reached: z.boolean(),
      /** False while somebody of the month still has time. */
      complete: z.boolean(),
    }),
  ),
});
export type CoverageView = z.infer<typeof coverageView>;
export const coverageOwner = z.object({
  ownerId: id,
  ownerName: z.string(),
  vehicleId: id,
  model: z.string(),
  soldOn: businessDate,
  /** Until then a class counts. */
  untilOn: businessDate,
  attendedAt: instant.nullable(),
  comingAt: instant.nullable(),
});

const inStore = ['STORE.NOT_FOUND'] as const;

export const staffActivityRoutes = defineRoutes(staffActivityEndpoints, {
  list: {
    query: z.strictObject({
      ...pageQuery,
      storeId: id.optional(),
      kind: z.enum(activityKinds).optional(),
      state: z.enum(activityStates).optional(),
      /** Only those with a session that begins on one of these days, both included. */
      fromOn: businessDate.optional(),
      toOn: businessDate.optional(),
    }),
    view: pageOf(staffActivityView),
    errors: inStore,
  },
  detail: { params: idParams, view: staffActivityView },
  codePicture: { params: idParams, view: codePictureView, errors: ['ACTIVITY.STATE'] },
  create: { body: saveActivityBody, view: staffActivityView, errors: ['STORE.NOT_FOUND', 'PHOTO.NOT_YOURS'] },
  update: {
    params: idParams,
    body: saveActivityBody.omit({ storeId: true }),
    view: staffActivityView,
    errors: ['ACTIVITY.STATE', 'PHOTO.NOT_YOURS'],
  },
  publish: { params: idParams, view: staffActivityView, errors: ['ACTIVITY.STATE', 'ACTIVITY.NO_SESSION'] },
  cancel: {
    params: idParams,
    body: z.strictObject({ reason: z.string().trim().min(2, '请写明原因，车主会看到').max(60) }),
    view: staffActivityView,
    errors: ['ACTIVITY.STATE'],
  },
  addSession: {
    params: idParams,
    body: sessionBody.omit({ note: true }),
    view: staffActivityView,
    errors: ['ACTIVITY.STATE', 'ACTIVITY.TIMES'],
  },
  changeSession: {
    params: idParams,
    body: sessionBody,
    view: staffActivityView,
    errors: ['ACTIVITY.STATE', 'ACTIVITY.TIMES', 'ACTIVITY.SEATS_TAKEN'],
  },
  cancelSession: {
    params: idParams,
    body: z.strictObject({ reason: z.string().trim().min(2, '请写明原因，车主会看到').max(60) }),
    view: staffActivityView,
    errors: ['ACTIVITY.STATE'],
  },
  notice: {
    params: idParams,
    body: z.strictObject({ text: z.string().trim().min(2, '请填写通知内容').max(200, '通知最多 200 个字') }),
    view: done,
    errors: ['ACTIVITY.STATE'],
  },
  roster: { params: idParams, view: rosterView },
  rosterFile: { params: idParams },
  checkIn: { body: scanBody, view: scanView, errors: inStore },
  attend: {
    params: idParams,
    body: z.strictObject({ attended: z.boolean() }),
    view: rosterRow,
    errors: ['ACTIVITY.STATE'],
  },
  coverage: {
    query: z.strictObject({
      storeId: id,
      from: month.optional(),
      months: z.coerce.number().int().min(1).max(24).default(6),
    }),
    view: coverageView,
    errors: inStore,
  },
  coverageOwners: {
    query: z.strictObject({ ...pageQuery, storeId: id, month, attended: z.enum(['yes', 'no']).optional() }),
    view: pageOf(coverageOwner),
    errors: inStore,
  },
});
