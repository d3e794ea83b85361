import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { CareItem } from './care-item.repository.js';

/** Whose reminders are looked at: a store's, or those of a few cars. */
export type About =
  | { readonly storeId: string }
  | { readonly vehicleIds: readonly string[]; readonly ownerIds: readonly string[] };

const COLUMNS = `id, store_id AS storeId, vehicle_id AS vehicleId, \`rule\`, cycle, stage, due_on AS dueOn,
  not_before AS notBefore, expires_at AS expiresAt, message_id AS messageId, edition, \`round\``;
type Row = Omit<CareItem, 'notBefore' | 'expiresAt'> & { notBefore: Date; expiresAt: Date };
const record = (row: Row): CareItem => ({
  ...row,
  notBefore: row.notBefore.getTime(),
  expiresAt: row.expiresAt.getTime(),
});
/** What is open was put to a day not long past: reminders expire, and those that wait are moved on daily. */
const BACK_MS = 120 * DAY_MS;

/** Reads the plan of the days to come. */
@Injectable()
export class ForecastRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** What is planned, or held by a paused rule, before `end`; soonest first. */
  async open(about: About, end: number): Promise<CareItem[]> {
    const [where, params] =
      'storeId' in about
        ? ['store_id = ?', [about.storeId]]
        : ['vehicle_id IN (?)', [about.vehicleIds.length > 0 ? about.vehicleIds : ['-']]];
    const rows: Row[] = await this.uow.reader.query(
      `SELECT ${COLUMNS} FROM care_item WHERE ${where} AND not_before >= ? AND not_before < ?
          AND state IN ('planned', 'held') ORDER BY not_before, id`,
      [...params, toDate(this.clock.now() - BACK_MS), toDate(end)],
    );
    return rows.map(record);
  }

  /** What is planned for these cars from `end` on: it may be told along before. */
  async later(vehicleIds: readonly string[], end: number): Promise<CareItem[]> {
    if (vehicleIds.length === 0) return [];
    const rows: Row[] = await this.uow.reader.query(
      `SELECT ${COLUMNS} FROM care_item WHERE vehicle_id IN (?) AND state = 'planned' AND not_before >= ?`,
      [vehicleIds, toDate(end)],
    );
    return rows.map(record);
  }

  /** The reminders that messages tell, by message; the first one leads. */
  async ofMessages(
    messages: readonly { id: string; vehicleId: string | null }[],
  ): Promise<Map<string, CareItem[]>> {
    const cars = messages.flatMap(({ vehicleId }) => vehicleId ?? []);
    const found = new Map<string, CareItem[]>();
    if (cars.length === 0) return found;
    const rows: Row[] = await this.uow.reader.query(
      `SELECT ${COLUMNS} FROM care_item WHERE vehicle_id IN (?) AND message_id IN (?) ORDER BY id`,
      [[...new Set(cars)], messages.map(({ id }) => id)],
    );
    for (const row of rows) {
      const key = row.messageId ?? '';
      found.set(key, [...(found.get(key) ?? []), record(row)]);
    }
    return found;
  }

  /** Everything that was ever planned for these cars, newest first. */
  async past(
    vehicleIds: readonly string[],
    limit: number,
  ): Promise<(CareItem & { state: string; why: string })[]> {
    if (vehicleIds.length === 0) return [];
    const rows: (Row & { state: string; why: string })[] = await this.uow.reader.query(
      `SELECT ${COLUMNS}, state, why FROM care_item
        WHERE vehicle_id IN (?) AND (state <> 'planned' OR not_before <= ?)
        ORDER BY not_before DESC, id DESC LIMIT ${Math.trunc(limit)}`,
      [vehicleIds, this.clock.date()],
    );
    return rows.map((row) => ({ ...record(row), state: row.state, why: row.why }));
  }
}
