import type { RescueFee, RescueKind, RescueState } from '@cheban/contracts';
import type { Spot } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { RescueCallEntity, RescueStepEntity } from './rescue.entity.js';

/** Instants are milliseconds. */
export type RescueCall = Readonly<
  Omit<
    RescueCallEntity,
    'spot' | 'address' | 'words' | 'helper' | 'etaAt' | 'createdAt' | 'endedAt' | 'openVehicleId'
  > & {
    spot: Spot | null;
    address: string;
    words: string;
    helper: string;
    etaAt: number | null;
    createdAt: number;
    endedAt: number | null;
  }
>;
export type RescueStep = Readonly<
  Omit<RescueStepEntity, 'at' | 'etaAt'> & { at: number; etaAt: number | null }
>;
export interface NewRescue {
  readonly storeId: string;
  readonly ownerId: string;
  readonly vehicleId: string;
  readonly kind: RescueKind;
  readonly spot: Spot | null;
  readonly address: string;
  readonly words: string;
  readonly fee: RescueFee;
  readonly freeKm: number;
  readonly distanceM: number | null;
}
export interface RescueChange {
  readonly takenBy?: string;
  readonly helper?: string;
  readonly etaAt?: number;
  readonly costFen?: number;
  readonly cancelledBy?: 'owner' | 'staff';
  readonly reason?: string;
}

const spotText = (spot: Spot | null) => spot && `${spot.latitude.toFixed(6)},${spot.longitude.toFixed(6)}`;
function spotOf(text: string | null): Spot | null {
  const [latitude, longitude] = (text ?? '').split(',').map(Number);
  return text === null || latitude === undefined || longitude === undefined ? null : { latitude, longitude };
}
const callOf = ({ openVehicleId: _open, ...entity }: RescueCallEntity): RescueCall => ({
  ...entity,
  spot: spotOf(entity.spot),
  address: entity.address ?? '',
  words: entity.words ?? '',
  helper: entity.helper ?? '',
  etaAt: entity.etaAt?.getTime() ?? null,
  createdAt: entity.createdAt.getTime(),
  endedAt: entity.endedAt?.getTime() ?? null,
});

@Injectable()
export class RescueRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws ER_DUP_ENTRY on uq_rescue_open if the car has an open call. */
  async insert(tx: Tx, row: NewRescue): Promise<string> {
    const id = newId(this.clock);
    await tx.manager.insert(RescueCallEntity, {
      ...row,
      id,
      spot: spotText(row.spot),
      address: row.address || null,
      words: row.words || null,
      openVehicleId: row.vehicleId,
      state: 'requested',
      takenBy: null,
      helper: null,
      etaAt: null,
      costFen: null,
      cancelledBy: null,
      reason: '',
      createdAt: this.clock.date(),
      endedAt: null,
    });
    return id;
  }

  async addStep(
    tx: Tx,
    rescueId: string,
    step: { state: RescueState; staffId: string | null; etaAt: number | null; note: string },
  ): Promise<void> {
    // The row of the call is held: numbers follow one another.
    const [last] = await tx.query<{ n: number | null }[]>(
      'SELECT MAX(number) AS n FROM rescue_step WHERE rescue_id = ?',
      [rescueId],
    );
    await tx.manager.insert(RescueStepEntity, {
      ...step,
      rescueId,
      number: (last?.n ?? 0) + 1,
      at: this.clock.date(),
      etaAt: step.etaAt === null ? null : toDate(step.etaAt),
    });
  }

  async findById(id: string): Promise<RescueCall | null> {
    const entity = await this.uow.reader.findOneBy(RescueCallEntity, { id });
    return entity ? callOf(entity) : null;
  }

  async openOfCar(vehicleId: string): Promise<RescueCall | null> {
    const entity = await this.uow.reader.findOneBy(RescueCallEntity, { openVehicleId: vehicleId });
    return entity ? callOf(entity) : null;
  }

  async lockById(tx: Tx, id: string): Promise<RescueCall | null> {
    const entity = await tx.manager.findOne(RescueCallEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? callOf(entity) : null;
  }

  /** The row is held by the caller. An end frees the car. */
  async move(tx: Tx, id: string, state: RescueState, change: RescueChange = {}): Promise<void> {
    const { etaAt, ...rest } = change;
    const ends = state === 'done' || state === 'cancelled';
    await tx.manager.update(
      RescueCallEntity,
      { id },
      {
        ...rest,
        state,
        ...(etaAt === undefined ? {} : { etaAt: toDate(etaAt) }),
        ...(ends ? { openVehicleId: null, endedAt: this.clock.date() } : {}),
      },
    );
  }

  async stepsOf(rescueId: string): Promise<RescueStep[]> {
    const entities = await this.uow.reader.find(RescueStepEntity, {
      where: { rescueId },
      order: { number: 'ASC' },
    });
    return entities.map((entity) => ({
      ...entity,
      at: entity.at.getTime(),
      etaAt: entity.etaAt?.getTime() ?? null,
    }));
  }

  /** Those of a person, the newest first. */
  async ofOwner(ownerId: string, limit: number): Promise<RescueCall[]> {
    const entities = await this.uow.reader.find(RescueCallEntity, {
      where: { ownerId },
      order: { id: 'DESC' },
      take: limit,
    });
    return entities.map(callOf);
  }

  /** The newest of a store. */
  async latestOf(storeId: string, limit: number): Promise<RescueCall[]> {
    const entities = await this.uow.reader.find(RescueCallEntity, {
      where: { storeId },
      order: { id: 'DESC' },
      take: limit,
    });
    return entities.map(callOf);
  }

  /** Those of stores, the newest first. */
  async list(
    filter: {
      storeIds: readonly string[];
      state?: RescueState | undefined;
      kind?: RescueKind | undefined;
    },
    page: number,
    pageSize: number,
  ): Promise<{ rows: RescueCall[]; total: number }> {
    const { storeIds, state, kind } = filter;
    if (storeIds.length === 0) return { rows: [], total: 0 };
    const [entities, total] = await this.uow.reader.findAndCount(RescueCallEntity, {
      where: { storeId: In([...storeIds]), ...(state ? { state } : {}), ...(kind ? { kind } : {}) },
      order: { id: 'DESC' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    });
    return { rows: entities.map(callOf), total };
  }
}
