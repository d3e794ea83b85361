import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** One pass over the owners of a store about one weather event: how far it has come, so that it can go on anywhere. */
@Entity('weather_wave')
@Index('ix_weather_wave_due', ['doneAt', 'dueAt'])
export class WeatherWaveEntity {
  @PrimaryColumn({ name: 'event_id', ...idColumn })
  eventId: string;

  @PrimaryColumn({ name: 'store_id', ...idColumn })
  storeId: string;

  /** `warn-1` … `warn-4` by level, `change` after a cancellation, `check` on the day after. */
  @PrimaryColumn({ ...codeColumn(12) })
  wave: string;

  @Column({ name: 'due_at', ...instantColumn })
  dueAt: Date;

  /** The last car or message looked at; empty before the first. */
  @Column({ name: 'cursor_id', ...codeColumn(26) })
  cursorId: string;

  /** Messages written by it. */
  @Column({ type: 'int', unsigned: true })
  planned: number;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'done_at', ...instantColumn, nullable: true })
  doneAt: Date | null;

  /** In Chinese: why it ended before everyone was looked at; empty otherwise. */
  @Column({ type: 'varchar', length: 200 })
  why: string;
}
