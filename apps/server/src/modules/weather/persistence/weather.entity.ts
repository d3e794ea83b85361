import type { WeatherEventState, WeatherKind } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../../../platform/database/index.js';

/** A place that stores look to, and when it is asked for next. */
@Entity('weather_place')
export class WeatherPlaceEntity {
  /** `31.23,121.47` */
  @PrimaryColumn({ ...codeColumn(20) })
  place: string;

  @Column({ name: 'next_poll_at', ...instantColumn })
  nextPollAt: Date;

  /** The last good answer. */
  @Column({ name: 'polled_at', ...instantColumn, nullable: true })
  polledAt: Date | null;

  /** Failures in a row. */
  @Column({ type: 'smallint', unsigned: true })
  failures: number;

  /** In Chinese; empty while all is well. */
  @Column({ type: 'varchar', length: 200 })
  problem: string;
}

/** Calls of one day, and the pause after refusals of the whole account. */
@Entity('weather_quota')
export class WeatherQuotaEntity {
  @PrimaryColumn({ name: 'used_on', type: 'date' })
  usedOn: string;

  @Column({ type: 'int', unsigned: true })
  calls: number;

  /** Refusals in a row. */
  @Column({ type: 'smallint', unsigned: true })
  refusals: number;

  @Column({ name: 'paused_until', ...instantColumn, nullable: true })
  pausedUntil: Date | null;
}

/** Bad weather at one place, from its first warning to its end. */
@Entity('weather_event')
@Index('ix_weather_event_place', ['place', 'id'])
export class WeatherEventEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ ...codeColumn(20) })
  place: string;

  /** The same for the same weather at neighbouring places. */
  @Column({ ...codeColumn(64) })
  root: string;

  @Column({ ...codeColumn(12) })
  kind: WeatherKind;

  /** 1 blue … 4 red. */
  @Column({ type: 'tinyint', unsigned: true })
  level: number;

  @Column({ name: 'type_name', type: 'varchar', length: 20 })
  typeName: string;

  @Column({ type: 'varchar', length: 60 })
  sender: string;

  @Column({ type: 'varchar', length: 200 })
  headline: string;

  @Column({ type: 'varchar', length: 1000 })
  description: string;

  /** Who made the data; must be shown beside it. */
  @Column({ type: 'text', transformer: jsonText })
  attributions: string[];

  @Column({ name: 'starts_at', ...instantColumn })
  startsAt: Date;

  @Column({ name: 'ends_at', ...instantColumn })
  endsAt: Date;

  @Column({ ...codeColumn(12) })
  state: WeatherEventState;

  /** `place kind` while it is open, null afterwards: a place has one open event of a kind, by unique key. */
  @Index('uq_weather_event_open', { unique: true })
  @Column({ name: 'open_key', ...codeColumn(40), nullable: true })
  openKey: string | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'changed_at', ...instantColumn })
  changedAt: Date;

  @Column({ name: 'closed_at', ...instantColumn, nullable: true })
  closedAt: Date | null;
}

/** One alert of the provider at one place; its id is seen once. */
@Entity('weather_alert')
@Index('ix_weather_alert_event', ['eventId'])
@Index('ix_weather_alert_live', ['place', 'ended'])
export class WeatherAlertEntity {
  @PrimaryColumn({ ...codeColumn(20) })
  place: string;

  /** The provider's id. */
  @PrimaryColumn({ name: 'alert_id', ...codeColumn(80) })
  alertId: string;

  /** Null if it belongs to none: it came too late, or cancels what we never saw. */
  @Column({ name: 'event_id', ...idColumn, nullable: true })
  eventId: string | null;

  @Column({ name: 'message_type', ...codeColumn(8) })
  messageType: 'alert' | 'update' | 'cancel';

  @Column({ name: 'type_code', ...codeColumn(12) })
  typeCode: string;

  @Column({ name: 'type_name', type: 'varchar', length: 20 })
  typeName: string;

  @Column({ ...codeColumn(12) })
  kind: WeatherKind;

  @Column({ type: 'tinyint', unsigned: true })
  level: number;

  @Column({ type: 'varchar', length: 60 })
  sender: string;

  @Column({ type: 'varchar', length: 200 })
  headline: string;

  @Column({ type: 'varchar', length: 1000 })
  description: string;

  @Column({ name: 'issued_at', ...instantColumn })
  issuedAt: Date;

  @Column({ name: 'starts_at', ...instantColumn })
  startsAt: Date;

  @Column({ name: 'ends_at', ...instantColumn })
  endsAt: Date;

  /** `live`, or why it ended: `replaced`, `cancelled`, `expired`, `gone`. */
  @Column({ ...codeColumn(12) })
  ended: 'live' | 'replaced' | 'cancelled' | 'expired' | 'gone';

  /** Answers in a row in which it was not named any more. */
  @Column({ type: 'smallint', unsigned: true })
  missed: number;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;
}
