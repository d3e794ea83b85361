import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, hashColumn, idColumn, instantColumn } from '../database/id.js';

/** A log-in of an owner's account or of a staff member. Tokens are stored as hashes only. */
@Entity('session')
@Index('ix_session_subject', ['subjectId', 'kind'])
export class SessionEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  /** `owner` or `staff`; a token of one kind is worth nothing to the other. */
  @Column({ ...codeColumn(8) })
  kind: 'owner' | 'staff';

  /** Account id or staff id. */
  @Column({ name: 'subject_id', ...idColumn })
  subjectId: string;

  @Index('uq_session_access', { unique: true })
  @Column({ name: 'access_hash', ...hashColumn(43) })
  accessHash: string;

  @Column({ name: 'access_until', ...instantColumn })
  accessUntil: Date;

  @Index('uq_session_refresh', { unique: true })
  @Column({ name: 'refresh_hash', ...hashColumn(43) })
  refreshHash: string;

  /** The refresh token before the last rotation: its use means that a token was stolen, or an answer was lost. */
  @Index('ix_session_previous', {})
  @Column({ name: 'previous_hash', ...hashColumn(43), nullable: true })
  previousHash: string | null;

  @Column({ name: 'refresh_until', ...instantColumn })
  refreshUntil: Date;

  @Column({ name: 'rotated_at', ...instantColumn })
  rotatedAt: Date;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'revoked_at', ...instantColumn, nullable: true })
  revokedAt: Date | null;
}
