import type { HoldPurpose, PartOfDay, WaitingState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** A slot kept for somebody until `expiresAt`; its quarter hours are capacity_unit rows with that end. */
@Entity('booking_hold')
@Index('ix_booking_hold_store', ['storeId', 'startsAt'])
export class BookingHoldEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ ...codeColumn(8) })
  purpose: HoldPurpose;

  /** Who may have one at a time: `owner:…`, `staff:…`, `waiting:…` or `offer:…` with an id. */
  @Index('uq_booking_hold_holder', { unique: true })
  @Column({ ...codeColumn(40) })
  holder: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Index('ix_booking_hold_owner')
  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'vehicle_id', ...idColumn })
  vehicleId: string;

  @Column({ name: 'service_id', ...idColumn })
  serviceId: string;

  @Column({ name: 'bay_id', ...idColumn })
  bayId: string;

  @Column({ name: 'advisor_id', ...idColumn })
  advisorId: string;

  @Column({ name: 'advisor_chosen', type: 'boolean' })
  advisorChosen: boolean;

  @Column({ name: 'technician_id', ...idColumn, nullable: true })
  technicianId: string | null;

  @Column({ name: 'starts_at', ...instantColumn })
  startsAt: Date;

  @Column({ name: 'ends_at', ...instantColumn })
  endsAt: Date;

  @Index('ix_booking_hold_expiry')
  @Column({ name: 'expires_at', ...instantColumn })
  expiresAt: Date;

  /** Who of the staff holds it, null for owners. */
  @Column({ name: 'staff_id', ...idColumn, nullable: true })
  staffId: string | null;

  @Column({ name: 'waiting_id', ...idColumn, nullable: true })
  waitingId: string | null;

  /** The message that offered it, for attribution. */
  @Column({ name: 'message_id', ...idColumn, nullable: true })
  messageId: string | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;
}

/** A place on the waiting list of a store. */
@Entity('waiting_entry')
@Index('ix_waiting_owner', ['ownerId', 'id'])
@Index('ix_waiting_state', ['state', 'storeId', 'id'])
export class WaitingEntryEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'vehicle_id', ...idColumn })
  vehicleId: string;

  /** The vehicle while the place is open: a car waits once, by unique key. */
  @Index('uq_waiting_open_vehicle', { unique: true })
  @Column({ name: 'open_vehicle_id', ...idColumn, nullable: true })
  openVehicleId: string | null;

  @Column({ name: 'service_id', ...idColumn })
  serviceId: string;

  /** The wished advisor, or null for any. */
  @Column({ name: 'advisor_id', ...idColumn, nullable: true })
  advisorId: string | null;

  @Column({ name: 'from_on', type: 'date' })
  fromOn: string;

  @Column({ name: 'to_on', type: 'date' })
  toOn: string;

  @Column({ name: 'part_of_day', ...codeColumn(10) })
  partOfDay: PartOfDay;

  @Column({ ...codeColumn(8) })
  state: WaitingState;

  /** Why it ended, in words. */
  @Column({ type: 'varchar', length: 120, nullable: true })
  why: string | null;

  /** The offer that waits for an answer. */
  @Column({ name: 'hold_id', ...idColumn, nullable: true })
  holdId: string | null;

  @Column({ type: 'smallint', unsigned: true })
  offers: number;

  /** Offers in a row that ran out without an answer. */
  @Column({ type: 'smallint', unsigned: true })
  missed: number;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** Every slot that was offered to a place on the list: the same one is not offered twice. */
@Entity('waiting_offer')
export class WaitingOfferEntity {
  @PrimaryColumn({ name: 'waiting_id', ...idColumn })
  waitingId: string;

  @PrimaryColumn({ name: 'starts_at', ...instantColumn })
  startsAt: Date;

  @Column({ name: 'hold_id', ...idColumn })
  holdId: string;

  @Column({ name: 'offered_at', ...instantColumn })
  offeredAt: Date;

  @Column({ name: 'expires_at', ...instantColumn })
  expiresAt: Date;

  /** booked, declined, missed, or null while it waits. */
  @Column({ ...codeColumn(8), nullable: true })
  answer: 'booked' | 'declined' | 'missed' | null;
}
