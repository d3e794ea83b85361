import type { RescueFee, RescueKind, RescueState } from '@cheban/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { encrypted } from '../../../platform/crypto/index.js';
import { cipherColumn, codeColumn, idColumn, instantColumn } from '../../../platform/database/index.js';

/** Longer than other encrypted values: a place in words. */
const longCipher = {
  type: 'text',
  charset: 'ascii',
  collation: 'ascii_bin',
  transformer: encrypted,
} as const;

/** A call for help on the road. A car has at most one that is open. */
@Entity('rescue_call')
@Index('uq_rescue_open', ['openVehicleId'], { unique: true })
@Index('ix_rescue_store', ['storeId', 'state', 'id'])
@Index('ix_rescue_owner', ['ownerId', 'id'])
@Index('ix_rescue_state', ['state', 'createdAt'])
export class RescueCallEntity {
  @PrimaryColumn({ ...idColumn })
  id: string;

  @Column({ name: 'store_id', ...idColumn })
  storeId: string;

  @Column({ name: 'owner_id', ...idColumn })
  ownerId: string;

  @Column({ name: 'vehicle_id', ...idColumn })
  vehicleId: string;

  /** The car, as long as the call is open. */
  @Column({ name: 'open_vehicle_id', ...idColumn, nullable: true })
  openVehicleId: string | null;

  @Column({ ...codeColumn(20) })
  kind: RescueKind;

  @Column({ ...codeColumn(20) })
  state: RescueState;

  /** `37.870600,112.548900`. */
  @Column({ ...cipherColumn, nullable: true, transformer: encrypted })
  spot: string | null;

  /** This and the next two: null for nothing said, and once they are forgotten. */
  @Column({ ...longCipher, nullable: true })
  address: string | null;

  @Column({ ...longCipher, nullable: true })
  words: string | null;

  @Column({ ...codeColumn(20) })
  fee: RescueFee;

  /** The store's promise when it was called. */
  @Column({ name: 'free_km', type: 'smallint', unsigned: true })
  freeKm: number;

  @Column({ name: 'distance_m', type: 'int', unsigned: true, nullable: true })
  distanceM: number | null;

  @Column({ name: 'taken_by', ...idColumn, nullable: true })
  takenBy: string | null;

  /** Who comes, with a number to ring. */
  @Column({ ...longCipher, nullable: true })
  helper: string | null;

  @Column({ name: 'eta_at', ...instantColumn, nullable: true })
  etaAt: Date | null;

  @Column({ name: 'cost_fen', type: 'int', unsigned: true, nullable: true })
  costFen: number | null;

  @Column({ name: 'cancelled_by', ...codeColumn(8), nullable: true })
  cancelledBy: 'owner' | 'staff' | null;

  @Column({ type: 'varchar', length: 500 })
  reason: string;

  @Column({ name: 'created_at', ...instantColumn })
  createdAt: Date;

  @Column({ name: 'ended_at', ...instantColumn, nullable: true })
  endedAt: Date | null;
}

/** What has happened to a call; never changed. Nobody of staff: the owner did it. */
@Entity('rescue_step')
export class RescueStepEntity {
  @PrimaryColumn({ name: 'rescue_id', ...idColumn })
  rescueId: string;

  @PrimaryColumn({ type: 'smallint', unsigned: true })
  number: number;

  @Column({ name: 'at', ...instantColumn })
  at: Date;

  @Column({ ...codeColumn(20) })
  state: RescueState;

  @Column({ name: 'staff_id', ...idColumn, nullable: true })
  staffId: string | null;

  @Column({ name: 'eta_at', ...instantColumn, nullable: true })
  etaAt: Date | null;

  @Column({ type: 'varchar', length: 500 })
  note: string;
}
