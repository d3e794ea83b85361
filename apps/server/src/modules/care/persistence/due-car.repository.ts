import type { VehicleUse } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { DueCar, DueOwner } from '../domain/care-dues.js';

interface Row {
  id: string;
  store_id: string;
  due_kind: 'first_service' | 'service' | null;
  due_on: string | null;
  last_service_on: string | null;
  last_paid_visit_on: string | null;
  sold_on: string | null;
  use: VehicleUse;
  insurance_expires_on: string | null;
  advised_on: string | null;
  latest_km: number | null;
}
interface OwnerRow {
  vehicle_id: string;
  first_id: string;
  id: string;
  licence_expires_on: string | null;
  birthday_on: string | null;
  birthday_calendar: 'solar' | 'lunar' | null;
  birthday_leap: number;
}

const record = (row: Row, owners: readonly DueOwner[]): DueCar => ({
  id: row.id,
  storeId: row.store_id,
  dueKind: row.due_kind,
  dueOn: row.due_on,
  lastServiceOn: row.last_service_on,
  lastPaidVisitOn: row.last_paid_visit_on,
  soldOn: row.sold_on,
  use: row.use,
  insuranceExpiresOn: row.insurance_expires_on,
  advisedOn: row.advised_on,
  latestKm: row.latest_km,
  owners,
});

const COLUMNS =
  'id, store_id, due_kind, due_on, last_service_on, last_paid_visit_on, sold_on, `use`, insurance_expires_on, advised_on, latest_km';

/**
 * Reads the due columns of cars and their owners in bulk. Their rooms own the tables; planning a whole group in
 * memory-sized pieces needs these columns by the million, which doors that hand out whole files cannot give.
 */
@Injectable()
export class DueCarRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Ids of cars whose file changed at or after the instant, in order, after `afterId`. */
  async changedSince(instant: number, afterId: string, limit: number): Promise<string[]> {
    const rows = await this.uow.read<{ id: string }>(
      `SELECT id FROM vehicle WHERE updated_at >= ? AND id > ? ORDER BY id LIMIT ${limit}`,
      [toDate(instant), afterId],
    );
    return rows.map(({ id }) => id);
  }

  async byIds(ids: readonly string[]): Promise<DueCar[]> {
    return ids.length === 0 ? [] : this.read('id IN (?)', [ids]);
  }

  private async read(where: string, parameters: unknown[]): Promise<DueCar[]> {
    const rows: Row[] = await this.uow.reader.query(
      `SELECT ${COLUMNS} FROM vehicle WHERE ${where}`,
      parameters,
    );
    const owners = await this.ownersOf(rows.map(({ id }) => id));
    return rows.map((row) => record(row, owners.get(row.id) ?? []));
  }

  /** Owners whose first car it is: two cars do not make two birthdays. */
  private async ownersOf(vehicleIds: readonly string[]): Promise<Map<string, DueOwner[]>> {
    const owners = new Map<string, DueOwner[]>();
    if (vehicleIds.length === 0) return owners;
    const rows: OwnerRow[] = await this.uow.reader.query(
      `SELECT l.vehicle_id, o.id, o.licence_expires_on, o.birthday_on, o.birthday_calendar, o.birthday_leap,
              (SELECT MIN(x.vehicle_id) FROM owner_vehicle x
                WHERE x.owner_id = l.owner_id AND x.role = 'owner' AND x.ended_at IS NULL) AS first_id
         FROM owner_vehicle l JOIN owner o ON o.id = l.owner_id
        WHERE l.vehicle_id IN (?) AND l.role = 'owner' AND l.ended_at IS NULL`,
      [vehicleIds],
    );
    for (const row of rows) {
      if (row.first_id !== row.vehicle_id) continue;
      const owner = {
        id: row.id,
        licenceExpiresOn: row.licence_expires_on,
        birthdayOn: row.birthday_on,
        birthdayCalendar: row.birthday_calendar,
        birthdayLeap: Boolean(row.birthday_leap),
      };
      owners.set(row.vehicle_id, [...(owners.get(row.vehicle_id) ?? []), owner]);
    }
    return owners;
  }

  /** How far planning has come; null if it never ran. */
  async progress(): Promise<{ fullOn: string; seenAt: number } | null> {
    const rows: { full_on: string; seen_at: Date }[] = await this.uow.reader.query(
      "SELECT full_on, seen_at FROM care_progress WHERE name = 'plan'",
    );
    return rows[0] ? { fullOn: rows[0].full_on, seenAt: rows[0].seen_at.getTime() } : null;
  }

  async setProgress(fullOn: string, seenAt: number): Promise<void> {
    await this.uow.run((tx) =>
      tx.manager.query(
        `INSERT INTO care_progress (name, full_on, seen_at) VALUES ('plan', ?, ?)
         ON DUPLICATE KEY UPDATE full_on = VALUES(full_on), seen_at = VALUES(seen_at)`,
        [fullOn, toDate(seenAt)],
      ),
    );
  }
}
