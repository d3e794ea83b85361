import type { CareRuleBody, CareRuleState, CareVersionState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../../../platform/database/index.js';

/**
 * A reminder rule of the group or of one store. A store's row hides the group's of the same code, and that hides the
 * built-in one; no row means the built-in rule as it is written in domain/care-rules.
 */
@Entity('care_rule')
@Index('uq_care_rule', ['scope', 'code'], { unique: true })
export class CareRuleEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  /** `group`, or the store's id. */
  @Column({ ...codeColumn(26) })
  scope: string;

  /** Stands in care_item.rule: a built-in code, or the lower-case name of a rule that staff wrote. */
  @Column({ ...codeColumn(30) })
  code: string;

  @Column({ ...codeColumn(12) })
  state: CareRuleState;

  /** In words; empty unless paused. */
  @Column({ name: 'state_why', type: 'varchar', length: 200 })
  stateWhy: string;

  /** The edition in force; 0 while none was approved yet. */
  @Column({ name: 'live_version', type: 'int', unsigned: true })
  liveVersion: number;

  @Column({ name: 'last_version', type: 'int', unsigned: true })
  lastVersion: number;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** One edition of a rule. Rows are kept: who wrote what, who let it pass, and whom it was going to reach. */
@Entity('care_rule_version')
export class CareRuleVersionEntity {
  @PrimaryColumn({ name: 'rule_id', ...idColumn })
  ruleId: string;

  @PrimaryColumn({ type: 'int', unsigned: true })
  version: number;

  @Column({ type: 'text', transformer: jsonText })
  body: CareRuleBody;

  @Column({ ...codeColumn(12) })
  state: CareVersionState;

  /** People it would reach in the 30 days after it was written. */
  @Column({ type: 'int', unsigned: true })
  recipients: number;

  @Column({ name: 'written_by', ...idColumn })
  writtenBy: string;

  @Column({ name: 'written_at', ...instantColumn })
  writtenAt: Date;

  /** Never the one who wrote it, where approval is needed. */
  @Column({ name: 'decided_by', ...idColumn, nullable: true })
  decidedBy: string | null;

  @Column({ name: 'decided_at', ...instantColumn, nullable: true })
  decidedAt: Date | null;

  @Column({ type: 'varchar', length: 200 })
  note: string;
}
