import {
  type BookingState,
  type routes,
  type WeatherEventRow,
  type WeatherEventState,
  type WeatherEventsView,
  type WeatherKind,
  weatherLevels,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { encodeTime } from 'ulidx';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { decryptOrNull, openName } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf } from '../../../platform/http/index.js';
import { StorePlaces, titleOf, WeatherSource } from '../../weather/index.js';

interface EventRow {
  id: string;
  kind: WeatherKind;
  level: number;
  typeName: string;
  sender: string;
  headline: string;
  description: string;
  attributions: string;
  startsAt: Date;
  endsAt: Date;
  state: WeatherEventState;
  createdAt: Date;
}
interface CountRow {
  eventId: string;
  kind: string;
  told: string;
  inboxOnly: string;
  held: string;
  notSent: string;
  planned: string;
}
interface BookingRow {
  eventId: string;
  id: string;
  ownerId: string;
  ownerName: string;
  model: string;
  plate: string | null;
  serviceName: string;
  startsAt: Date;
  state: BookingState;
  free: string;
}

/** The id of something that is written at that instant or later. */
const idFrom = (instant: number) => `${encodeTime(instant, 10)}${'0'.repeat(16)}`;
const none = { planned: 0, told: 0, inboxOnly: 0, held: 0, notSent: 0 };

/** Bad weather at a store: who was told, who is booked in it. */
@Injectable()
export class WeatherEvents {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly places: StorePlaces,
    private readonly source: WeatherSource,
  ) {}

  async list(
    actor: StaffActor,
    query: QueryOf<(typeof routes)['weather']['events']>,
  ): Promise<WeatherEventsView> {
    const storeId = storeOf(actor, query.storeId);
    const place = await this.places.of(storeId);
    const paging = { page: query.page, pageSize: query.pageSize };
    if (!place) {
      const problem = '门店还没有填写经纬度，所在城市也不在列表里，收不到天气预警。请在门店设置里填写。';
      return { items: [], total: 0, ...paging, place: null, polledAt: null, problem };
    }
    const which =
      query.state === undefined ? '' : ` AND open_key IS ${query.state === 'current' ? 'NOT NULL' : 'NULL'}`;
    const [events, [count], [polled]] = await Promise.all([
      this.uow.read<EventRow>(
        `SELECT id, kind, level, type_name AS typeName, sender, headline, description, attributions,
                starts_at AS startsAt, ends_at AS endsAt, state, created_at AS createdAt
           FROM weather_event WHERE place = ?${which} ORDER BY id DESC LIMIT ? OFFSET ?`,
        [place.key, paging.pageSize, (paging.page - 1) * paging.pageSize],
      ),
      this.uow.read<{ n: string }>(`SELECT COUNT(*) AS n FROM weather_event WHERE place = ?${which}`, [
        place.key,
      ]),
      this.uow.read<{ polledAt: Date | null; problem: string }>(
        'SELECT polled_at AS polledAt, problem FROM weather_place WHERE place = ?',
        [place.key],
      ),
    ]);
    const [counts, bookings, running] = await Promise.all([
      this.counts(storeId, events),
      this.bookings(storeId, events),
      this.running(storeId, events),
    ]);
    return {
      items: events.map((event) => rowOf(event, counts, bookings, running)),
      total: Number(count?.n ?? 0),
      ...paging,
      place: { lat: place.lat, lon: place.lon, from: place.from },
      polledAt: polled?.polledAt?.toISOString() ?? null,
      problem: this.source.isOn ? (polled?.problem ?? '') : '还没有配置天气服务，收不到预警。',
    };
  }

  /** What became of the messages, by event and kind. Only messages younger than the oldest event are looked at. */
  private async counts(storeId: string, events: readonly EventRow[]): Promise<CountRow[]> {
    if (events.length === 0) return [];
    const since = Math.min(...events.map(({ createdAt }) => createdAt.getTime()));
    return this.uow.read<CountRow>(
      `SELECT subject_id AS eventId, kind, COUNT(*) AS planned,
              SUM(state IN ('accepted', 'delivered') AND channel <> 'inbox') AS told,
              SUM(state = 'delivered' AND channel = 'inbox') AS inboxOnly,
              SUM(state IN ('planned', 'held', 'sending', 'unknown')) AS held,
              SUM(state IN ('suppressed', 'expired', 'failed')) AS notSent
         FROM message WHERE store_id = ? AND id >= ? AND kind IN ('weather_alert', 'weather_check') AND subject_id IN (?)
        GROUP BY subject_id, kind`,
      [storeId, idFrom(since), events.map(({ id }) => id)],
    );
  }

  private async bookings(storeId: string, events: readonly EventRow[]): Promise<BookingRow[]> {
    if (events.length === 0) return [];
    return this.uow.read<BookingRow>(
      `SELECT e.id AS eventId, b.id, b.owner_id AS ownerId, o.name AS ownerName, v.model, v.plate,
              i.name AS serviceName, b.starts_at AS startsAt, b.state, (f.booking_id IS NOT NULL) AS free
         FROM weather_event e
         JOIN booking b ON b.store_id = ? AND b.starts_at >= e.starts_at AND b.starts_at < e.ends_at
          AND b.state <> 'cancelled'
         JOIN owner o ON o.id = b.owner_id JOIN vehicle v ON v.id = b.vehicle_id
         JOIN service_item i ON i.id = b.service_id
         LEFT JOIN free_reschedule f ON f.booking_id = b.id AND f.event_id = e.id AND f.starts_at = b.starts_at
        WHERE e.id IN (?) ORDER BY b.starts_at, b.id LIMIT 1000`,
      [storeId, events.map(({ id }) => id)],
    );
  }

  /** Events whose owners have not all been looked at yet. */
  private async running(storeId: string, events: readonly EventRow[]): Promise<Set<string>> {
    if (events.length === 0) return new Set();
    const rows = await this.uow.read<{ eventId: string }>(
      `SELECT DISTINCT event_id AS eventId FROM weather_wave
        WHERE event_id IN (?) AND store_id = ? AND done_at IS NULL AND wave LIKE 'warn-%'`,
      [events.map(({ id }) => id), storeId],
    );
    return new Set(rows.map(({ eventId }) => eventId));
  }
}

function rowOf(
  event: EventRow,
  counts: readonly CountRow[],
  bookings: readonly BookingRow[],
  running: ReadonlySet<string>,
): WeatherEventRow {
  const level = weatherLevels[event.level - 1] ?? 'blue';
  const count = counts.find(({ eventId, kind }) => eventId === event.id && kind === 'weather_alert') ?? none;
  const check = counts.find(({ eventId, kind }) => eventId === event.id && kind === 'weather_check');
  return {
    id: event.id,
    kind: event.kind,
    level,
    state: event.state,
    title: titleOf(event.typeName, level),
    headline: event.headline,
    description: event.description,
    sender: event.sender,
    attributions: JSON.parse(event.attributions) as string[],
    startsAt: event.startsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
    messages: {
      planned: Number(count.planned),
      told: Number(count.told),
      inboxOnly: Number(count.inboxOnly),
      held: Number(count.held),
      notSent: Number(count.notSent),
      checked: Number(check?.planned ?? 0),
      complete: !running.has(event.id),
    },
    bookings: bookings
      .filter(({ eventId }) => eventId === event.id)
      .map(({ eventId: _, plate, startsAt, free, ...booking }) => ({
        ...booking,
        ownerName: openName(booking.ownerName),
        plate: decryptOrNull(plate),
        startsAt: startsAt.toISOString(),
        freeReschedule: Boolean(Number(free)),
      })),
  };
}
