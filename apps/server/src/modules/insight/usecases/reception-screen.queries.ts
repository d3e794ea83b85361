import { expectedStates, type ReceptionView, type VisitStep } from '@cheban/contracts';
import { addDays, calledTail, openWindow, shanghaiClock, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { decryptOrNull } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { StoreCatalog } from '../../store/index.js';

/** More than any screen turns through. */
const MOST_CARS = 60;

interface CarRow {
  plate: string | null;
  service: string;
  advisorName: string | null;
}
interface ArrivalRow extends CarRow {
  startsAt: Date;
}
interface VisitRow extends CarRow {
  step: VisitStep;
  promisedAt: Date | null;
}

/** The screen in the reception of a store. Neither names nor numbers of people are even read for it. */
@Injectable()
export class ReceptionScreen {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async run(actor: StaffActor, asked: string): Promise<ReceptionView> {
    const storeId = storeOf(actor, asked);
    const on = this.clock.today();
    const [store, calendar, arrivals, visits] = await Promise.all([
      this.stores.findById(storeId),
      this.stores.calendarOf(storeId, on),
      this.arrivals(storeId, on),
      this.visits(storeId),
    ]);
    if (!store || !calendar) throw new AppError('STORE.NOT_FOUND');
    const now = this.clock.now();
    const open = openWindow(on, calendar.calendar);
    const inWork = visits.filter(({ step }) => step !== 'ready');
    return {
      storeName: store.name,
      on,
      opensAt: open && shanghaiClock(open.from),
      closesAt: open && shanghaiClock(open.to),
      arrivals: arrivals.map((row) => ({
        ...car(row),
        at: row.startsAt.toISOString(),
        late: row.startsAt.getTime() < now,
      })),
      inWork: inWork.map((row) => ({
        ...car(row),
        step: row.step,
        promisedAt: row.promisedAt?.toISOString() ?? null,
        late: row.promisedAt !== null && row.promisedAt.getTime() < now,
      })),
      ready: visits.filter(({ step }) => step === 'ready').map(car),
    };
  }

  private arrivals(storeId: string, on: string): Promise<ArrivalRow[]> {
    return this.uow.reader.query(
      `SELECT b.starts_at AS startsAt, c.plate, s.name AS service, p.name AS advisorName
         FROM booking b JOIN vehicle c ON c.id = b.vehicle_id JOIN service_item s ON s.id = b.service_id
         LEFT JOIN staff p ON p.id = b.advisor_id
        WHERE b.store_id = ? AND b.starts_at >= ? AND b.starts_at < ? AND b.state IN (?)
        ORDER BY b.starts_at, b.id LIMIT ?`,
      [
        storeId,
        toDate(startOfBusinessDay(on)),
        toDate(startOfBusinessDay(addDays(on, 1))),
        expectedStates,
        MOST_CARS,
      ],
    );
  }

  private visits(storeId: string): Promise<VisitRow[]> {
    return this.uow.reader.query(
      `SELECT v.step, v.promised_at AS promisedAt, v.service_name AS service, c.plate, p.name AS advisorName
         FROM visit v JOIN vehicle c ON c.id = v.vehicle_id LEFT JOIN staff p ON p.id = v.advisor_id
        WHERE v.store_id = ? AND v.open_vehicle_id IS NOT NULL
        ORDER BY v.promised_at IS NULL, v.promised_at, v.arrived_at, v.id LIMIT ?`,
      [storeId, MOST_CARS],
    );
  }
}

function car({ plate, service, advisorName }: CarRow) {
  const whole = decryptOrNull(plate);
  return { tail: whole && calledTail(whole), service, advisorName };
}
