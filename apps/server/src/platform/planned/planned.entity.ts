import type { CampaignState, Segment } from '@cheban/contracts';
import { Column, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../database/index.js';

/** The columns of everything that one person plans, a second one approves, and that spends a budget. */
export abstract class PlannedEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ ...codeColumn(10) })
  code: string;

  @Column({ type: 'varchar', length: 20 })
  title: string;

  @Column({ type: 'varchar', length: 30 })
  subtitle: string;

  @Column({ name: 'rules_text', type: 'text' })
  rulesText: string;

  @Column({ type: 'text', nullable: true, transformer: jsonText })
  segment: Segment | null;

  @Column({ ...codeColumn(12) })
  state: CampaignState;

  /** Counts the edits. */
  @Column({ type: 'int', unsigned: true })
  version: number;

  @Column({ name: 'budget_fen', type: 'int', unsigned: true })
  budgetFen: number;

  /** Taken from the budget by packets or prizes; only ever raised by a conditional update. */
  @Column({ name: 'packed_fen', type: 'int', unsigned: true })
  packedFen: number;

  /** What came back into the budget: lapsed claims, what nobody took. */
  @Column({ name: 'returned_fen', type: 'int', unsigned: true })
  returnedFen: number;

  @Column({ name: 'per_person', type: 'tinyint', unsigned: true, nullable: true })
  perPerson: number | null;

  @Column({ name: 'per_phone', type: 'tinyint', unsigned: true, nullable: true })
  perPhone: number | null;

  @Column({ name: 'per_car', type: 'tinyint', unsigned: true, nullable: true })
  perCar: number | null;

  @Column({ name: 'attribution_days', type: 'smallint', unsigned: true })
  attributionDays: number;

  /** Of a campaign: start of the first wave and end of the last. */
  @Column({ name: 'starts_at', ...instantColumn })
  startsAt: Date;

  @Column({ name: 'ends_at', ...instantColumn })
  endsAt: Date;

  @Column({ name: 'created_by', ...idColumn })
  createdBy: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;

  @Column({ name: 'submitted_by', ...idColumn, nullable: true })
  submittedBy: string | null;

  @Column({ name: 'submitted_at', ...instantColumn, nullable: true })
  submittedAt: Date | null;

  @Column({ name: 'approved_by', ...idColumn, nullable: true })
  approvedBy: string | null;

  @Column({ name: 'approved_at', ...instantColumn, nullable: true })
  approvedAt: Date | null;

  /** Why it was sent back or stopped. */
  @Column({ type: 'varchar', length: 60, nullable: true })
  reason: string | null;

  @Column({ name: 'settled_at', ...instantColumn, nullable: true })
  settledAt: Date | null;
}
