import {
  type BookingState,
  expectedStates,
  type HomeView,
  type RescueState,
  type VisitStep,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { decryptOrNull, openName } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { InboxQueries } from '../../messaging/index.js';
import { describeDue, describeTiles, type Vehicle } from '../../vehicle/index.js';
import { PlayBanners } from './play-banner.queries.js';
import { WeatherBanners } from './weather-banner.queries.js';

type CarFields = Pick<
  Vehicle,
  | 'model'
  | 'brand'
  | 'colour'
  | 'storeId'
  | 'soldOn'
  | 'use'
  | 'insuranceExpiresOn'
  | 'lastServiceOn'
  | 'latestKm'
  | 'latestKmOn'
  | 'dueKind'
  | 'dueOn'
  | 'dueReason'
  | 'dueKm'
>;

/** A car of the person; all null but the name if there is none. */
type CarRow = CarFields & {
  ownerName: string;
  id: string | null;
  /** Encrypted. */
  plate: string | null;
  kmPerDay: string | null;
  storeName: string;
  storePhone: string;
  rescueId: string | null;
  rescueState: RescueState | null;
  rescueEtaAt: Date | null;
};
interface RunningRow {
  type: 'booking' | 'visit';
  id: string;
  vehicleId: string;
  state: string;
  at: Date | null;
  title: string;
  storeName: string;
  freeReason: string | null;
  quotesWaiting: string | number;
}
interface LastRow {
  id: string;
  vehicleId: string;
  handedOverAt: Date;
  rated: number;
}

/** Active cars of a person; the same beginning for all that is asked about them. */
const MY_CARS = 'FROM owner_vehicle l JOIN';
const MINE = 'WHERE l.owner_id = ? AND l.ended_at IS NULL';

/**
 * What does my car need, and when? Five queries at once, for any number of cars; a few more while there is bad weather
 * somewhere, or a campaign or game.
 */
@Injectable()
export class OwnerHome {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly inbox: InboxQueries,
    private readonly weather: WeatherBanners,
    private readonly plays: PlayBanners,
    private readonly clock: Clock,
  ) {}

  async run(actor: OwnerActor): Promise<HomeView> {
    const [cars, running, last, unread, news] = await Promise.all([
      this.cars(actor.ownerId),
      this.running(actor.ownerId),
      this.lastVisits(actor.ownerId),
      this.inbox.unread(actor.ownerId),
      this.news(),
    ]);
    const today = this.clock.today();
    const mine = cars.filter(({ id }) => id !== null);
    const [weather, play] = await Promise.all([
      news.has('weather') ? this.weather.of(mine) : null,
      news.has('play') ? this.plays.of(actor.ownerId) : null,
    ]);
    return {
      name: openName(cars[0]?.ownerName ?? ''),
      unread,
      weather,
      play,
      cars: cars.flatMap((row) => {
        if (row.id === null) return [];
        const car = { ...row, kmPerDay: row.kmPerDay === null ? null : Number(row.kmPerDay) };
        const done = last.find((visit) => visit.vehicleId === row.id);
        return {
          id: row.id,
          model: car.model,
          brand: car.brand,
          plate: decryptOrNull(car.plate),
          colour: car.colour,
          storeId: car.storeId,
          storeName: car.storeName,
          storePhone: car.storePhone,
          due: describeDue(car, today),
          tiles: describeTiles(car, today),
          running: running.filter((entry) => entry.vehicleId === row.id).map(runningView),
          rescue:
            row.rescueId === null || row.rescueState === null
              ? null
              : {
                  id: row.rescueId,
                  state: row.rescueState,
                  etaAt: row.rescueEtaAt?.toISOString() ?? null,
                },
          lastVisit: done
            ? { id: done.id, handedOverAt: done.handedOverAt.toISOString(), rated: Boolean(done.rated) }
            : null,
        };
      }),
    };
  }

  /** Whether there is any weather, campaign or game anywhere: one small query beside the others. */
  private async news(): Promise<Set<string>> {
    const now = this.clock.date();
    const rows = await this.uow.read<{ what: string }>(
      `(SELECT 'weather' AS what FROM weather_event WHERE open_key IS NOT NULL LIMIT 1)
        UNION ALL (SELECT 'play' FROM campaign WHERE state IN ('scheduled', 'live') AND ends_at > ? LIMIT 1)
        UNION ALL (SELECT 'play' FROM game WHERE state IN ('scheduled', 'live') AND ends_at > ? LIMIT 1)`,
      [now, now],
    );
    return new Set(rows.map(({ what }) => what));
  }

  /** The car due first on top; one row without a car for a person who has none. */
  private cars(ownerId: string): Promise<CarRow[]> {
    return this.uow.read(
      `SELECT o.name AS ownerName, v.id, v.model, v.brand, v.plate, v.colour, v.store_id AS storeId,
              v.sold_on AS soldOn, v.\`use\`, v.insurance_expires_on AS insuranceExpiresOn,
              v.last_service_on AS lastServiceOn, v.latest_km AS latestKm, v.latest_km_on AS latestKmOn,
              v.km_per_day AS kmPerDay, v.due_kind AS dueKind, v.due_on AS dueOn, v.due_reason AS dueReason,
              v.due_km AS dueKm, s.name AS storeName, s.phone AS storePhone,
              r.id AS rescueId, r.state AS rescueState, r.eta_at AS rescueEtaAt
         FROM owner o
         LEFT JOIN (owner_vehicle l JOIN vehicle v ON v.id = l.vehicle_id JOIN store s ON s.id = v.store_id)
           ON l.owner_id = o.id AND l.ended_at IS NULL
         LEFT JOIN rescue_call r ON r.open_vehicle_id = v.id AND r.owner_id = o.id
        WHERE o.id = ? ORDER BY v.due_on IS NULL, v.due_on, v.id`,
      [ownerId],
    );
  }

  /** Visits in the store first, then bookings that wait for their day; each at most once per car by unique keys. */
  private running(ownerId: string): Promise<RunningRow[]> {
    return this.uow.read(
      `SELECT 'visit' AS type, v.id, v.vehicle_id AS vehicleId, v.step AS state, v.promised_at AS at,
              v.service_name AS title, s.name AS storeName, NULL AS freeReason,
              (SELECT COUNT(*) FROM visit_quote q
                WHERE q.visit_id = v.id AND q.state = 'waiting') AS quotesWaiting
         ${MY_CARS} visit v ON v.open_vehicle_id = l.vehicle_id JOIN store s ON s.id = v.store_id ${MINE}
        UNION ALL
       SELECT 'booking', b.id, b.vehicle_id, b.state, b.starts_at, i.name, s.name, f.reason, 0
         ${MY_CARS} booking b ON b.open_vehicle_id = l.vehicle_id
         JOIN service_item i ON i.id = b.service_id JOIN store s ON s.id = b.store_id
         LEFT JOIN free_reschedule f ON f.booking_id = b.id AND f.starts_at = b.starts_at AND b.starts_at > ?
        ${MINE} AND b.state IN (?)`,
      [ownerId, this.clock.date(), ownerId, expectedStates],
    );
  }

  /** Visits of this person with these cars, newest first. */
  private lastVisits(ownerId: string): Promise<LastRow[]> {
    return this.uow.read(
      `SELECT v.id, v.vehicle_id AS vehicleId, v.handed_over_at AS handedOverAt,
              EXISTS (SELECT 1 FROM rating r WHERE r.visit_id = v.id) AS rated
         ${MY_CARS} visit v ON v.vehicle_id = l.vehicle_id AND v.owner_id = l.owner_id
        ${MINE} AND v.handed_over_at IS NOT NULL
        ORDER BY v.handed_over_at DESC LIMIT 50`,
      [ownerId],
    );
  }
}

function runningView(row: RunningRow): HomeView['cars'][number]['running'][number] {
  const { storeName } = row;
  const at = row.at?.toISOString() ?? null;
  return row.type === 'visit'
    ? {
        type: 'visit',
        id: row.id,
        step: row.state as VisitStep,
        promisedAt: at,
        title: row.title,
        storeName,
        quotesWaiting: Number(row.quotesWaiting),
      }
    : {
        type: 'booking',
        id: row.id,
        state: row.state as BookingState,
        startsAt: at ?? '',
        title: row.title,
        storeName,
        freeReschedule: row.freeReason,
      };
}
