import { Column, Entity, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/**
 * What the pure planner says of every day that something may fall due on: the multiplication table of a planning round.
 * Cars are joined to it by their own dates, so that SQL plans by the million what domain/care-plan decides. Written
 * anew by each round.
 */
@Entity('care_day')
export class CareDayEntity {
  /** Number of a rule's plan within the round. */
  @PrimaryColumn({ type: 'smallint', unsigned: true })
  plan: number;

  /** The date of the car or its owner by which it is found: when it falls due, was sold, or somebody was born. */
  @PrimaryColumn({ name: 'key_on', type: 'date' })
  keyOn: string;

  @PrimaryColumn({ type: 'smallint' })
  stage: number;

  @Column({ name: 'due_on', type: 'date' })
  dueOn: string;

  @Column({ name: 'not_before', ...instantColumn })
  notBefore: Date;

  @Column({ name: 'expires_at', ...instantColumn })
  expiresAt: Date;

  @Column({ ...codeColumn(12) })
  state: 'planned' | 'held' | 'missed';

  @Column({ type: 'varchar', length: 200 })
  why: string;
}

/** The rules that the plan of a store follows by now: what differs from the rules in force is planned anew. */
@Entity('care_rule_seen')
export class CareRuleSeenEntity {
  @PrimaryColumn({ name: 'store_id', ...idColumn })
  storeId: string;

  @PrimaryColumn({ ...codeColumn(30) })
  code: string;

  @Column({ type: 'int', unsigned: true })
  edition: number;

  @Column({ ...codeColumn(12) })
  state: 'on' | 'off' | 'paused';
}
