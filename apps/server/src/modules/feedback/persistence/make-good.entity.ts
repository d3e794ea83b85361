import type { MakeGoodKind, MakeGoodState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** What a store gives for a complaint. Only its state and the decision ever change. */
@Entity('make_good')
@Index('ix_make_good_case', ['caseId', 'askedAt'])
export class MakeGoodEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'case_id', ...idColumn })
  caseId: string;

  /** The case while this waits for approval, null afterwards: at most one waits for a case, by unique key. */
  @Index('uq_make_good_waiting', { unique: true })
  @Column({ name: 'waiting_case_id', ...idColumn, nullable: true })
  waitingCaseId: string | null;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(12) })
  kind: MakeGoodKind;

  /** What the owner reads. */
  @Column({ type: 'varchar', length: 60 })
  title: string;

  /** Value of the coupon, or what the free item costs the store. */
  @Column({ name: 'amount_fen', type: 'int', unsigned: true })
  amountFen: number;

  @Column({ name: 'valid_days', type: 'smallint', unsigned: true })
  validDays: number;

  @Column({ type: 'varchar', length: 500 })
  reason: string;

  @Column({ ...codeColumn(10) })
  state: MakeGoodState;

  @Column({ name: 'asked_by', ...idColumn })
  askedBy: string;

  @Column({ name: 'asked_at', ...instantColumn })
  askedAt: Date;

  /** Null for one within the limit of who asked. */
  @Column({ name: 'decided_by', ...idColumn, nullable: true })
  decidedBy: string | null;

  @Column({ name: 'decided_at', ...instantColumn, nullable: true })
  decidedAt: Date | null;

  @Column({ name: 'decision_note', type: 'varchar', length: 60 })
  decisionNote: string;
}

/** How much the roles of a store may make good for one case, fen. */
@Entity('make_good_rule')
export class MakeGoodRuleEntity {
  @PrimaryColumn({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'advisor_fen', type: 'int', unsigned: true })
  advisorFen: number;

  @Column({ name: 'care_fen', type: 'int', unsigned: true })
  careFen: number;

  @Column({ name: 'manager_fen', type: 'int', unsigned: true })
  managerFen: number;

  @Column({ name: 'most_fen', type: 'int', unsigned: true })
  mostFen: number;

  @Column({ name: 'valid_days', type: 'smallint', unsigned: true })
  validDays: number;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}
