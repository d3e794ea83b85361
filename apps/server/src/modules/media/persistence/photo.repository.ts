import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { Uploader } from '../domain/uploader.js';

export interface Photo {
  readonly id: string;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

interface Row {
  id: string;
  subject_type: string | null;
  subject_id: string | null;
  width: number;
  height: number;
}

const record = (row: Row): Photo => ({
  id: row.id,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  width: row.width,
  height: row.height,
});

@Injectable()
export class PhotoRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async insert(
    tx: Tx,
    photo: { id: string; width: number; height: number; bytes: number },
    uploader: Uploader,
    now: number,
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO photo (id, uploader_kind, uploader_id, place, width, height, bytes, created_at)
       VALUES (?, ?, ?, 0, ?, ?, ?, ?)`,
      [photo.id, uploader.kind, uploader.id, photo.width, photo.height, photo.bytes, toDate(now)],
    );
  }

  /** Gives a loose photo of this uploader to a subject; false if it is not theirs, gone, or used already. */
  async attach(
    tx: Tx,
    id: string,
    uploader: Uploader,
    subject: { type: string; id: string },
    place: number,
  ): Promise<boolean> {
    const { affectedRows }: { affectedRows: number } = await tx.manager.query(
      `UPDATE photo SET subject_type = ?, subject_id = ?, place = ?
        WHERE id = ? AND uploader_kind = ? AND uploader_id = ? AND subject_id IS NULL`,
      [subject.type, subject.id, place, id, uploader.kind, uploader.id],
    );
    return affectedRows === 1;
  }

  async place(tx: Tx, subject: { type: string; id: string }, id: string, place: number): Promise<void> {
    await tx.manager.query(
      'UPDATE photo SET place = ? WHERE id = ? AND subject_type = ? AND subject_id = ?',
      [place, id, subject.type, subject.id],
    );
  }

  /** Takes photos off a subject; they are deleted with the loose ones. */
  async detach(tx: Tx, subject: { type: string; id: string }, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await tx.manager.query(
      'UPDATE photo SET subject_type = NULL, subject_id = NULL WHERE subject_type = ? AND subject_id = ? AND id IN (?)',
      [subject.type, subject.id, ids],
    );
  }

  async ofSubjects(types: readonly string[], subjectIds: readonly string[]): Promise<Photo[]> {
    if (subjectIds.length === 0 || types.length === 0) return [];
    const rows: Row[] = await this.uow.reader.query(
      `SELECT id, subject_type, subject_id, width, height FROM photo
        WHERE subject_type IN (?) AND subject_id IN (?) ORDER BY place, id`,
      [types, subjectIds],
    );
    return rows.map(record);
  }

  /** Ids of photos that were uploaded before and belong to nothing. */
  async loose(before: number, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.uow.reader.query(
      `SELECT id FROM photo WHERE subject_id IS NULL AND created_at < ? ORDER BY created_at LIMIT ${limit}`,
      [toDate(before)],
    );
    return rows.map(({ id }) => id);
  }

  /** True if it was still loose and is gone now. */
  async deleteLoose(tx: Tx, id: string): Promise<boolean> {
    const { affectedRows }: { affectedRows: number } = await tx.manager.query(
      'DELETE FROM photo WHERE id = ? AND subject_id IS NULL',
      [id],
    );
    return affectedRows === 1;
  }
}
