import type { BookingState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

@Entity('booking')
@Index('ix_booking_store', ['storeId', 'startsAt'])
@Index('ix_booking_owner', ['ownerId', 'id'])
@Index('ix_booking_advisor', ['advisorId', 'id'])
@Index('uq_booking_open_vehicle', ['openVehicleId'], { unique: true })
@Index('uq_booking_open_number', ['ownerId', 'openNumber'], { unique: true })
export class BookingEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Index('ix_booking_vehicle')
  @Column({ name: 'vehicle_id', ...idColumn })
  vehicleId: string;

  /** The vehicle while the booking is open, null afterwards: a car has at most one open booking, by unique key. */
  @Column({ name: 'open_vehicle_id', ...idColumn, nullable: true })
  openVehicleId: string | null;

  @Column({ name: 'service_id', ...idColumn })
  serviceId: string;

  @Column({ name: 'bay_id', ...idColumn })
  bayId: string;

  @Column({ name: 'advisor_id', ...idColumn })
  advisorId: string;

  /** The owner asked for this advisor; false means "any". */
  @Column({ name: 'advisor_chosen', type: 'boolean' })
  advisorChosen: boolean;

  /** Null if the service takes no technician. */
  @Column({ name: 'technician_id', ...idColumn, nullable: true })
  technicianId: string | null;

  @Column({ name: 'starts_at', ...instantColumn })
  startsAt: Date;

  @Column({ name: 'ends_at', ...instantColumn })
  endsAt: Date;

  @Column({ ...codeColumn(12) })
  state: BookingState;

  @Column({ ...codeColumn(12) })
  source: 'owner' | 'reminder' | 'staff' | 'walk_in';

  /** The message that led here, for attribution. */
  @Column({ name: 'message_id', ...idColumn, nullable: true })
  messageId: string | null;

  @Column({ type: 'varchar', length: 500 })
  note: string;

  @Index('uq_booking_code', { unique: true })
  @Column({ name: 'check_in_code', ...codeColumn(12) })
  checkInCode: string;

  /** Why it was booked beyond capacity: then it holds no quarter hours. Null for all others. */
  @Column({ name: 'overbook_reason', type: 'varchar', length: 60, nullable: true })
  overbookReason: string | null;

  /** 1 … the store's limit while a booking that the owner made is open: the unique key keeps the limit. */
  @Column({ name: 'open_number', type: 'smallint', unsigned: true, nullable: true })
  openNumber: number | null;

  @Column({ name: 'cancel_reason', type: 'varchar', length: 500, nullable: true })
  cancelReason: string | null;

  @Column({ name: 'visit_id', ...idColumn, nullable: true })
  visitId: string | null;

  /** Raised by every change; part of the dedupe keys of its messages. */
  @Column({ type: 'smallint', unsigned: true })
  revision: number;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/**
 * A quarter of an hour of one bay, advisor or technician. The primary key is what makes double booking impossible: the second
 * taker's insert fails. Freed by deleting.
 */
@Entity('capacity_unit')
@Index('ix_capacity_booking', ['bookingId'])
@Index('ix_capacity_store', ['storeId', 'unitAt'])
export class CapacityUnitEntity {
  /** Bay id or staff id. */
  @PrimaryColumn({ name: 'resource_id', ...idColumn })
  resourceId: string;

  @PrimaryColumn({ name: 'unit_at', type: 'datetime', precision: 0 })
  unitAt: Date;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  /** The booking, or the hold while `expiresAt` is set. */
  @Column({ name: 'booking_id', ...idColumn })
  bookingId: string;

  /** End of a hold: from then on the next taker may delete it. Null: a booking has it. */
  @Index('ix_capacity_expiry')
  @Column({ name: 'expires_at', ...instantColumn, nullable: true })
  expiresAt: Date | null;
}
