import sharp from 'sharp';
import { AppError } from '../../../platform/errors/index.js';
import { photoTypeOf } from '../domain/photo-type.js';

/** Longest sides in pixels. */
const FULL = 1_600;
const THUMB = 320;
/** A phone's largest photo has about 50 million pixels; a picture bomb has more. */
const MAX_PIXELS = 64_000_000;
const TIMEOUT_SEC = 10;

export interface DrawnPhoto {
  readonly full: Buffer;
  readonly thumb: Buffer;
  readonly width: number;
  readonly height: number;
}

// One picture at a time per request: two cores also have to answer everybody else.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Decodes a photo and draws it anew as JPEG: only pixels survive, so that place and time of taking (EXIF) and anything
 * hidden behind the picture are gone. Turned upright first. Throws PHOTO.NOT_A_PHOTO.
 */
export async function drawPhoto(upload: Buffer): Promise<DrawnPhoto> {
  if (photoTypeOf(upload) === null) throw new AppError('PHOTO.NOT_A_PHOTO');
  try {
    const upright = sharp(upload, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .timeout({ seconds: TIMEOUT_SEC })
      .rotate()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb');
    const { data, info } = await upright
      .resize({ width: FULL, height: FULL, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    const thumb = await sharp(data)
      .resize({ width: THUMB, height: THUMB, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 75 })
      .toBuffer();
    return { full: data, thumb, width: info.width, height: info.height };
  } catch {
    // Whatever the decoder minds, the person can only choose another picture.
    throw new AppError('PHOTO.NOT_A_PHOTO');
  }
}
