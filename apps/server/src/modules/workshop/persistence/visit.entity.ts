import type {
  CarPosition,
  EngineState,
  Grade,
  InspectionTemplate,
  ServiceKind,
  VisitStep,
  Wheel,
} from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { codeColumn, idColumn, instantColumn, jsonText } from '../../../platform/database/index.js';

/** The fault as the owner knows it. */
export interface StoredFault {
  engine: EngineState;
  speed: string;
  load: string;
  since: string;
}

/** A picture of the walk around the car; the photo itself is of type `check_in`. */
export interface StoredWalkAround {
  photoId: string;
  position: CarPosition;
  note: string;
}

@Entity('visit')
@Index('ix_visit_store', ['storeId', 'arrivedAt'])
@Index('ix_visit_owner', ['ownerId', 'id'])
@Index('ix_visit_vehicle', ['vehicleId', 'arrivedAt'])
@Index('uq_visit_open_vehicle', ['openVehicleId'], { unique: true })
@Index('ix_visit_promise', ['openVehicleId', 'firstPromisedAt'])
export class VisitEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Index('uq_visit_booking', { unique: true })
  @Column({ name: 'booking_id', ...idColumn, nullable: true })
  bookingId: string | null;

  /** Whose visit it is; null if a car without a known owner came. */
  @Column({ name: 'owner_id', ...idColumn, nullable: true })
  ownerId: string | null;

  @Column({ name: 'vehicle_id', ...idColumn })
  vehicleId: string;

  /** The vehicle while it is in the store, null afterwards: a car is in at most one visit, by unique key. */
  @Column({ name: 'open_vehicle_id', ...idColumn, nullable: true })
  openVehicleId: string | null;

  /** What the owner came for; null if the service is not on file. */
  @Column({ name: 'service_id', ...idColumn, nullable: true })
  serviceId: string | null;

  @Column({ name: 'service_name', type: 'varchar', length: 60 })
  serviceName: string;

  /** Word of the trade for the figures; null for visits whose service is not on file. */
  @Column({ name: 'service_kind', ...codeColumn(20), nullable: true })
  serviceKind: ServiceKind | null;

  @Column({ name: 'is_service', type: 'boolean' })
  isService: boolean;

  @Column({ name: 'advisor_id', ...idColumn, nullable: true })
  advisorId: string | null;

  @Column({ name: 'technician_id', ...idColumn, nullable: true })
  technicianId: string | null;

  @Column({ ...codeColumn(16) })
  step: VisitStep;

  @Column({ name: 'arrived_at', ...instantColumn })
  arrivedAt: Date;

  /** The first promise; the on-time figure is measured against it. */
  @Column({ name: 'first_promised_at', ...instantColumn, nullable: true })
  firstPromisedAt: Date | null;

  @Column({ name: 'promised_at', ...instantColumn, nullable: true })
  promisedAt: Date | null;

  /** Fuel or charge in eighths of full, as the gauge shows it. */
  @Column({ name: 'fuel_eighths', type: 'tinyint', unsigned: true, nullable: true })
  fuelEighths: number | null;

  @Column({ type: 'varchar', length: 500 })
  belongings: string;

  @Column({ name: 'owner_words', type: 'varchar', length: 500 })
  ownerWords: string;

  @Column({ type: 'text', nullable: true, transformer: jsonText })
  fault: StoredFault | null;

  @Column({ name: 'walk_around', type: 'text', nullable: true, transformer: jsonText })
  walkAround: StoredWalkAround[] | null;

  @Column({ name: 'mileage_km', type: 'int', unsigned: true, nullable: true })
  mileageKm: number | null;

  /** The work was done; from here on the car waited for its owner. The on-time figure is measured here. */
  @Column({ name: 'ready_at', ...instantColumn, nullable: true })
  readyAt: Date | null;

  @Column({ name: 'handed_over_at', ...instantColumn, nullable: true })
  handedOverAt: Date | null;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

/** A step reached, a promise put off with its reason, or a promise set or brought forward. Append-only. */
@Entity('visit_event')
@Index('ix_visit_event', ['visitId', 'at'])
export class VisitEventEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'visit_id', ...idColumn })
  visitId: string;

  @Column({ ...codeColumn(8) })
  kind: 'step' | 'delay' | 'promise';

  @Column({ ...codeColumn(16), nullable: true })
  step: VisitStep | null;

  @Column({ type: 'varchar', length: 120, nullable: true })
  reason: string | null;

  @Column({ name: 'promised_at', ...instantColumn, nullable: true })
  promisedAt: Date | null;

  @Column({ name: 'staff_id', ...idColumn })
  staffId: string;

  @Column({ ...instantColumn })
  at: Date;
}

export interface StoredWheel {
  wheel: Wheel;
  foundKpa: number;
  setKpa: number;
  treadMm: number;
  padMm: number;
}

/** The full inspection beside the three numbers; pictures are photos of type `report`. */
export interface StoredInspection {
  template: InspectionTemplate;
  items: { code: string; grade: Grade; value: number | null; note: string; photoIds: string[] }[];
}

/** The three numbers (三项数据) and the inspection of one visit; locked once signed. */
@Entity('health_report')
export class HealthReportEntity {
  @PrimaryColumn({ name: 'visit_id', ...idColumn })
  visitId: string;

  @Column({ type: 'text', transformer: jsonText })
  wheels: StoredWheel[];

  @Column({ type: 'varchar', length: 500 })
  remark: string;

  @Column({ type: 'mediumtext', nullable: true, transformer: jsonText })
  inspection: StoredInspection | null;

  @Column({ name: 'signed_by', ...idColumn, nullable: true })
  signedBy: string | null;

  @Column({ name: 'signed_at', ...instantColumn, nullable: true })
  signedAt: Date | null;

  @Column({ name: 'updated_at', ...instantColumn })
  updatedAt: Date;
}

export interface StoredLine {
  name: string;
  kind: 'labour' | 'part';
  quantity: number;
  amountFen: number;
}

/** Closed at hand-over and locked. */
@Entity('work_order')
@Index('uq_work_order_no', ['storeId', 'orderNo'], { unique: true })
export class WorkOrderEntity {
  @PrimaryColumn({ name: 'visit_id', ...idColumn })
  visitId: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'order_no', type: 'varchar', length: 40 })
  orderNo: string;

  @Column({ type: 'mediumtext', transformer: jsonText })
  lines: StoredLine[];

  @Column({ name: 'paid_fen', type: 'int', unsigned: true })
  paidFen: number;

  @Column({ name: 'mileage_km', type: 'int', unsigned: true })
  mileageKm: number;

  @Column({ name: 'closed_by', ...idColumn })
  closedBy: string;

  @Column({ name: 'closed_at', ...instantColumn })
  closedAt: Date;
}

/** The last work order number of a store's day; taken by one conditional update. */
@Entity('work_order_counter')
export class WorkOrderCounterEntity {
  @PrimaryColumn({ name: 'store_id', ...idColumn })
  storeId: string;

  @PrimaryColumn({ name: 'counted_on', type: 'date' })
  countedOn: string;

  @Column({ name: 'last_number', type: 'int', unsigned: true })
  lastNumber: number;
}
