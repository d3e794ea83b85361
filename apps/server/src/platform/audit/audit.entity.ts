import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../database/id.js';

/** Who did what. Append-only. */
@Entity('audit_log')
@Index('ix_audit_store', ['storeId', 'at'])
@Index('ix_audit_actor', ['actorId', 'at'])
export class AuditEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Index('ix_audit_at')
  @Column({ ...instantColumn })
  at: Date;

  /** Staff id, account id, or null for the system itself. */
  @Column({ name: 'actor_id', ...idColumn, nullable: true })
  actorId: string | null;

  @Column({ name: 'actor_name', type: 'varchar', length: 60 })
  actorName: string;

  @Column({ ...codeColumn(60) })
  action: string;

  /** Chinese sentence, no personal data. */
  @Column({ type: 'varchar', length: 300 })
  text: string;

  @Column({ name: 'subject_id', ...idColumn, nullable: true })
  subjectId: string | null;

  @Column({ name: 'store_id', ...idColumn, nullable: true })
  storeId: string | null;

  @Column({ name: 'request_id', ...codeColumn(40), nullable: true })
  requestId: string | null;
}
