import {
  isExpected,
  type MyDayView,
  openRescueStates,
  type RescueKind,
  type RescueState,
} from '@cheban/contracts';
import { addDays, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { may, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { decryptOrNull, openName } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { BookingRepository, BookingViews } from '../../booking/index.js';

interface VisitRow {
  id: string;
  plate: string | null;
  model: string;
  ownerName: string | null;
  step: string;
  promisedAt: Date | null;
  advisorName: string | null;
  signed: number;
}
interface RescueRow {
  id: string;
  kind: RescueKind;
  state: RescueState;
  plate: string | null;
  model: string;
  ownerName: string | null;
  calledAt: Date;
  etaAt: Date | null;
}
interface CaseRow {
  id: string;
  title: string;
  ownerName: string;
  dueAt: Date;
}

/** The advisor's home: what waits, who comes, what is in the workshop, who is unhappy. */
@Injectable()
export class MyDay {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly bookings: BookingRepository,
    private readonly views: BookingViews,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, storeId: string, on: string): Promise<MyDayView> {
    storeOf(actor, storeId);
    const now = this.clock.now();
    const dayStart = startOfBusinessDay(on);
    const [today, requested, visits, cases, calls, rescues] = await Promise.all([
      this.bookings.startingBetween(storeId, dayStart, startOfBusinessDay(addDays(on, 1))),
      this.bookings.requestedFrom(storeId, startOfBusinessDay(this.clock.today())),
      this.visitsIn(storeId),
      this.openCases(storeId),
      this.callsDue(storeId),
      may(actor, 'rescue.read') ? this.openRescues(storeId) : [],
    ]);
    const [toConfirm, bookings] = await Promise.all([
      this.views.staffViews(requested),
      this.views.staffViews(today),
    ]);
    const inStore = visits.map((row) => ({
      id: row.id,
      plate: decryptOrNull(row.plate),
      model: row.model,
      ownerName: openName(row.ownerName) ?? '',
      step: row.step,
      promisedAt: row.promisedAt?.toISOString() ?? null,
      overdue: row.step !== 'ready' && row.promisedAt !== null && row.promisedAt.getTime() < now,
      advisorName: row.advisorName,
      reportSigned: Boolean(row.signed),
    }));
    return {
      on,
      counters: {
        toConfirm: toConfirm.length,
        arriving: bookings.filter(({ state }) => isExpected(state)).length,
        late: bookings.filter((entry) => entry.late).length + inStore.filter((visit) => visit.overdue).length,
        cases: cases.length,
        calls,
      },
      toConfirm,
      bookings,
      visits: inStore,
      cases: cases.map((row) => ({
        id: row.id,
        title: row.title,
        ownerName: openName(row.ownerName),
        dueAt: row.dueAt.toISOString(),
        overdue: row.dueAt.getTime() < now,
      })),
      rescues: rescues.map(({ calledAt, etaAt, ...row }) => ({
        ...row,
        plate: decryptOrNull(row.plate),
        ownerName: openName(row.ownerName) ?? '',
        calledAt: calledAt.toISOString(),
        etaAt: etaAt?.toISOString() ?? null,
      })),
    };
  }

  private visitsIn(storeId: string): Promise<VisitRow[]> {
    return this.uow.reader.query(
      `SELECT v.id, c.plate, c.model, o.name AS ownerName, v.step, v.promised_at AS promisedAt, p.name AS advisorName,
              h.signed_at IS NOT NULL AS signed
         FROM visit v JOIN vehicle c ON c.id = v.vehicle_id
         LEFT JOIN owner o ON o.id = v.owner_id
         LEFT JOIN staff p ON p.id = v.advisor_id
         LEFT JOIN health_report h ON h.visit_id = v.id
        WHERE v.store_id = ? AND v.open_vehicle_id IS NOT NULL
        ORDER BY v.promised_at IS NULL, v.promised_at, v.arrived_at LIMIT 300`,
      [storeId],
    );
  }

  /** Calls to make whose time has come, up to where counting helps nobody any more. */
  private async callsDue(storeId: string): Promise<number> {
    const rows: unknown[] = await this.uow.reader.query(
      "SELECT 1 FROM follow_up_task WHERE store_id = ? AND state IN ('open', 'waiting') AND next_at <= ? LIMIT 1000",
      [storeId, this.clock.date()],
    );
    return rows.length;
  }

  /** Few at any time: by the unique key of the cars that wait. */
  private openRescues(storeId: string): Promise<RescueRow[]> {
    return this.uow.reader.query(
      `SELECT r.id, r.kind, r.state, c.plate, c.model, o.name AS ownerName, r.created_at AS calledAt,
              r.eta_at AS etaAt
         FROM rescue_call r JOIN vehicle c ON c.id = r.vehicle_id LEFT JOIN owner o ON o.id = r.owner_id
        WHERE r.store_id = ? AND r.state IN (?) ORDER BY r.id LIMIT 50`,
      [storeId, openRescueStates],
    );
  }

  private openCases(storeId: string): Promise<CaseRow[]> {
    return this.uow.reader.query(
      `SELECT c.id, c.title, o.name AS ownerName, c.due_at AS dueAt
         FROM complaint_case c JOIN owner o ON o.id = c.owner_id
        WHERE c.store_id = ? AND c.state <> 'closed' ORDER BY c.due_at LIMIT 100`,
      [storeId],
    );
  }
}
