import type { DifferenceKind, DifferenceState, MoneyAccount, MoneyPosting } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/**
 * One side of a posting. Rows are only ever added; all sides of a posting are written by one statement and sum to zero,
 * so the sum over the table is zero whenever it is read. A posting happens once, by its key.
 */
@Entity('money_entry')
@Index('uq_money_entry_posting', ['postingKey', 'account'], { unique: true })
@Index('ix_money_entry_store', ['storeId', 'account', 'at'])
@Index('ix_money_entry_subject', ['subjectId', 'id'])
export class MoneyEntryEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'posting_key', ...codeColumn(120) })
  postingKey: string;

  @Column({ ...codeColumn(12) })
  account: MoneyAccount;

  @Column({ ...codeColumn(24) })
  posting: MoneyPosting;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'subject_type', ...codeColumn(20) })
  subjectType: string;

  @Column({ name: 'subject_id', ...idColumn })
  subjectId: string;

  @Column({ name: 'amount_fen', type: 'int' })
  amountFen: number;

  @Column({ ...instantColumn })
  at: Date;
}

/** Our books and WeChat Pay's do not agree on something; a person looks into it. */
@Entity('money_difference')
@Index('uq_money_difference', ['kind', 'number', 'what'], { unique: true })
@Index('ix_money_difference_store', ['storeId', 'state', 'id'])
export class MoneyDifferenceEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ ...codeColumn(10) })
  kind: DifferenceKind;

  @Column({ ...codeColumn(32) })
  number: string;

  /** What differs: `amount`, `state` or `missing`. */
  @Column({ ...codeColumn(10) })
  what: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'subject_id', ...idColumn })
  subjectId: string;

  @Column({ type: 'varchar', length: 40 })
  ours: string;

  @Column({ type: 'varchar', length: 40 })
  theirs: string;

  @Column({ name: 'ours_fen', type: 'int' })
  oursFen: number;

  @Column({ name: 'theirs_fen', type: 'int', nullable: true })
  theirsFen: number | null;

  @Column({ ...codeColumn(10) })
  state: DifferenceState;

  @Column({ name: 'found_at', ...instantColumn })
  foundAt: Date;

  @Column({ name: 'seen_by', ...idColumn, nullable: true })
  seenBy: string | null;

  @Column({ name: 'seen_at', ...instantColumn, nullable: true })
  seenAt: Date | null;

  @Column({ name: 'settled_by', ...idColumn, nullable: true })
  settledBy: string | null;

  @Column({ name: 'settled_at', ...instantColumn, nullable: true })
  settledAt: Date | null;

  @Column({ type: 'varchar', length: 200 })
  note: string;
}

/** One run of the reconciliation. */
@Entity('money_run')
export class MoneyRunEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'started_at', ...instantColumn })
  startedAt: Date;

  @Column({ name: 'ended_at', ...instantColumn, nullable: true })
  endedAt: Date | null;

  @Column({ type: 'int', unsigned: true })
  checked: number;

  @Column({ type: 'int', unsigned: true })
  differences: number;

  @Column({ type: 'int', unsigned: true })
  unanswered: number;
}
