import { z } from 'zod';
import { fen, id, idParams, instant, longText, pageOf, pageQuery, shortText } from '../common.schema.js';
import { photoIds, photoView } from '../media/media.routes.js';
import { defineRoutes } from '../route.js';
import { rescueEndpoints, staffRescueEndpoints } from './rescue.endpoints.js';
import { rescueFees, rescueKinds, rescueStates } from './rescue-constants.js';

/** WGS-84 degrees, as phones tell them. */
const spot = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
const spotView = z.object({ latitude: z.number(), longitude: z.number() });
const address = z.string().trim().max(100, '地点最多 100 个字');
const words = z.string().trim().max(200, '说明最多 200 个字');

export const callRescueBody = z.strictObject({
  vehicleId: id,
  kind: z.enum(rescueKinds),
  /** Null: the phone does not tell it. */
  spot: spot.nullable().default(null),
  address: address.default(''),
  words: words.default(''),
  photoIds: photoIds(6),
});
export const rescueStepView = z.object({
  at: instant,
  state: z.enum(rescueStates),
  /** One sentence for everybody. */
  text: z.string(),
});
const common = {
  id,
  kind: z.enum(rescueKinds),
  state: z.enum(rescueStates),
  vehicleId: id,
  plate: z.string().nullable(),
  model: z.string(),
  storeName: z.string(),
  calledAt: instant,
  etaAt: instant.nullable(),
  /** Who comes, and how to ring them; empty as long as nobody is named. */
  helper: z.string(),
  fee: z.enum(rescueFees),
};
export const rescueItem = z.object({ ...common, storePhone: z.string() });
export type RescueItem = z.infer<typeof rescueItem>;
export const rescueView = rescueItem.extend({
  /** How it stands, in one sentence. */
  text: z.string(),
  feeText: z.string(),
  spot: spotView.nullable(),
  address: z.string(),
  words: z.string(),
  photos: z.array(photoView),
  steps: z.array(rescueStepView),
  mayCancel: z.boolean(),
  costFen: fen.nullable(),
});
export type RescueView = z.infer<typeof rescueView>;

export const rescueStoreView = z.object({ name: z.string(), phone: z.string() });
export type RescueStoreView = z.infer<typeof rescueStoreView>;

export const rescueRoutes = defineRoutes(rescueEndpoints, {
  mine: { view: z.object({ items: z.array(rescueItem) }) },
  stores: { view: z.object({ items: z.array(rescueStoreView) }) },
  call: {
    body: callRescueBody,
    view: rescueView,
    errors: ['VEHICLE.NOT_FOUND', 'RESCUE.TAKEN', 'PHOTO.NOT_YOURS'],
  },
  detail: { params: idParams, view: rescueView },
  cancel: {
    params: idParams,
    body: z.strictObject({ reason: shortText.default('') }),
    view: rescueView,
    errors: ['RESCUE.STATE'],
  },
});

export const staffRescueItem = z.object({
  ...common,
  storeId: id,
  ownerId: id,
  ownerName: z.string(),
  phoneMasked: z.string().nullable(),
  takenByName: z.string().nullable(),
  distanceKm: z.number().nullable(),
  costFen: fen.nullable(),
  endedAt: instant.nullable(),
});
export type StaffRescueItem = z.infer<typeof staffRescueItem>;
export const staffRescueView = staffRescueItem.extend({
  spot: spotView.nullable(),
  address: z.string(),
  words: z.string(),
  feeText: z.string(),
  photos: z.array(photoView),
  steps: z.array(rescueStepView.extend({ byName: z.string(), note: z.string() })),
  /** What may come next. */
  next: z.array(z.enum(rescueStates)),
});
export type StaffRescueView = z.infer<typeof staffRescueView>;

export const moveRescueBody = z
  .strictObject({
    to: z.enum(rescueStates),
    /** The state that was on the screen: who comes second is told so. */
    seen: z.enum(rescueStates),
    etaMinutes: z.int().min(1, '至少 1 分钟').max(600, '最多 600 分钟').optional(),
    helper: shortText.optional(),
    /** Stays among staff; the reason of a cancellation is told to the owner. */
    note: longText.default(''),
    costFen: fen.max(10_000_000, '金额超出范围').optional(),
  })
  .refine(({ to, etaMinutes }) => to !== 'on_the_way' || etaMinutes !== undefined, {
    path: ['etaMinutes'],
    message: '请填写预计几分钟到达',
  })
  .refine(({ to, note }) => to !== 'cancelled' || note.length >= 2, {
    path: ['note'],
    message: '请写明取消的原因，车主会看到',
  })
  .refine(({ to, costFen }) => to !== 'done' || costFen !== undefined, {
    path: ['costFen'],
    message: '请填写费用，免费填 0',
  });

const filter = {
  storeId: id.optional(),
  state: z.enum(rescueStates).optional(),
  kind: z.enum(rescueKinds).optional(),
};
export const staffRescueRoutes = defineRoutes(staffRescueEndpoints, {
  list: {
    query: z.strictObject({ ...pageQuery, ...filter }),
    view: pageOf(staffRescueItem),
    errors: ['STORE.NOT_FOUND'],
  },
  file: { query: z.strictObject(filter), errors: ['STORE.NOT_FOUND'] },
  detail: { params: idParams, view: staffRescueView },
  move: { params: idParams, body: moveRescueBody, view: staffRescueView, errors: ['RESCUE.STATE'] },
});
