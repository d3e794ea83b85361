import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** A photo. Its bytes lie encrypted in the files folder under the id; without a subject it is deleted after a day. */
@Entity('photo')
@Index('ix_photo_subject', ['subjectType', 'subjectId'])
@Index('ix_photo_loose', ['subjectId', 'createdAt'])
export class PhotoEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  /** `owner` or `staff`, and who. */
  @Column({ name: 'uploader_kind', ...codeColumn(8) })
  uploaderKind: 'owner' | 'staff';

  @Column({ name: 'uploader_id', ...idColumn })
  uploaderId: string;

  /** What it shows: `check_in`, `report`, `extra_work` … */
  @Column({ name: 'subject_type', ...codeColumn(20), nullable: true })
  subjectType: string | null;

  @Column({ name: 'subject_id', ...idColumn, nullable: true })
  subjectId: string | null;

  /** Order among the photos of a subject. */
  @Column({ type: 'smallint', unsigned: true })
  place: number;

  @Column({ type: 'smallint', unsigned: true })
  width: number;

  @Column({ type: 'smallint', unsigned: true })
  height: number;

  /** Bytes of the full picture. */
  @Column({ type: 'int', unsigned: true })
  bytes: number;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;
}
