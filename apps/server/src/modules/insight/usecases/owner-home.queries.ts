import type { BookingState, HomeView, VisitStep } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { InboxQueries } from '../../messaging/index.js';
import { describeDue, describeTiles, VehicleDirectory } from '../../vehicle/index.js';

interface StoreRow {
  id: string;
  name: string;
  phone: string;
}
interface RunningRow {
  type: 'booking' | 'visit';
  id: string;
  vehicleId: string;
  state: string;
  at: Date | null;
  title: string;
  storeId: string;
}
interface LastRow {
  id: string;
  vehicleId: string;
  handedOverAt: Date;
  rated: number;
}

/** What does my car need, and when? Six queries for any number of cars. */
@Injectable()
export class OwnerHome {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly vehicles: VehicleDirectory,
    private readonly inbox: InboxQueries,
    private readonly clock: Clock,
  ) {}

  async run(actor: OwnerActor): Promise<HomeView> {
    const [cars, [person], stores, unread] = await Promise.all([
      this.vehicles.ofOwner(actor.ownerId),
      this.uow.reader.query('SELECT name FROM owner WHERE id = ?', [actor.ownerId]) as Promise<
        { name: string }[]
      >,
      this.uow.reader.query('SELECT id, name, phone FROM store') as Promise<StoreRow[]>,
      this.inbox.unread(actor.ownerId),
    ]);
    const ids = cars.map((car) => car.id);
    const [running, last] =
      ids.length > 0 ? await Promise.all([this.running(ids), this.lastVisits(ids, actor.ownerId)]) : [[], []];
    const today = this.clock.today();
    return {
      name: person?.name ?? '',
      unread,
      cars: cars.map((car) => {
        const store = stores.find((entry) => entry.id === car.storeId);
        const done = last.find((visit) => visit.vehicleId === car.id);
        return {
          id: car.id,
          model: car.model,
          brand: car.brand,
          plate: car.plate,
          colour: car.colour,
          storeId: car.storeId,
          storeName: store?.name ?? '',
          storePhone: store?.phone ?? '',
          due: describeDue(car, today),
          tiles: describeTiles(car, today),
          running: running
            .filter((row) => row.vehicleId === car.id)
            .map((row) => runningView(row, stores.find((entry) => entry.id === row.storeId)?.name ?? '')),
          lastVisit: done
            ? { id: done.id, handedOverAt: done.handedOverAt.toISOString(), rated: Boolean(done.rated) }
            : null,
        };
      }),
    };
  }

  /** Visits in the store first, then bookings that wait for their day; each at most once per car by unique keys. */
  private running(vehicleIds: string[]): Promise<RunningRow[]> {
    return this.uow.reader.query(
      `SELECT 'visit' AS type, v.id, v.vehicle_id AS vehicleId, v.step AS state, v.promised_at AS at,
              v.service_name AS title, v.store_id AS storeId
         FROM visit v WHERE v.open_vehicle_id IN (?)
        UNION ALL
       SELECT 'booking', b.id, b.vehicle_id, b.state, b.starts_at, s.name, b.store_id
         FROM booking b JOIN service_item s ON s.id = b.service_id
        WHERE b.open_vehicle_id IN (?) AND b.state IN ('requested', 'confirmed')`,
      [vehicleIds, vehicleIds],
    );
  }

  private lastVisits(vehicleIds: string[], ownerId: string): Promise<LastRow[]> {
    return this.uow.reader.query(
      `SELECT v.id, v.vehicle_id AS vehicleId, v.handed_over_at AS handedOverAt,
              EXISTS (SELECT 1 FROM rating r WHERE r.visit_id = v.id) AS rated
         FROM visit v WHERE v.vehicle_id IN (?) AND v.owner_id = ? AND v.handed_over_at IS NOT NULL
        ORDER BY v.handed_over_at DESC LIMIT 50`,
      [vehicleIds, ownerId],
    );
  }
}

function runningView(row: RunningRow, storeName: string): HomeView['cars'][number]['running'][number] {
  const at = row.at?.toISOString() ?? null;
  return row.type === 'visit'
    ? { type: 'visit', id: row.id, step: row.state as VisitStep, promisedAt: at, title: row.title, storeName }
    : {
        type: 'booking',
        id: row.id,
        state: row.state as BookingState,
        startsAt: at ?? '',
        title: row.title,
        storeName,
      };
}
