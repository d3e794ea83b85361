import { z } from 'zod';
import { cursorOf, cursorQuery, id, idParams, instant, longText } from '../common.schema.js';
import { photoView } from '../media/media.routes.js';
import { defineRoutes } from '../route.js';
import { activityEndpoints } from './activity.endpoints.js';
import {
  activityKinds,
  MOST_GUESTS,
  sessionStates,
  signUpChoices,
  signUpStates,
} from './activity-constants.js';
import { formAnswers, formField } from './activity-form.schema.js';

const _seats = z.int().min(1, '至少 1 个名额').max(2_000, '最多 2000 个名额');
const guests = z.int().min(0).max(MOST_GUESTS, `最多带 ${MOST_GUESTS} 位同伴`);

/** A session as owners see it, with what they can do about it now. */
export const ownerSessionView = z.object({
  id,
  state: z.enum(sessionStates),
  startsAt: instant,
  endsAt: instant,
  signUpUntil: instant,
  seats: z.int(),
  seatsLeft: z.int(),
  maxGuests: z.int(),
  choice: z.enum(signUpChoices),
  /** Why there is nothing to choose, or how many are left: one short sentence. */
  text: z.string(),
  /** My sign-up of this session, if there is one that counts. */
  mine: z.object({ id, state: z.enum(signUpStates) }).nullable(),
});
/** What everybody sees of an activity. */
export const activityCore = {
  id,
  kind: z.enum(activityKinds),
  kindLabel: z.string(),
  title: z.string(),
  summary: z.string(),
  storeId: id,
  storeName: z.string(),
  place: z.string(),
  cover: photoView.nullable(),
};
export const activityListItem = z.object({
  ...activityCore,
  /** The next session that can still be joined, else the next one, else the last. */
  nextAt: instant.nullable(),
  seatsLeft: z.int(),
  sessions: z.int(),
  /** For instance 还剩 3 个名额 / 可候补 / 已结束. */
  text: z.string(),
  mine: z.enum(signUpStates).nullable(),
  past: z.boolean(),
});
export type ActivityListItem = z.infer<typeof activityListItem>;
export const activityView = z.object({
  ...activityCore,
  storePhone: z.string(),
  storeAddress: z.string(),
  description: z.string(),
  photos: z.array(photoView),
  fields: z.array(formField),
  sessions: z.array(ownerSessionView),
});
export type ActivityView = z.infer<typeof activityView>;

export const signUpBody = z.strictObject({
  guests: guests.default(0),
  answers: formAnswers.default({}),
  /** With a full session: join the waiting list instead of failing. */
  orWait: z.boolean().default(false),
});
/** My sign-up with the code that is shown at the door. */
export const signUpView = z.object({
  id,
  state: z.enum(signUpStates),
  stateLabel: z.string(),
  activityId: id,
  sessionId: id,
  kind: z.enum(activityKinds),
  title: z.string(),
  startsAt: instant,
  endsAt: instant,
  storeId: id,
  storeName: z.string(),
  storePhone: z.string(),
  place: z.string(),
  guests: z.int(),
  /** Text of the QR code; null unless going. */
  token: z.string().nullable(),
  attendedAt: instant.nullable(),
  /** Kept seats: until then they wait for my yes. Count down from the moment of the answer. */
  offerUntil: instant.nullable(),
  secondsLeft: z.int().nullable(),
  /** People before me on the waiting list; null if I do not wait. */
  ahead: z.int().nullable(),
  canCancel: z.boolean(),
  canSurvey: z.boolean(),
  survey: z.object({ stars: z.int(), text: z.string() }).nullable(),
  cover: photoView.nullable(),
  /** One warm sentence for the screen. */
  text: z.string(),
});
export type SignUpView = z.infer<typeof signUpView>;

const signUpErrors = [
  'ACTIVITY.FULL',
  'ACTIVITY.CLOSED',
  'ACTIVITY.ALREADY',
  'ACTIVITY.TOO_MANY_GUESTS',
] as const;

export const activityRoutes = defineRoutes(activityEndpoints, {
  list: {
    query: z.strictObject({ ...cursorQuery, kind: z.enum(activityKinds).optional() }),
    view: cursorOf(activityListItem),
  },
  detail: { params: idParams, view: activityView },
  signUp: { params: idParams, body: signUpBody, view: signUpView, errors: signUpErrors },
  mySignUps: { query: z.strictObject(cursorQuery), view: cursorOf(signUpView) },
  mySignUp: { params: idParams, view: signUpView },
  cancel: { params: idParams, view: signUpView, errors: ['ACTIVITY.STATE'] },
  acceptOffer: { params: idParams, view: signUpView, errors: ['ACTIVITY.OFFER_GONE'] },
  survey: {
    params: idParams,
    body: z.strictObject({ stars: z.int().min(1).max(5), text: longText.default('') }),
    view: signUpView,
    errors: ['ACTIVITY.STATE'],
  },
});
