import { isPlate, judgeHistory } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { fieldCipher } from '../../../platform/crypto/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { FieldChange } from '../../owner/index.js';
import type { HistoryImport } from '../domain/history-import.js';

export interface HistoryOutcome {
  change: 'created' | 'updated' | 'unchanged';
  /** What changed in a visit on file. */
  changes: readonly FieldChange[];
}

const COLUMNS = [
  'vehicle_id',
  'visited_on',
  'km',
  'kind',
  'is_service',
  'paid_fen',
  'settled',
  'advisor_name',
] as const;

/** What an export has to tell for these columns to be overwritten in a visit on file. */
const TOLD_BY: Partial<Record<(typeof COLUMNS)[number], string>> = {
  ...{ km: 'km', kind: 'kind', is_service: 'kind', paid_fen: 'paid', advisor_name: 'advisor' },
};

interface Row {
  id: string;
  order_no: string;
  visit_id: string | null;
  vehicle_id: string;
  visited_on: string;
  km: number | null;
  kind: string;
  is_service: number;
  paid_fen: number;
  settled: number;
  advisor_name: string | null;
}

const valuesOf = (entry: HistoryImport) => [
  entry.vehicleId,
  entry.on,
  entry.km,
  entry.kind,
  Number(entry.isService),
  entry.paidFen,
  Number(entry.settled),
  entry.advisorName,
];

/** A car with the readings on file, for judging new ones together with them. */
export interface CarReadings {
  soldOn: string | null;
  readings: { on: string; km: number; judgedByPerson: boolean }[];
}

interface FoundCar {
  id: string;
  soldOn: string | null;
}

interface StoredReading {
  id: string;
  vehicleId: string;
  on: string;
  km: number;
  state: 'ok' | 'suspect' | 'accepted' | 'rejected';
  reason: string | null;
}

/** Writes many past visits and readings at once. */
@Injectable()
export class HistoryIntake {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes visits by store and order number, which must be unique within `entries`. Visits that were handed over in
   * this system are the truth and stay, and so does what the export has no column for (`told`: its fields). Answers in
   * order; with `write` false it only tells what would change. Throws a duplicate if somebody else writes the same
   * visits meanwhile: run again, it finds them.
   */
  async upsert(
    tx: Tx,
    storeId: string,
    entries: readonly HistoryImport[],
    { write, told }: { write: boolean; told: ReadonlySet<string> },
  ): Promise<HistoryOutcome[]> {
    if (entries.length === 0) return [];
    // Held while they are written: a hand-over of this moment must not be overwritten by what the export says.
    const rows: Row[] = await tx.manager.query(
      `SELECT id, order_no, visit_id, ${COLUMNS.join(', ')} FROM service_record WHERE store_id = ? AND order_no IN (?)
        ${write ? 'FOR UPDATE' : ''}`,
      [storeId, entries.map((entry) => entry.orderNo)],
    );
    // The column compares without case, so the map does as well.
    const known = new Map(rows.map((row) => [row.order_no.toUpperCase(), row]));
    const isTold = (column: (typeof COLUMNS)[number]) => {
      const field = TOLD_BY[column];
      return field === undefined || told.has(field);
    };
    const outcomes = entries.map((entry): HistoryOutcome => {
      const row = known.get(entry.orderNo.toUpperCase());
      if (!row) return { change: 'created', changes: [] };
      const next = valuesOf(entry);
      const changes = COLUMNS.flatMap((field, i) => {
        const [from, to] = [row[field], next[i] ?? null];
        return from === to || !isTold(field) ? [] : [{ field, from, to }];
      });
      return changes.length === 0 || row.visit_id !== null
        ? { change: 'unchanged', changes: [] }
        : { change: 'updated', changes };
    });
    if (!write) return outcomes;
    const now = this.clock.date();
    const rowsOf = (change: HistoryOutcome['change']) =>
      entries
        .filter((_, i) => outcomes[i]?.change === change)
        .map((entry) => [
          known.get(entry.orderNo.toUpperCase())?.id ?? newId(this.clock),
          storeId,
          entry.orderNo,
          ...valuesOf(entry),
          now,
        ]);
    const insert = `INSERT INTO service_record (id, store_id, order_no, ${COLUMNS.join(', ')}, created_at) VALUES ?`;
    const updated = rowsOf('updated');
    const overwrite = COLUMNS.filter(isTold)
      .map((column) => `${column} = VALUES(${column})`)
      .join(', ');
    if (updated.length > 0)
      await tx.manager.query(`${insert} ON DUPLICATE KEY UPDATE ${overwrite}`, [updated]);
    // What somebody else has written meanwhile refuses this: the caller looks again.
    const created = rowsOf('created');
    if (created.length > 0) await tx.manager.query(insert, [created]);
    return outcomes;
  }

  /**
   * Adds readings of source `import` and answers which of them were not on file. With `write` false it only tells.
   */
  async addReadings(
    tx: Tx,
    readings: readonly { vehicleId: string; on: string; km: number }[],
    write: boolean,
  ): Promise<boolean[]> {
    if (readings.length === 0) return [];
    const rows: { vehicleId: string; on: string; km: number }[] = await tx.manager.query(
      `SELECT vehicle_id AS vehicleId, read_on AS \`on\`, km FROM mileage_reading
        WHERE vehicle_id IN (?) AND source = 'import'`,
      [[...new Set(readings.map((reading) => reading.vehicleId))]],
    );
    const key = (reading: { vehicleId: string; on: string; km: number }) =>
      `${reading.vehicleId} ${reading.on} ${reading.km}`;
    const known = new Set(rows.map(key));
    const fresh = readings.map((reading) => {
      const isNew = !known.has(key(reading));
      known.add(key(reading));
      return isNew;
    });
    const added = readings.filter((_, i) => fresh[i]);
    if (!write || added.length === 0) return fresh;
    const now = this.clock.date();
    await tx.manager.query(
      `INSERT INTO mileage_reading (id, vehicle_id, km, read_on, source, state, reason, created_at) VALUES ?
       ON DUPLICATE KEY UPDATE km = VALUES(km)`,
      [
        added.map(({ vehicleId, on, km }) => [
          newId(this.clock),
          vehicleId,
          km,
          on,
          'import',
          'ok',
          null,
          now,
        ]),
      ],
    );
    return fresh;
  }

  /**
   * Judges all readings of these cars together and keeps those that cannot be true aside. What a person has judged
   * stays as judged. Order of arrival does not matter, so an import may be cut short and run again.
   */
  async judge(tx: Tx, vehicleIds: readonly string[], today: string): Promise<void> {
    if (vehicleIds.length === 0) return;
    const [rows, cars]: [StoredReading[], { id: string; soldOn: string | null }[]] = [
      await tx.manager.query(
        'SELECT id, vehicle_id AS vehicleId, read_on AS `on`, km, state, reason FROM mileage_reading WHERE vehicle_id IN (?)',
        [vehicleIds],
      ),
      await tx.manager.query('SELECT id, sold_on AS soldOn FROM vehicle WHERE id IN (?)', [vehicleIds]),
    ];
    const byCar = new Map<string, StoredReading[]>();
    for (const row of rows) {
      const list = byCar.get(row.vehicleId);
      if (list) list.push(row);
      else byCar.set(row.vehicleId, [row]);
    }
    const changes: { id: string; state: 'ok' | 'suspect'; reason: string | null }[] = [];
    for (const car of cars) {
      const readings = (byCar.get(car.id) ?? []).filter((reading) => reading.state !== 'rejected');
      const suspects = new Map(
        judgeHistory(readings, { today, deliveredOn: car.soldOn }).map(({ index, reason }) => [
          index,
          reason,
        ]),
      );
      readings.forEach((reading, index) => {
        const reason = suspects.get(index) ?? null;
        const state = reason === null ? 'ok' : 'suspect';
        if (reading.state !== 'accepted' && (reading.state !== state || reading.reason !== reason)) {
          changes.push({ id: reading.id, state, reason });
        }
      });
    }
    const groups = new Map<string, typeof changes>();
    for (const change of changes) {
      const group = `${change.state} ${change.reason}`;
      groups.set(group, [...(groups.get(group) ?? []), change]);
    }
    for (const group of groups.values()) {
      await tx.manager.query('UPDATE mileage_reading SET state = ?, reason = ? WHERE id IN (?)', [
        group[0]?.state,
        group[0]?.reason,
        group.map((change) => change.id),
      ]);
    }
  }

  /**
   * Ids of the cars on file by VIN or plate, both in their stored form, whichever store looks after them. Null for a
   * plate that several cars carry.
   */
  async idsOf(codes: readonly string[]): Promise<Map<string, string | null>> {
    const { cars, shared } = await this.find(codes);
    return new Map([
      ...[...cars].map(([code, car]) => [code, car.id] as const),
      ...[...shared].map((code) => [code, null] as const),
    ]);
  }

  /** Readings and delivery date of the cars on file by VIN or plate. */
  async readingsOf(codes: readonly string[]): Promise<Map<string, CarReadings>> {
    const { cars } = await this.find(codes);
    if (cars.size === 0) return new Map();
    const rows: StoredReading[] = await this.uow.reader.query(
      'SELECT vehicle_id AS vehicleId, read_on AS `on`, km, state FROM mileage_reading WHERE vehicle_id IN (?)',
      [[...cars.values()].map((car) => car.id)],
    );
    const byCar = new Map<string, CarReadings['readings']>();
    for (const { vehicleId, on, km, state } of rows) {
      const reading = { on, km, judgedByPerson: state === 'accepted' || state === 'rejected' };
      const list = byCar.get(vehicleId);
      if (list) list.push(reading);
      else byCar.set(vehicleId, [reading]);
    }
    return new Map(
      [...cars].map(([code, car]) => [code, { soldOn: car.soldOn, readings: byCar.get(car.id) ?? [] }]),
    );
  }

  private async find(
    codes: readonly string[],
  ): Promise<{ cars: Map<string, FoundCar>; shared: Set<string> }> {
    const cars = new Map<string, FoundCar>();
    const shared = new Set<string>();
    for (const kind of ['vin', 'plate'] as const) {
      const wanted = codes.filter((code) => isPlate(code) === (kind === 'plate'));
      if (wanted.length === 0) continue;
      const codeOf = new Map(wanted.map((code) => [fieldCipher().index(kind, code), code]));
      const rows: (FoundCar & { code: string })[] = await this.uow.reader.query(
        `SELECT id, ${kind}_index AS code, sold_on AS soldOn FROM vehicle WHERE ${kind}_index IN (?)`,
        [[...codeOf.keys()]],
      );
      for (const { id, code: index, soldOn } of rows) {
        const code = codeOf.get(index) ?? '';
        if (cars.has(code)) shared.add(code);
        cars.set(code, { id, soldOn });
      }
    }
    for (const code of shared) cars.delete(code);
    return { cars, shared };
  }
}
