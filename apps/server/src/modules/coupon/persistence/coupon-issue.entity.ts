import type { CouponAudience, CouponIssueState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../../../platform/database/index.js';

/** Coupons for many at once: who asked, who approved, and how far it has come, so that it can go on anywhere. */
@Entity('coupon_issue')
@Index('ix_coupon_issue_store', ['storeId', 'id'])
@Index('ix_coupon_issue_state', ['state', 'id'])
export class CouponIssueEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'type_id', ...idColumn })
  typeId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...codeColumn(8) })
  state: CouponIssueState;

  /** Phones are not kept here: they become owner ids when it is asked for. */
  @Column({ type: 'mediumtext', transformer: jsonText })
  audience: StoredAudience;

  @Column({ name: 'audience_text', type: 'varchar', length: 300 })
  audienceText: string;

  @Column({ type: 'boolean' })
  tell: boolean;

  /** People when it was asked for. */
  @Column({ type: 'int', unsigned: true })
  people: number;

  /** Where the next chunk begins; empty before the first. */
  @Column({ name: 'cursor_at', ...codeColumn(60) })
  cursor: string;

  @Column({ type: 'int', unsigned: true })
  seen: number;

  @Column({ type: 'int', unsigned: true })
  issued: number;

  /** `full`: had as many as one may. */
  @Column({ name: 'full_count', type: 'int', unsigned: true })
  full: number;

  @Column({ name: 'sold_out', type: 'int', unsigned: true })
  soldOut: number;

  @Column({ type: 'varchar', length: 120 })
  why: string;

  @Column({ name: 'asked_by', ...idColumn })
  askedBy: string;

  @Column({ name: 'asked_at', ...instantColumn })
  askedAt: Date;

  @Column({ name: 'decided_by', ...idColumn, nullable: true })
  decidedBy: string | null;

  @Column({ name: 'decided_at', ...instantColumn, nullable: true })
  decidedAt: Date | null;

  @Column({ name: 'decision_note', type: 'varchar', length: 60 })
  decisionNote: string;

  @Column({ name: 'started_at', ...instantColumn, nullable: true })
  startedAt: Date | null;

  @Column({ name: 'finished_at', ...instantColumn, nullable: true })
  finishedAt: Date | null;
}

export type StoredAudience =
  | Exclude<CouponAudience, { kind: 'phones' }>
  | { kind: 'owners'; ownerIds: string[]; unknown: number };
