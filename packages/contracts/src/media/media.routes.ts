import { z } from 'zod';
import { id, idParams } from '../common.schema.js';
import { defineRoutes } from '../route.js';
import { mediaEndpoints } from './media.endpoints.js';

/** A photo as views carry it. The paths hold a signature that runs out after some hours; never keep them. */
export const photoView = z.object({
  id,
  /** Path below the server's address, longest side at most 1600 px. */
  path: z.string(),
  /** The same within 320 px. */
  thumbPath: z.string(),
  /** Pixels of the full picture. */
  width: z.int(),
  height: z.int(),
});
export type PhotoView = z.infer<typeof photoView>;

/** The picture of a mini-program code as a data address; null while WeChat does not give it. */
export const codePictureView = z.object({ picture: z.string().nullable() });

/** Ids of photos that this log-in has uploaded and not used yet. */
export const photoIds = (max: number) => z.array(id).max(max, `最多 ${max} 张照片`).default([]);

export const photoQuery = z.strictObject({
  size: z.enum(['full', 'thumb']),
  /** Milliseconds since 1970 after which the link is dead. */
  until: z.coerce.number().int().min(0).max(9_999_999_999_999),
  sign: z.string().regex(/^[\w-]{22}$/, '链接不完整'),
});

const errors = [
  'PHOTO.NOT_A_PHOTO',
  'REQUEST.TOO_LARGE',
  'REQUEST.UNSUPPORTED_TYPE',
  'REQUEST.TOO_MANY',
] as const;

export const mediaRoutes = defineRoutes(mediaEndpoints, {
  uploadByOwner: { view: photoView, errors },
  uploadByStaff: { view: photoView, errors },
  photo: { params: idParams, query: photoQuery },
});
