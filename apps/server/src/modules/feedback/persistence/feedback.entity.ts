import type {
  CaseCause,
  CaseLevel,
  CaseState,
  ImprovementState,
  OwnerAnswer,
  RatingTag,
  RatingTouchpoint,
} from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../../../platform/database/index.js';

/** One rating per visit: the visit is the primary key, so it cannot be repeated. */
@Entity('rating')
@Index('ix_rating_store', ['storeId', 'at'])
@Index('ix_rating_owner', ['ownerId', 'at'])
export class RatingEntity {
  @PrimaryColumn({ name: 'visit_id', ...idColumn })
  visitId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ type: 'tinyint', unsigned: true })
  stars: number;

  @Column({ type: 'tinyint', unsigned: true, nullable: true })
  nps: number | null;

  @Column({ type: 'varchar', length: 300, transformer: jsonText })
  touchpoints: Partial<Record<RatingTouchpoint, number>>;

  @Column({ type: 'varchar', length: 300, transformer: jsonText })
  tags: RatingTag[];

  @Column({ type: 'varchar', length: 500 })
  text: string;

  @Column({ ...instantColumn })
  at: Date;
}

/** A rating that was begun; gone once it is given. */
@Entity('rating_draft')
export class RatingDraftEntity {
  @PrimaryColumn({ name: 'visit_id', ...idColumn })
  visitId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ type: 'tinyint', unsigned: true, nullable: true })
  stars: number | null;

  @Column({ type: 'tinyint', unsigned: true, nullable: true })
  nps: number | null;

  @Column({ type: 'varchar', length: 300, transformer: jsonText })
  touchpoints: Partial<Record<RatingTouchpoint, number>>;

  @Column({ type: 'varchar', length: 300, transformer: jsonText })
  tags: RatingTag[];

  @Column({ type: 'varchar', length: 500 })
  text: string;

  @Column({ name: 'saved_at', ...instantColumn })
  savedAt: Date;
}

@Entity('complaint_case')
@Index('ix_case_store', ['storeId', 'state', 'dueAt'])
@Index('ix_case_owner', ['ownerId', 'openedAt'])
@Index('ix_case_due', ['closedAt', 'dueAt'])
export class ComplaintCaseEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'vehicle_id', ...idColumn, nullable: true })
  vehicleId: string | null;

  /** The rated visit; a visit opens at most one case. */
  @Index('uq_case_visit', { unique: true })
  @Column({ name: 'visit_id', ...idColumn, nullable: true })
  visitId: string | null;

  @Column({ type: 'varchar', length: 80 })
  title: string;

  @Column({ ...codeColumn(16) })
  state: CaseState;

  @Column({ ...codeColumn(10) })
  level: CaseLevel;

  @Column({ name: 'assignee_id', ...idColumn, nullable: true })
  assigneeId: string | null;

  @Column({ name: 'opened_at', ...instantColumn })
  openedAt: Date;

  /** SLA in business hours. */
  @Column({ name: 'due_at', ...instantColumn })
  dueAt: Date;

  @Column({ name: 'closed_at', ...instantColumn, nullable: true })
  closedAt: Date | null;

  @Column({ name: 'close_reason', type: 'varchar', length: 500, nullable: true })
  closeReason: string | null;

  /** When half of the time to answer is over, in business hours. */
  @Column({ name: 'half_at', ...instantColumn, nullable: true })
  halfAt: Date | null;

  /** 0 in time, 1 half of the time is over, 2 all of it. */
  @Column({ type: 'tinyint', unsigned: true, default: 0 })
  escalation: number;

  @Column({ name: 'owner_answer', ...codeColumn(12), nullable: true })
  ownerAnswer: OwnerAnswer | null;
}

/** What a case was about. `toldBy`: the improvement by which its owner heard that it has changed. */
@Entity('case_cause')
@Index('ix_case_cause_store', ['storeId', 'cause', 'at'])
export class CaseCauseEntity {
  @PrimaryColumn({ name: 'case_id', ...idColumn })
  caseId: string;

  @PrimaryColumn({ ...codeColumn(12) })
  cause: CaseCause;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  /** When the case was opened. */
  @Column({ ...instantColumn })
  at: Date;

  @Index('ix_case_cause_told')
  @Column({ name: 'told_by', ...idColumn, nullable: true })
  toldBy: string | null;
}

/** An action against a cause. */
@Entity('improvement')
@Index('ix_improvement_store', ['storeId', 'state', 'id'])
export class ImprovementEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(12) })
  cause: CaseCause;

  @Column({ type: 'varchar', length: 40 })
  title: string;

  @Column({ type: 'varchar', length: 500 })
  plan: string;

  @Column({ name: 'assignee_id', ...idColumn })
  assigneeId: string;

  @Column({ name: 'due_on', type: 'date' })
  dueOn: string;

  @Column({ ...codeColumn(12) })
  state: ImprovementState;

  /** What has changed, in words for owners. */
  @Column({ type: 'varchar', length: 60, nullable: true })
  result: string | null;

  @Column({ name: 'created_by', ...idColumn })
  createdBy: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'closed_at', ...instantColumn, nullable: true })
  closedAt: Date | null;
}

/** A step of a case. Append-only. */
@Entity('case_step')
@Index('ix_case_step', ['caseId', 'at'])
export class CaseStepEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'case_id', ...idColumn })
  caseId: string;

  @Column({ name: 'staff_id', ...idColumn, nullable: true })
  staffId: string | null;

  @Column({ type: 'varchar', length: 500 })
  text: string;

  @Column({ ...codeColumn(16), nullable: true })
  state: CaseState | null;

  @Column({ ...instantColumn })
  at: Date;
}
