import type { WeatherEventState, WeatherKind } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { LiveAlert, OpenEvent, SeriesAlert, SeriesChange } from '../domain/weather-series.js';

/** Bad weather at one place. Instants are milliseconds; `rank` is 1 blue … 4 red. */
export interface WeatherEvent extends OpenEvent {
  readonly place: string;
  readonly typeName: string;
  readonly headline: string;
  readonly attributions: readonly string[];
  readonly state: WeatherEventState;
  readonly createdAt: number;
  readonly closedAt: number | null;
}

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it.
type Row = any;
const ms = (value: Date | null) => (value === null ? null : value.getTime());

function eventRecord(row: Row): WeatherEvent {
  return {
    id: row.id,
    place: row.place,
    root: row.root,
    kind: row.kind as WeatherKind,
    rank: Number(row.level),
    typeName: row.type_name,
    headline: row.headline,
    attributions: JSON.parse(row.attributions),
    startsAt: row.starts_at.getTime(),
    endsAt: row.ends_at.getTime(),
    state: row.state,
    createdAt: row.created_at.getTime(),
    closedAt: ms(row.closed_at),
  };
}

/** Events and alerts of places. */
@Injectable()
export class WeatherRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async findById(id: string): Promise<WeatherEvent | null> {
    const rows: Row[] = await this.uow.reader.query('SELECT * FROM weather_event WHERE id = ?', [id]);
    return rows[0] ? eventRecord(rows[0]) : null;
  }

  /** Several by id; unknown ids are left out. */
  async findByIds(ids: readonly string[]): Promise<WeatherEvent[]> {
    if (ids.length === 0) return [];
    const rows: Row[] = await this.uow.reader.query('SELECT * FROM weather_event WHERE id IN (?)', [ids]);
    return rows.map(eventRecord);
  }

  /** Open events of all places, or of some. */
  async open(places?: readonly string[]): Promise<WeatherEvent[]> {
    if (places?.length === 0) return [];
    const rows: Row[] = await this.uow.reader.query(
      `SELECT * FROM weather_event WHERE open_key IS NOT NULL${places ? ' AND place IN (?)' : ''} ORDER BY id`,
      places ? [places] : [],
    );
    return rows.map(eventRecord);
  }

  /** Places where something has ended by the clock alone. */
  async placesWithExpired(now: number): Promise<string[]> {
    const rows: { place: string }[] = await this.uow.reader.query(
      `SELECT DISTINCT a.place FROM weather_alert a JOIN weather_event e ON e.id = a.event_id
        WHERE e.open_key IS NOT NULL AND a.ended = 'live' AND a.ends_at <= ?`,
      [toDate(now)],
    );
    return rows.map(({ place }) => place);
  }

  /** Which of these alerts of a place were seen before. */
  async known(place: string, alertIds: readonly string[]): Promise<Set<string>> {
    if (alertIds.length === 0) return new Set();
    const rows: { alert_id: string }[] = await this.uow.reader.query(
      'SELECT alert_id FROM weather_alert WHERE place = ? AND alert_id IN (?)',
      [place, alertIds],
    );
    return new Set(rows.map(({ alert_id }) => alert_id));
  }

  async live(place: string): Promise<LiveAlert[]> {
    const rows: Row[] = await this.uow.reader.query(
      "SELECT * FROM weather_alert WHERE place = ? AND ended = 'live' AND event_id IS NOT NULL",
      [place],
    );
    return rows.map((row) => ({
      alertId: row.alert_id,
      eventId: row.event_id,
      kind: row.kind,
      rank: Number(row.level),
      typeCode: row.type_code,
      typeName: row.type_name,
      sender: row.sender,
      headline: row.headline,
      description: row.description,
      issuedAt: row.issued_at.getTime(),
      startsAt: row.starts_at.getTime(),
      endsAt: row.ends_at.getTime(),
      missed: Number(row.missed),
    }));
  }

  /** Writes what an answer has changed. The caller holds the lock of the place. */
  async apply(
    tx: Tx,
    place: string,
    change: SeriesChange,
    attributions: readonly string[],
    now: number,
  ): Promise<void> {
    const { manager } = tx;
    if (change.alerts.length > 0) {
      await manager.query(
        `INSERT INTO weather_alert (place, alert_id, event_id, message_type, type_code, type_name, kind, level, sender,
           headline, description, issued_at, starts_at, ends_at, ended, missed, created_at) VALUES ?`,
        [
          change.alerts.map(({ alert, eventId, ended }) => [
            place,
            alert.alertId,
            eventId,
            alert.messageType,
            alert.typeCode,
            alert.typeName,
            alert.kind,
            alert.rank,
            alert.sender,
            alert.headline,
            alert.description,
            toDate(alert.issuedAt),
            toDate(alert.startsAt),
            toDate(alert.endsAt),
            ended ?? 'live',
            0,
            toDate(now),
          ]),
        ],
      );
    }
    for (const { alertId, why } of change.ended) {
      await manager.query('UPDATE weather_alert SET ended = ? WHERE place = ? AND alert_id = ?', [
        why,
        place,
        alertId,
      ]);
    }
    for (const { alertId, missed } of change.missed) {
      await manager.query('UPDATE weather_alert SET missed = ? WHERE place = ? AND alert_id = ?', [
        missed,
        place,
        alertId,
      ]);
    }
    for (const { event, state } of change.closed) {
      await manager.query(
        'UPDATE weather_event SET state = ?, open_key = NULL, changed_at = ?, closed_at = ? WHERE id = ?',
        [state, toDate(now), toDate(now), event.id],
      );
    }
    for (const event of change.changed) {
      await manager.query(
        `UPDATE weather_event SET level = ?, type_name = ?, sender = ?, headline = ?, description = ?, starts_at = ?,
           ends_at = ?, state = 'updated', changed_at = ? WHERE id = ?`,
        [
          event.rank,
          ...wordsOf(event.lead),
          toDate(event.startsAt),
          toDate(event.endsAt),
          toDate(now),
          event.id,
        ],
      );
    }
    for (const event of change.opened) {
      await manager.query(
        `INSERT INTO weather_event (id, place, root, kind, level, type_name, sender, headline, description, attributions,
           starts_at, ends_at, state, open_key, created_at, changed_at, closed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, ?, ?, NULL)`,
        [
          event.id,
          place,
          event.root,
          event.kind,
          event.rank,
          ...wordsOf(event.lead),
          JSON.stringify(attributions),
          toDate(event.startsAt),
          toDate(event.endsAt),
          `${place} ${event.kind}`,
          toDate(now),
          toDate(now),
        ],
      );
    }
  }
}

const wordsOf = ({ typeName, sender, headline, description }: SeriesAlert) => [
  typeName,
  sender,
  headline,
  description,
];
