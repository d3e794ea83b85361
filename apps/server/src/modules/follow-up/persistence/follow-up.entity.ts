import type { BestTime, FollowUpKind, FollowUpOutcome, FollowUpState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../../../platform/database/index.js';
import type { CallFacts } from '../domain/call-facts.js';

/** A call that somebody of the store should make, or a talk face to face. */
@Entity('follow_up_task')
@Index('ix_follow_up_store', ['storeId', 'state', 'nextAt'])
@Index('ix_follow_up_assignee', ['assigneeId', 'state', 'nextAt'])
@Index('ix_follow_up_owner', ['ownerId', 'state'])
@Index('ix_follow_up_vehicle', ['vehicleId', 'state'])
@Index('ix_follow_up_subject', ['subjectId', 'state'])
@Index('ix_follow_up_kind', ['storeId', 'kind', 'dueAt'])
export class FollowUpTaskEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  /** What there may be only one open call about, for instance the reminders of a car; null once it is closed. */
  @Index('uq_follow_up_open', { unique: true })
  @Column({ name: 'open_key', ...codeColumn(60), nullable: true })
  openKey: string | null;

  @Column({ ...codeColumn(20) })
  kind: FollowUpKind;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'vehicle_id', ...idColumn, nullable: true })
  vehicleId: string | null;

  /** What it speaks of: a visit, a booking, a case, the plan of a talk. */
  @Column({ name: 'subject_id', ...idColumn, nullable: true })
  subjectId: string | null;

  @Column({ type: 'text', transformer: jsonText })
  facts: CallFacts;

  @Column({ type: 'varchar', length: 80 })
  title: string;

  /** Lines joined by newlines. */
  @Column({ type: 'varchar', length: 1000 })
  script: string;

  @Column({ type: 'varchar', length: 300 })
  why: string;

  @Column({ ...codeColumn(12) })
  state: FollowUpState;

  @Column({ name: 'assignee_id', ...idColumn, nullable: true })
  assigneeId: string | null;

  @Column({ name: 'best_time', ...codeColumn(12) })
  bestTime: BestTime;

  @Column({ name: 'due_at', ...instantColumn })
  dueAt: Date;

  @Column({ name: 'next_at', ...instantColumn })
  nextAt: Date;

  @Column({ type: 'smallint', unsigned: true })
  attempts: number;

  /** Tries without an answer since somebody last answered. */
  @Column({ name: 'no_answers', type: 'smallint', unsigned: true })
  noAnswers: number;

  @Column({ name: 'last_outcome', ...codeColumn(20), nullable: true })
  lastOutcome: FollowUpOutcome | null;

  @Column({ name: 'booking_id', ...idColumn, nullable: true })
  bookingId: string | null;

  @Column({ name: 'case_id', ...idColumn, nullable: true })
  caseId: string | null;

  @Column({ name: 'close_reason', type: 'varchar', length: 200, nullable: true })
  closeReason: string | null;

  @Column({ name: 'closed_at', ...instantColumn, nullable: true })
  closedAt: Date | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** What a task is there for: each thing leads to one call, however often it is told. */
@Entity('follow_up_key')
export class FollowUpKeyEntity {
  @PrimaryColumn({ name: 'dedupe_key', ...codeColumn(100) })
  dedupeKey: string;

  @Index('ix_follow_up_key_task')
  @Column({ name: 'task_id', ...idColumn })
  taskId: string;
}

/** One try. Append-only; the number makes two tries at once impossible. */
@Entity('follow_up_attempt')
export class FollowUpAttemptEntity {
  @PrimaryColumn({ name: 'task_id', ...idColumn })
  taskId: string;

  @PrimaryColumn({ type: 'smallint', unsigned: true })
  number: number;

  @Column({ name: 'staff_id', ...idColumn })
  staffId: string;

  @Column({ ...codeColumn(20) })
  outcome: FollowUpOutcome;

  @Column({ type: 'varchar', length: 500 })
  note: string;

  @Column({ name: 'next_at', ...instantColumn, nullable: true })
  nextAt: Date | null;

  @Index('ix_follow_up_attempt_at')
  @Column({ ...instantColumn })
  at: Date;
}
