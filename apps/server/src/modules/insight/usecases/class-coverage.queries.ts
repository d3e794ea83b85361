import {
  CLASS_COVERAGE_GOAL_PERCENT,
  CLASS_COVERAGE_MONTHS,
  type CoverageView,
  type routes,
} from '@cheban/contracts';
import { addDays, addMonths } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { openName } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';

type Area = typeof routes.staffActivity;

/**
 * A new owner is a person with a car that this store has sold; a class counts from the day of delivery until three months
 * later (mission F). One row per person and month of delivery, whatever the number of cars.
 */
const PEOPLE = `
  SELECT p.owner_id, p.month, p.sold_on, p.until_on, p.vehicle_id,
         (SELECT MIN(u.attended_at) FROM sign_up u JOIN activity_session s ON s.id = u.session_id
            JOIN activity a ON a.id = s.activity_id
           WHERE u.owner_id = p.owner_id AND a.kind = 'care_class' AND u.attended_at IS NOT NULL
             AND u.attended_at >= CONVERT_TZ(p.sold_on, '+08:00', '+00:00')
             AND u.attended_at < CONVERT_TZ(DATE_ADD(p.until_on, INTERVAL 1 DAY), '+08:00', '+00:00')) AS attended_at,
         (SELECT MIN(s.starts_at) FROM sign_up u JOIN activity_session s ON s.id = u.session_id
            JOIN activity a ON a.id = s.activity_id
           WHERE u.owner_id = p.owner_id AND a.kind = 'care_class' AND u.state = 'going' AND u.attended_at IS NULL
             AND s.state = 'open' AND s.starts_at > ?
             AND s.starts_at < CONVERT_TZ(DATE_ADD(p.until_on, INTERVAL 1 DAY), '+08:00', '+00:00')) AS coming_at
    FROM (SELECT ov.owner_id, DATE_FORMAT(v.sold_on, '%Y-%m') AS month, MAX(v.sold_on) AS sold_on,
                 DATE_ADD(MAX(v.sold_on), INTERVAL ${CLASS_COVERAGE_MONTHS} MONTH) AS until_on, MAX(v.id) AS vehicle_id
            FROM vehicle v JOIN owner_vehicle ov ON ov.vehicle_id = v.id AND ov.role = 'owner' AND ov.ended_at IS NULL
           WHERE v.store_id = ? AND v.sold_here = 1 AND v.sold_on >= ? AND v.sold_on < ?
           GROUP BY ov.owner_id, month) p`;

interface MonthRow {
  month: string;
  owners: string;
  attended: string;
  coming: string;
}
interface PersonRow {
  ownerId: string;
  ownerName: string;
  vehicleId: string;
  model: string;
  soldOn: string;
  untilOn: string;
  attendedAt: Date | null;
  comingAt: Date | null;
}

/** How many new owners came to a care class, month by month of delivery, and who. */
@Injectable()
export class ClassCoverage {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The months up to this one, or from `from` on; the first month on top. Throws STORE.NOT_FOUND. */
  async months(actor: StaffActor, query: QueryOf<Area['coverage']>): Promise<CoverageView> {
    const storeId = storeOf(actor, query.storeId);
    const today = this.clock.today();
    const first = query.from ? `${query.from}-01` : addMonths(`${today.slice(0, 7)}-01`, 1 - query.months);
    const end = addMonths(first, query.months);
    const rows = await this.uow.read<MonthRow>(
      `SELECT month, COUNT(*) AS owners, SUM(attended_at IS NOT NULL) AS attended,
              SUM(attended_at IS NULL AND coming_at IS NOT NULL) AS coming
         FROM (${PEOPLE}) people GROUP BY month`,
      [this.clock.date(), storeId, first, end],
    );
    const byMonth = new Map(rows.map((row) => [row.month, row]));
    const months = Array.from({ length: query.months }, (_, index) => addMonths(first, index).slice(0, 7));
    return {
      goalPercent: CLASS_COVERAGE_GOAL_PERCENT,
      withinMonths: CLASS_COVERAGE_MONTHS,
      months: months.map((month) => {
        const row = byMonth.get(month);
        const owners = Number(row?.owners ?? 0);
        const attended = Number(row?.attended ?? 0);
        const lastDay = addDays(addMonths(`${month}-01`, 1), -1);
        return {
          month,
          owners,
          attended,
          coming: Number(row?.coming ?? 0),
          percent: owners === 0 ? null : Math.round((attended * 1000) / owners) / 10,
          reached: owners > 0 && attended * 100 >= owners * CLASS_COVERAGE_GOAL_PERCENT,
          complete: addMonths(lastDay, CLASS_COVERAGE_MONTHS) < today,
        };
      }),
    };
  }

  /** The people behind a month; who has not come yet on top. Throws STORE.NOT_FOUND. */
  async owners(
    actor: StaffActor,
    query: QueryOf<Area['coverageOwners']>,
  ): Promise<ViewOf<Area['coverageOwners']>> {
    const storeId = storeOf(actor, query.storeId);
    const { page, pageSize, attended } = query;
    const first = `${query.month}-01`;
    const parameters = [this.clock.date(), storeId, first, addMonths(first, 1)];
    const where =
      attended === undefined ? '' : `WHERE people.attended_at IS ${attended === 'yes' ? 'NOT ' : ''}NULL`;
    const [counted, rows] = await Promise.all([
      this.uow.read<{ total: string }>(
        `SELECT COUNT(*) AS total FROM (${PEOPLE}) people ${where}`,
        parameters,
      ),
      this.uow.read<PersonRow>(
        `SELECT people.owner_id AS ownerId, o.name AS ownerName, people.vehicle_id AS vehicleId, v.model,
                DATE_FORMAT(people.sold_on, '%Y-%m-%d') AS soldOn, DATE_FORMAT(people.until_on, '%Y-%m-%d') AS untilOn,
                people.attended_at AS attendedAt, people.coming_at AS comingAt
           FROM (${PEOPLE}) people JOIN owner o ON o.id = people.owner_id JOIN vehicle v ON v.id = people.vehicle_id
           ${where} ORDER BY people.attended_at IS NOT NULL, people.sold_on, people.owner_id LIMIT ? OFFSET ?`,
        [...parameters, pageSize, (page - 1) * pageSize],
      ),
    ]);
    return {
      items: rows.map(({ attendedAt, comingAt, ...row }) => ({
        ...row,
        ownerName: openName(row.ownerName),
        attendedAt: attendedAt?.toISOString() ?? null,
        comingAt: comingAt?.toISOString() ?? null,
      })),
      total: Number(counted[0]?.total ?? 0),
      page,
      pageSize,
    };
  }
}
