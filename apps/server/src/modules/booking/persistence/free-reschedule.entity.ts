import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { idColumn, instantColumn } from '../../../platform/database/index.js';

/** A booking that bad weather hits: its owner may move it once, even after the cut-off. */
@Entity('free_reschedule')
@Index('ix_free_reschedule_event', ['eventId', 'storeId'])
export class FreeRescheduleEntity {
  @PrimaryColumn({ name: 'booking_id', ...idColumn })
  bookingId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  /** The time it is offered for: once the booking has moved, the offer is spent. */
  @Column({ name: 'starts_at', ...instantColumn })
  startsAt: Date;

  /** Shown to the owner. */
  @Column({ type: 'varchar', length: 100 })
  reason: string;

  @Column({ name: 'event_id', ...idColumn })
  eventId: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  /** When the owner moved the booking by it. */
  @Column({ name: 'used_at', ...instantColumn, nullable: true })
  usedAt: Date | null;
}
