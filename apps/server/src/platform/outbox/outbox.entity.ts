import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../database/id.js';
import { jsonText } from '../database/json.js';

@Entity('outbox_event')
@Index('ix_outbox_open', ['doneAt', 'seq'])
export class OutboxEventEntity {
  /** Order of writing. */
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  seq: string;

  @Index('uq_outbox_event_id', { unique: true })
  @Column({ ...idColumn })
  id: string;

  @Column({ ...codeColumn(60) })
  type: string;

  @Column({ name: 'store_id', ...idColumn, nullable: true })
  storeId: string | null;

  @Column({ type: 'text', transformer: jsonText })
  payload: object;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  /** When the relay last asked a worker to handle it. */
  @Column({ name: 'dispatched_at', ...instantColumn, nullable: true })
  dispatchedAt: Date | null;

  @Column({ name: 'done_at', ...instantColumn, nullable: true })
  doneAt: Date | null;

  @Column({ type: 'int', unsigned: true })
  attempts: number;
}

/** A consumer has seen an event. */
@Entity('processed_event')
export class ProcessedEventEntity {
  @PrimaryColumn({ name: 'event_id', ...idColumn })
  eventId: string;

  @PrimaryColumn({ ...codeColumn(60) })
  consumer: string;
}
