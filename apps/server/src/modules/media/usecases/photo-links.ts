import type { PhotoView } from '@cheban/contracts';
import { HOUR_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { fieldCipher, sameText } from '../../../platform/crypto/index.js';
import type { Photo } from '../persistence/photo.repository.js';

/** A link lives for three to six hours; equal ones within three hours, so that browsers need not load again. */
const STEP_MS = 3 * HOUR_MS;

/**
 * Links that carry their own right: whoever may see the page that shows a photo gets one, because neither `<img>` nor
 * the mini-program's image can send a log-in.
 */
@Injectable()
export class PhotoLinks {
  constructor(private readonly clock: Clock) {}

  view(photo: Photo): PhotoView {
    const until = (Math.floor(this.clock.now() / STEP_MS) + 2) * STEP_MS;
    const path = (size: 'full' | 'thumb') =>
      `/api/photos/${photo.id}?size=${size}&until=${until}&sign=${sign(photo.id, until)}`;
    return {
      id: photo.id,
      path: path('full'),
      thumbPath: path('thumb'),
      width: photo.width,
      height: photo.height,
    };
  }

  /** True if the link was made here and lives. */
  isGood(id: string, until: number, signature: string): boolean {
    return sameText(signature, sign(id, until)) && this.clock.now() < until;
  }
}

const sign = (id: string, until: number) => fieldCipher().index('photo-link', `${id} ${until}`);
