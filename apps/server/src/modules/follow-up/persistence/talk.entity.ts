import type { TalkKind, TalkSplit } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** Interviews of a quarter or before a survey, or the home visits of a month: how many, until when, by whom. */
@Entity('talk_plan')
@Index('ix_talk_plan_store', ['storeId', 'toOn'])
export class TalkPlanEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  /** Store, kind, cycle and split: one plan of each; null once it is cancelled. */
  @Index('uq_talk_plan_open', { unique: true })
  @Column({ name: 'open_key', ...codeColumn(60), nullable: true })
  openKey: string | null;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(20) })
  kind: TalkKind;

  /** `2026Q4`, the day of the survey, or the month of the sales. */
  @Column({ ...codeColumn(10) })
  cycle: string;

  @Column({ ...codeColumn(8), nullable: true })
  split: TalkSplit | null;

  @Column({ name: 'from_on', type: 'date' })
  fromOn: string;

  @Column({ name: 'to_on', type: 'date' })
  toOn: string;

  @Column({ type: 'int', unsigned: true })
  target: number;

  /** Null: each car's own advisor. */
  @Column({ name: 'assignee_id', ...idColumn, nullable: true })
  assigneeId: string | null;

  /** Name of the colleague; for home visits the system. */
  @Column({ name: 'created_by', type: 'varchar', length: 60 })
  createdBy: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'cancelled_at', ...instantColumn, nullable: true })
  cancelledAt: Date | null;
}

/** What an owner said in a talk face to face; one for each task. */
@Entity('follow_up_answer')
export class FollowUpAnswerEntity {
  @PrimaryColumn({ name: 'task_id', ...idColumn })
  taskId: string;

  /** 1 to 10. */
  @Column({ type: 'tinyint', unsigned: true })
  satisfaction: number;

  @Column({ type: 'varchar', length: 500 })
  improve: string;

  @Column({ type: 'varchar', length: 500 })
  other: string;

  @Column({ ...instantColumn })
  at: Date;
}
