import { z } from 'zod';
import { id, longText, shortText, videoUrl } from '../common.schema.js';
import { photoView } from '../media/media.routes.js';
import { carPositions, engineStates, MAX_WALK_AROUND } from './visit-constants.js';

/** Fuel or charge in eighths of full, as the gauge shows it. */
export const eighths = z.int().min(0).max(8);

/** The fault as the owner knows it; what the owner does not know stays empty. */
export const faultInput = z.strictObject({
  engine: z.enum(engineStates).default('unknown'),
  /** For instance 60–80 km/h, 怠速, 转弯时. */
  speed: shortText.default(''),
  /** For instance 满载, 上坡, 开空调. */
  load: shortText.default(''),
  since: shortText.default(''),
});
export const faultView = z.object({
  engine: z.enum(engineStates),
  speed: z.string(),
  load: z.string(),
  since: z.string(),
});

export const walkAroundInput = z
  .array(z.strictObject({ photoId: id, position: z.enum(carPositions), note: shortText.default('') }))
  .max(MAX_WALK_AROUND, `最多 ${MAX_WALK_AROUND} 张环车照片`)
  .refine((list) => new Set(list.map((entry) => entry.photoId)).size === list.length, '同一张照片只能用一次');

/** What may be said at check-in, and changed until the work begins. */
export const checkInRecord = {
  fuelEighths: eighths.optional(),
  belongings: longText.optional(),
  /** The fault in the owner's own words. */
  ownerWords: longText.optional(),
  fault: faultInput.nullable().optional(),
  /** All pictures of the walk around the car; those left out are taken off. */
  walkAround: walkAroundInput.optional(),
};
export const checkInRecordBody = z
  .strictObject(checkInRecord)
  .refine((body) => Object.keys(body).length > 0, '没有要修改的内容');

export const checkInRecordView = z.object({
  fuelEighths: z.int().nullable(),
  belongings: z.string(),
  ownerWords: z.string(),
  fault: faultView.nullable(),
  walkAround: z.array(z.object({ photo: photoView, position: z.enum(carPositions), note: z.string() })),
  /** Still open: the work has not begun. */
  editable: z.boolean(),
});
export type CheckInRecordView = z.infer<typeof checkInRecordView>;

/** What a service includes, so that it can be compared with any other shop. */
export const includesInput = z.strictObject({
  items: z
    .array(z.strictObject({ title: shortText.min(1, '请填写名称'), text: longText.default('') }))
    .max(30, '最多 30 条'),
  photoIds: z.array(id).max(9, '最多 9 张照片').default([]),
  /** A short film of how it is done here; null or left out: none. */
  videoUrl: videoUrl.nullable().default(null),
});
export const includesView = z.object({
  items: z.array(z.object({ title: z.string(), text: z.string() })),
  photos: z.array(photoView),
  /** A short film, shown with the first photo before it; null: none. */
  videoUrl: z.string().nullable(),
  /** Nobody has written words for this service yet: these are the usual ones of its kind. */
  usual: z.boolean(),
});
export type IncludesView = z.infer<typeof includesView>;
