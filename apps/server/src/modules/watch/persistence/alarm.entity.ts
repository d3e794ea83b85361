import type { AlarmName } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** Something that is wrong with sending, from the minute it was seen until it is over. */
@Entity('alarm')
export class AlarmEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ ...codeColumn(30) })
  name: AlarmName;

  /** The name while it is open, else null: the unique key makes a second open one impossible. */
  @Index('uq_alarm_open', { unique: true })
  @Column({ name: 'open_name', ...codeColumn(30), nullable: true })
  openName: AlarmName | null;

  /** Chinese: what happened and what to do. */
  @Column({ type: 'varchar', length: 300 })
  text: string;

  @Column({ name: 'opened_at', ...instantColumn })
  openedAt: Date;

  @Column({ name: 'last_seen_at', ...instantColumn })
  lastSeenAt: Date;

  @Column({ type: 'int', unsigned: true })
  count: number;

  @Column({ name: 'closed_at', ...instantColumn, nullable: true })
  closedAt: Date | null;

  @Column({ name: 'acknowledged_by', ...idColumn, nullable: true })
  acknowledgedBy: string | null;

  @Column({ name: 'acknowledged_name', type: 'varchar', length: 60, nullable: true })
  acknowledgedName: string | null;

  @Column({ name: 'acknowledged_at', ...instantColumn, nullable: true })
  acknowledgedAt: Date | null;
}

/** What the group robot is told: once when an alarm opens, once when it closes. */
@Entity('alarm_notice')
@Index('uq_alarm_notice', ['alarmId', 'change'], { unique: true })
@Index('ix_alarm_notice_next', ['state', 'nextAt'])
export class AlarmNoticeEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id: string;

  @Column({ name: 'alarm_id', ...idColumn })
  alarmId: string;

  @Column({ ...codeColumn(8) })
  change: 'opened' | 'closed';

  @Column({ type: 'varchar', length: 400 })
  text: string;

  @Column({ ...codeColumn(10) })
  state: 'waiting' | 'sent' | 'given_up';

  @Column({ type: 'smallint', unsigned: true })
  attempts: number;

  @Column({ name: 'next_at', ...instantColumn })
  nextAt: Date;

  @Column({ type: 'varchar', length: 200 })
  failure: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;
}
