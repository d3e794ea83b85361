import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** One planned reminder: a promise with a unique key before anyone is told. */
@Entity('care_item')
@Index('uq_care_item', ['vehicleId', 'rule', 'cycle', 'stage'], { unique: true })
@Index('ix_care_item_due', ['state', 'notBefore'])
@Index('ix_care_item_store', ['storeId', 'notBefore'])
export class CareItemEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'vehicle_id', ...idColumn })
  vehicleId: string;

  /** Code of the rule. */
  @Column({ ...codeColumn(30) })
  rule: string;

  /** Which due thing, as domain/care-dues names it. Changes only when that thing is done. */
  @Column({ ...codeColumn(20) })
  cycle: string;

  /** Days relative to the due date, for instance -14. */
  @Column({ type: 'smallint' })
  stage: number;

  @Column({ name: 'due_on', type: 'date' })
  dueOn: string;

  @Column({ name: 'not_before', ...instantColumn })
  notBefore: Date;

  @Column({ name: 'expires_at', ...instantColumn })
  expiresAt: Date;

  @Column({ ...codeColumn(12) })
  state: 'planned' | 'held' | 'told' | 'stopped' | 'missed';

  @Column({ type: 'varchar', length: 200 })
  why: string;

  @Column({ name: 'message_id', ...idColumn, nullable: true })
  messageId: string | null;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;

  /** Edition of the rule it was planned by, or one of the marks in care-item.repository. */
  @Column({ type: 'int', unsigned: true })
  edition: number;

  /** How often a message of it was taken back before it was sent. */
  @Column({ type: 'tinyint', unsigned: true })
  round: number;
}

/** How far planning has come. One row. */
@Entity('care_progress')
export class CareProgressEntity {
  @PrimaryColumn({ ...codeColumn(20) })
  name: string;

  /** The last business day on which every car was looked at. */
  @Column({ name: 'full_on', type: 'date' })
  fullOn: string;

  /** Changes of cars before this instant have been seen. */
  @Column({ name: 'seen_at', ...instantColumn })
  seenAt: Date;
}
