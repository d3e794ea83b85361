import type { VehicleRole, VehicleUse } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { encrypted } from '../../../platform/crypto/index.js';
import {
  cipherColumn,
  codeColumn,
  hashColumn,
  idColumn,
  instantColumn,
} from '../../../platform/database/index.js';

@Entity('vehicle')
@Index('ix_vehicle_due', ['storeId', 'dueOn', 'dueKind'])
@Index('ix_vehicle_last_visit', ['storeId', 'lastPaidVisitOn'])
@Index('ix_vehicle_insurance', ['storeId', 'insuranceExpiresOn'])
@Index('ix_vehicle_sold', ['storeId', 'soldOn'])
export class VehicleEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  /** The store that looks after the car. */
  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ ...cipherColumn, transformer: encrypted })
  vin: string;

  @Index('uq_vehicle_vin', { unique: true })
  @Column({ name: 'vin_index', ...hashColumn(22) })
  vinIndex: string;

  @Index('ix_vehicle_vin_tail')
  @Column({ name: 'vin_tail', ...hashColumn(22) })
  vinTail: string;

  @Column({ ...cipherColumn, nullable: true, transformer: encrypted })
  plate: string | null;

  @Index('ix_vehicle_plate')
  @Column({ name: 'plate_index', ...hashColumn(22), nullable: true })
  plateIndex: string | null;

  @Index('ix_vehicle_plate_tail')
  @Column({ name: 'plate_tail', ...hashColumn(22), nullable: true })
  plateTail: string | null;

  @Column({ type: 'varchar', length: 40 })
  brand: string;

  @Column({ type: 'varchar', length: 60 })
  model: string;

  @Column({ name: 'model_year', type: 'smallint', unsigned: true, nullable: true })
  modelYear: number | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  colour: string | null;

  /** Delivery (invoice) date; first service and warranty count from here. */
  @Column({ name: 'sold_on', type: 'date', nullable: true })
  soldOn: string | null;

  @Column({ name: 'sold_here', type: 'boolean' })
  soldHere: boolean;

  @Column({ ...codeColumn(12) })
  use: VehicleUse;

  @Column({ name: 'insurance_expires_on', type: 'date', nullable: true })
  insuranceExpiresOn: string | null;

  @Column({ type: 'varchar', length: 40, nullable: true })
  insurer: string | null;

  @Column({ name: 'insured_here', type: 'boolean' })
  insuredHere: boolean;

  /** The owner's own advisor. */
  @Column({ name: 'advisor_id', ...idColumn, nullable: true })
  advisorId: string | null;

  /** As the DMS names the advisor; kept when no such colleague exists here. */
  @Column({ name: 'advisor_name', type: 'varchar', length: 40, nullable: true })
  advisorName: string | null;

  @Column({ name: 'last_service_on', type: 'date', nullable: true })
  lastServiceOn: string | null;

  @Column({ name: 'last_service_km', type: 'int', unsigned: true, nullable: true })
  lastServiceKm: number | null;

  /** The last visit that was paid for; customer groups count from here. */
  @Column({ name: 'last_paid_visit_on', type: 'date', nullable: true })
  lastPaidVisitOn: string | null;

  @Column({ name: 'latest_km', type: 'int', unsigned: true, nullable: true })
  latestKm: number | null;

  @Column({ name: 'latest_km_on', type: 'date', nullable: true })
  latestKmOn: string | null;

  /** Learned pace, two decimals; null if there are too few good readings. */
  @Column({ name: 'km_per_day', type: 'decimal', precision: 6, scale: 2, nullable: true })
  kmPerDay: string | null;

  @Column({ name: 'due_kind', ...codeColumn(20), nullable: true })
  dueKind: 'first_service' | 'service' | null;

  /** Predicted date of the next service. */
  @Column({ name: 'due_on', type: 'date', nullable: true })
  dueOn: string | null;

  @Column({ name: 'due_reason', ...codeColumn(8), nullable: true })
  dueReason: 'date' | 'km' | null;

  /** Odometer at which the next service is due. */
  @Column({ name: 'due_km', type: 'int', unsigned: true, nullable: true })
  dueKm: number | null;

  /** Work that its owner put off is asked about again on this day. */
  @Column({ name: 'advised_on', type: 'date', nullable: true })
  advisedOn: string | null;

  @Column({ name: 'advised_title', type: 'varchar', length: 80, nullable: true })
  advisedTitle: string | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  /** Care looks at cars changed since it last looked. */
  @Index('ix_vehicle_updated')
  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** People and cars are many-to-many with roles. A row ends when the car is sold; history stays with the car. */
@Entity('owner_vehicle')
@Index('ix_owner_vehicle_vehicle', ['vehicleId', 'role', 'endedAt'])
export class OwnerVehicleEntity {
  @PrimaryColumn({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @PrimaryColumn({ name: 'vehicle_id', ...idColumn })
  vehicleId: string;

  @Column({ ...codeColumn(20) })
  role: VehicleRole;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'ended_at', ...instantColumn, nullable: true })
  endedAt: Date | null;
}

@Entity('mileage_reading')
@Index('uq_mileage_reading', ['vehicleId', 'readOn', 'km', 'source'], { unique: true })
export class MileageReadingEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'vehicle_id', ...idColumn })
  vehicleId: string;

  @Column({ type: 'int', unsigned: true })
  km: number;

  @Column({ name: 'read_on', type: 'date' })
  readOn: string;

  @Column({ ...codeColumn(8) })
  source: 'import' | 'visit' | 'owner';

  /** `suspect` readings are kept aside for a person and never used; `accepted` and `rejected` were judged by one. */
  @Index('ix_mileage_state')
  @Column({ ...codeColumn(8) })
  state: 'ok' | 'suspect' | 'accepted' | 'rejected';

  /** Why it is suspect, as the kernel names it. */
  @Column({ ...codeColumn(20), nullable: true })
  reason: string | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;
}

/** One past workshop visit: from the DMS, or written when a visit of ours is handed over. Follows the car. */
@Entity('service_record')
@Index('uq_service_record_order', ['storeId', 'orderNo'], { unique: true })
@Index('ix_service_record_vehicle', ['vehicleId', 'on'])
@Index('ix_service_record_store', ['storeId', 'on', 'settled', 'kind', 'paidFen'])
export class ServiceRecordEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'order_no', type: 'varchar', length: 40 })
  orderNo: string;

  @Column({ name: 'vehicle_id', ...idColumn })
  vehicleId: string;

  @Column({ name: 'visited_on', type: 'date' })
  on: string;

  @Column({ type: 'int', unsigned: true, nullable: true })
  km: number | null;

  /** Word of the trade as the DMS wrote it: 保养, 维修, 钣喷 … */
  @Column({ type: 'varchar', length: 20 })
  kind: string;

  @Column({ name: 'is_service', type: 'boolean' })
  isService: boolean;

  @Column({ name: 'paid_fen', type: 'int', unsigned: true })
  paidFen: number;

  @Column({ type: 'boolean' })
  settled: boolean;

  @Column({ name: 'advisor_name', type: 'varchar', length: 40, nullable: true })
  advisorName: string | null;

  @Column({ name: 'visit_id', ...idColumn, nullable: true })
  visitId: string | null;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;
}
