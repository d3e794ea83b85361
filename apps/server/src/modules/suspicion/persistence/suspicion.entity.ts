import type { SuspectKind, SuspectMark, SuspectState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../../../platform/database/index.js';
import type { Reason } from '../domain/suspicion-rules.js';

/** A reward, or all rewards of a person (`owner`), that a person looks at before it is given. */
@Entity('suspicion')
@Index('uq_suspicion_subject', ['kind', 'subjectId'], { unique: true })
@Index('ix_suspicion_store', ['storeId', 'state', 'id'])
export class SuspicionEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ ...codeColumn(10) })
  kind: SuspectKind;

  /** The claim, referral or play; of `owner` the person. */
  @Column({ name: 'subject_id', ...idColumn })
  subjectId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ type: 'varchar', length: 60 })
  title: string;

  @Column({ name: 'reward_text', type: 'varchar', length: 60 })
  rewardText: string;

  @Column({ type: 'text', transformer: jsonText })
  reasons: Reason[];

  @Column({ ...codeColumn(10) })
  state: SuspectState;

  @Column({ name: 'held_at', ...instantColumn })
  heldAt: Date;

  /** Null: the limits did. */
  @Column({ name: 'held_by', ...idColumn, nullable: true })
  heldBy: string | null;

  @Column({ name: 'decided_by', ...idColumn, nullable: true })
  decidedBy: string | null;

  @Column({ name: 'decided_at', ...instantColumn, nullable: true })
  decidedAt: Date | null;

  @Column({ type: 'varchar', length: 60, nullable: true })
  note: string | null;
}

/** What a reward that was looked at had: blind indexes and ids, never the values. Append-only. */
@Entity('reward_trace')
@Index('ix_reward_trace_value', ['value', 'mark', 'at'])
export class RewardTraceEntity {
  @PrimaryColumn({ name: 'subject_id', ...idColumn })
  subjectId: string;

  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @PrimaryColumn({ ...codeColumn(8) })
  mark: SuspectMark;

  /** A blind index, or an id. */
  @PrimaryColumn({ ...codeColumn(26) })
  value: string;

  @Column({ ...codeColumn(10) })
  kind: SuspectKind;

  @Column({ ...instantColumn })
  at: Date;
}
