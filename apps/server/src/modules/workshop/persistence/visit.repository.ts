import type { ServiceKind, VisitStep } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Between, In, IsNull, LessThan } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { type StoredFault, type StoredWalkAround, VisitEntity, VisitEventEntity } from './visit.entity.js';

/** One stay of a car in the workshop. Instants in milliseconds. */
export interface Visit {
  readonly id: string;
  readonly storeId: string;
  readonly bookingId: string | null;
  readonly ownerId: string | null;
  readonly vehicleId: string;
  /** Null if the service is not on file. */
  readonly serviceId: string | null;
  readonly serviceName: string;
  readonly serviceKind: ServiceKind | null;
  readonly isService: boolean;
  readonly advisorId: string | null;
  readonly technicianId: string | null;
  readonly step: VisitStep;
  readonly arrivedAt: number;
  /** The on-time figure is measured against the first promise. */
  readonly firstPromisedAt: number | null;
  readonly promisedAt: number | null;
  /** Eighths of full. */
  readonly fuelEighths: number | null;
  readonly belongings: string;
  readonly ownerWords: string;
  readonly fault: StoredFault | null;
  readonly walkAround: readonly StoredWalkAround[];
  readonly mileageKm: number | null;
  readonly readyAt: number | null;
  readonly handedOverAt: number | null;
}

export interface VisitEvent {
  readonly visitId: string;
  readonly kind: 'step' | 'delay' | 'promise';
  readonly step: VisitStep | null;
  readonly reason: string | null;
  readonly promisedAt: number | null;
  readonly staffId: string;
  readonly at: number;
}

export type NewVisit = Omit<Visit, 'id' | 'step' | 'technicianId' | 'readyAt' | 'handedOverAt'>;
export type VisitChange = Partial<
  Pick<
    Visit,
    | 'step'
    | 'technicianId'
    | 'promisedAt'
    | 'firstPromisedAt'
    | 'mileageKm'
    | 'readyAt'
    | 'handedOverAt'
    | 'ownerId'
    | 'fuelEighths'
    | 'belongings'
    | 'ownerWords'
    | 'fault'
    | 'walkAround'
  >
>;

const instant = (date: Date | null) => date?.getTime() ?? null;
const dateOrNull = (at: number | null) => (at === null ? null : toDate(at));

function visitRecord(entity: VisitEntity): Visit {
  return {
    id: entity.id,
    storeId: entity.storeId,
    bookingId: entity.bookingId,
    ownerId: entity.ownerId,
    vehicleId: entity.vehicleId,
    serviceId: entity.serviceId,
    serviceName: entity.serviceName,
    serviceKind: entity.serviceKind,
    isService: Boolean(entity.isService),
    advisorId: entity.advisorId,
    technicianId: entity.technicianId,
    step: entity.step,
    arrivedAt: entity.arrivedAt.getTime(),
    firstPromisedAt: instant(entity.firstPromisedAt),
    promisedAt: instant(entity.promisedAt),
    fuelEighths: entity.fuelEighths,
    belongings: entity.belongings,
    ownerWords: entity.ownerWords,
    fault: entity.fault,
    walkAround: entity.walkAround ?? [],
    mileageKm: entity.mileageKm,
    readyAt: instant(entity.readyAt),
    handedOverAt: instant(entity.handedOverAt),
  };
}

@Injectable()
export class VisitRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Visit | null> {
    const entity = await this.uow.reader.findOneBy(VisitEntity, { id });
    return entity ? visitRecord(entity) : null;
  }

  /** Locks the row, so that two people do not move the same car at once. */
  async lockById(tx: Tx, id: string): Promise<Visit | null> {
    const entity = await tx.manager.findOne(VisitEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? visitRecord(entity) : null;
  }

  /** Cars in a store now, the longest there first. */
  async openOfStore(storeId: string): Promise<Visit[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(VisitEntity, 'visit')
      .where('visit.storeId = :storeId AND visit.openVehicleId IS NOT NULL', { storeId })
      .orderBy('visit.arrivedAt')
      .getMany();
    return entities.map(visitRecord);
  }

  /** Visits of a store that began within [from, to), in order of arrival. */
  async arrivedBetween(storeId: string, from: number, to: number): Promise<Visit[]> {
    const entities = await this.uow.reader.find(VisitEntity, {
      where: { storeId, arrivedAt: Between(toDate(from), toDate(to - 1)) },
      order: { arrivedAt: 'ASC' },
    });
    return entities.map(visitRecord);
  }

  /** The visits that these cars are in now. */
  async openOfVehicles(vehicleIds: readonly string[]): Promise<Visit[]> {
    if (vehicleIds.length === 0) return [];
    const where = { openVehicleId: In([...vehicleIds]) };
    return (await this.uow.reader.find(VisitEntity, { where })).map(visitRecord);
  }

  /** A page of a person's visits, newest first, older than the visit `before`. */
  async ofOwner(ownerId: string, limit: number, before?: string): Promise<Visit[]> {
    const entities = await this.uow.reader.find(VisitEntity, {
      where: { ownerId, ...(before === undefined ? {} : { id: LessThan(before) }) },
      order: { id: 'DESC' },
      take: limit,
    });
    return entities.map(visitRecord);
  }

  /** The last finished visit of each of these cars that belongs to the person. */
  async lastFinished(ownerId: string, vehicleIds: readonly string[]): Promise<Map<string, Visit>> {
    if (vehicleIds.length === 0) return new Map();
    const entities = await this.uow.reader.find(VisitEntity, {
      where: { ownerId, vehicleId: In([...vehicleIds]), openVehicleId: IsNull() },
      order: { id: 'ASC' },
    });
    return new Map(entities.map((entity) => [entity.vehicleId, visitRecord(entity)]));
  }

  /** Throws a duplicate of uq_visit_open_vehicle or uq_visit_booking if the car is already in. */
  async insert(tx: Tx, visit: NewVisit): Promise<string> {
    const id = newId(this.clock);
    await tx.manager.insert(VisitEntity, {
      id,
      ...visit,
      walkAround: [...visit.walkAround],
      openVehicleId: visit.vehicleId,
      technicianId: null,
      step: 'checked_in',
      arrivedAt: toDate(visit.arrivedAt),
      firstPromisedAt: dateOrNull(visit.firstPromisedAt),
      promisedAt: dateOrNull(visit.promisedAt),
      readyAt: null,
      handedOverAt: null,
      updatedAt: this.clock.date(),
    });
    return id;
  }

  /** Changes a visit; `handedOverAt` also frees the car for its next visit. */
  async update(tx: Tx, id: string, change: VisitChange): Promise<void> {
    const { promisedAt, firstPromisedAt, readyAt, handedOverAt, walkAround, ...plain } = change;
    await tx.manager.update(
      VisitEntity,
      { id },
      {
        ...plain,
        ...(walkAround === undefined ? {} : { walkAround: [...walkAround] }),
        ...(promisedAt === undefined ? {} : { promisedAt: dateOrNull(promisedAt) }),
        ...(firstPromisedAt === undefined ? {} : { firstPromisedAt: dateOrNull(firstPromisedAt) }),
        ...(readyAt === undefined ? {} : { readyAt: dateOrNull(readyAt) }),
        ...(handedOverAt === undefined
          ? {}
          : { handedOverAt: dateOrNull(handedOverAt), openVehicleId: null }),
        updatedAt: this.clock.date(),
      },
    );
  }

  async addEvent(tx: Tx, event: Omit<VisitEvent, 'at'>): Promise<void> {
    await tx.manager.insert(VisitEventEntity, {
      id: newId(this.clock),
      ...event,
      promisedAt: dateOrNull(event.promisedAt),
      at: this.clock.date(),
    });
  }

  /** Events of these visits, oldest first. */
  async eventsOf(visitIds: readonly string[]): Promise<VisitEvent[]> {
    if (visitIds.length === 0) return [];
    const entities = await this.uow.reader.find(VisitEventEntity, {
      where: { visitId: In([...visitIds]) },
      order: { visitId: 'ASC', at: 'ASC', id: 'ASC' },
    });
    return entities.map((entity) => ({
      visitId: entity.visitId,
      kind: entity.kind,
      step: entity.step,
      reason: entity.reason,
      promisedAt: instant(entity.promisedAt),
      staffId: entity.staffId,
      at: entity.at.getTime(),
    }));
  }
}
