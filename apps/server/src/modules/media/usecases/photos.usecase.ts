import type { PhotoView } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { RateLimit } from '../../../platform/http/index.js';
import type { Uploader } from '../domain/uploader.js';
import { PhotoRepository } from '../persistence/photo.repository.js';
import { drawPhoto } from './draw-photo.js';
import { PhotoFiles, type PhotoSize } from './photo-files.js';
import { PhotoLinks } from './photo-links.js';

export type { Uploader };

/** What photos show. `type` is one word for one kind of page: `check_in`, `report`, `extra_work` … */
export interface PhotoSubject {
  readonly type: string;
  readonly id: string;
}

/** More than a walk around two cars; only a script uploads faster. */
const UPLOADS = { limit: 60, windowSec: 600 } as const;
const LOOSE_MS = DAY_MS;

/** Photos of owners and staff. Uploading makes a loose photo; a room then gives it to what it shows. */
@Injectable()
export class Photos {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: PhotoRepository,
    private readonly files: PhotoFiles,
    private readonly links: PhotoLinks,
    private readonly rateLimit: RateLimit,
    private readonly clock: Clock,
  ) {}

  /** Counts an upload before its bytes are read. Throws REQUEST.TOO_MANY. */
  async admit(uploader: Uploader): Promise<void> {
    await this.rateLimit.hit('photo', `${uploader.kind} ${uploader.id}`, UPLOADS.limit, UPLOADS.windowSec);
  }

  /** Checks, draws anew and keeps an upload. Throws PHOTO.NOT_A_PHOTO. */
  async upload(uploader: Uploader, bytes: Buffer): Promise<PhotoView> {
    const drawn = await drawPhoto(bytes);
    const id = newId(this.clock);
    await this.files.keep(id, 'full', drawn.full);
    await this.files.keep(id, 'thumb', drawn.thumb);
    const { width, height } = drawn;
    await this.uow.run((tx) =>
      this.repository.insert(tx, { id, width, height, bytes: drawn.full.length }, uploader, this.clock.now()),
    );
    return this.links.view({ id, width, height, subjectType: null, subjectId: null });
  }

  /**
   * Makes these the photos of a subject, in this order. Photos it had and that are not named become loose.
   * Throws PHOTO.NOT_YOURS if one is neither the subject's already nor a loose one of this uploader.
   */
  async set(tx: Tx, subject: PhotoSubject, ids: readonly string[], uploader: Uploader): Promise<void> {
    const had = (await this.repository.ofSubjects([subject.type], [subject.id])).map(({ id }) => id);
    await this.repository.detach(
      tx,
      subject,
      had.filter((id) => !ids.includes(id)),
    );
    for (const [place, id] of ids.entries()) {
      if (had.includes(id)) await this.repository.place(tx, subject, id, place);
      else if (!(await this.repository.attach(tx, id, uploader, subject, place)))
        throw new AppError('PHOTO.NOT_YOURS');
    }
  }

  /** Photos of many subjects of one type, by subject id, in order. The caller has checked who may see them. */
  async of(type: string, subjectIds: readonly string[]): Promise<Map<string, PhotoView[]>> {
    return (await this.ofTypes({ photos: { type, subjectIds } })).photos;
  }

  /** The same for things of several types that are shown together, in one query. */
  async ofTypes<Name extends string>(
    wanted: Readonly<Record<Name, { type: string; subjectIds: readonly string[] }>>,
  ): Promise<Record<Name, Map<string, PhotoView[]>>> {
    const groups = (Object.entries(wanted) as [Name, (typeof wanted)[Name]][]).filter(
      ([, { subjectIds }]) => subjectIds.length > 0,
    );
    const photos = await this.repository.ofSubjects(
      groups.map(([, { type }]) => type),
      [...new Set(groups.flatMap(([, { subjectIds }]) => subjectIds))],
    );
    const views = Object.fromEntries(
      Object.keys(wanted).map((name) => [name, new Map<string, PhotoView[]>()]),
    ) as Record<Name, Map<string, PhotoView[]>>;
    for (const photo of photos) {
      const key = photo.subjectId ?? '';
      for (const [name, { type, subjectIds }] of groups) {
        if (photo.subjectType !== type || !subjectIds.includes(key)) continue;
        views[name].set(key, [...(views[name].get(key) ?? []), this.links.view(photo)]);
      }
    }
    return views;
  }

  /** The bytes behind a link; null if the link is not good or the photo is gone. */
  async open(id: string, size: PhotoSize, until: number, signature: string): Promise<Buffer | null> {
    return this.links.isGood(id, until, signature) ? this.files.read(id, size) : null;
  }

  /** Deletes photos that nobody used within a day; returns how many. Any number of processes may run it. */
  async tidy(): Promise<number> {
    const loose = await this.repository.loose(this.clock.now() - LOOSE_MS, 500);
    let gone = 0;
    for (const id of loose) {
      if (!(await this.uow.run((tx) => this.repository.deleteLoose(tx, id)))) continue;
      await this.files.remove(id);
      gone += 1;
    }
    return gone;
  }
}
