import type { ErasureOutcome, ErasureState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../../../platform/database/index.js';

/** A person's wish to have their data deleted. */
@Entity('erasure_request')
@Index('ix_erasure_state', ['state', 'notBefore'])
@Index('ix_erasure_store', ['storeId', 'id'])
export class ErasureRequestEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  /** The person while the wish is open: one open wish each, by unique key. */
  @Index('uq_erasure_open', { unique: true })
  @Column({ name: 'open_owner_id', ...idColumn, nullable: true })
  openOwnerId: string | null;

  /** The store of their first car, whose people look after it; null: the group. */
  @Column({ name: 'store_id', ...idColumn, nullable: true })
  storeId: string | null;

  @Column({ ...codeColumn(10) })
  state: ErasureState;

  @Column({ name: 'asked_at', ...instantColumn })
  askedAt: Date;

  /** Until then it may be taken back. */
  @Column({ name: 'not_before', ...instantColumn })
  notBefore: Date;

  /** Last day on which it must be done. */
  @Column({ name: 'due_on', type: 'date' })
  dueOn: string;

  /** In Chinese: what must end first; empty if nothing. */
  @Column({ name: 'waits_for', type: 'varchar', length: 300 })
  waitsFor: string;

  @Column({ name: 'ended_at', ...instantColumn, nullable: true })
  endedAt: Date | null;

  /** What was deleted and what the law keeps, as counts by kind: nothing of the person. */
  @Column({ type: 'text', transformer: jsonText })
  outcome: ErasureOutcome;
}
