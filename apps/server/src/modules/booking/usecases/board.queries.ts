import {
  type BoardView,
  bayKindLabel,
  bookingConflictLabel,
  type routes,
  type ServiceKind,
  type StaffBookingView,
  staffRoleLabel,
} from '@cheban/contracts';
import { addDays, businessDate, shanghaiClock, startOfBusinessDay, weekday } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { QueryOf } from '../../../platform/http/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Crew } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { isChangeable } from '../domain/booking-lifecycle.js';
import { type Calendars, conflictsOf } from '../domain/conflicts.js';
import { awayIn, openDay } from '../domain/slots.js';
import { freeStretches, minutesOf } from '../domain/stretches.js';
import { type Booking, BookingRepository } from '../persistence/booking.repository.js';
import { CapacityRepository } from '../persistence/capacity.repository.js';
import { type Hold, HoldRepository } from '../persistence/hold.repository.js';
import { WaitingRepository } from '../persistence/waiting.repository.js';
import { BookingViews } from './booking-views.queries.js';
import { secondsLeft } from './hold-views.queries.js';

const iso = (ms: number) => toDate(ms).toISOString();
type BoardQuery = QueryOf<(typeof routes)['staffBooking']['board']>;

/** Days of a store by bay or by advisor; a constant number of queries for any number of days, lanes and bookings. */
@Injectable()
export class Board {
  constructor(
    private readonly bookings: BookingRepository,
    private readonly capacity: CapacityRepository,
    private readonly holds: HoldRepository,
    private readonly waiting: WaitingRepository,
    private readonly stores: StoreCatalog,
    private readonly crew: Crew,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly views: BookingViews,
    private readonly clock: Clock,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async run(actor: StaffActor, query: BoardQuery): Promise<BoardView> {
    const storeId = storeOf(actor, query.storeId);
    const on = query.on ?? this.clock.today();
    const dates = Array.from({ length: query.days }, (_, index) => addDays(on, index));
    const last = dates[dates.length - 1] ?? on;
    const [from, to] = [startOfBusinessDay(on), startOfBusinessDay(addDays(last, 1))];
    const [calendar, bays, services, closures, crew, bookings, taken, holds, waitingCount] =
      await Promise.all([
        this.stores.calendarOf(storeId, on),
        this.stores.baysOf(storeId),
        this.stores.servicesOf(storeId),
        this.stores.closuresOf(storeId, from),
        this.crew.ofStore(storeId, from),
        this.bookings.startingBetween(storeId, from, to),
        this.capacity.takenBetween(storeId, from, to),
        this.holds.runningIn(storeId, from, to),
        this.waiting.countIn(storeId, on, last),
      ]);
    if (!calendar) throw new AppError('STORE.NOT_FOUND');
    const rules = calendar.calendar;
    const advisors = crew.filter(({ role }) => role === 'advisor');
    const touching = closures.filter((closure) => closure.from < to);
    const days = dates.map((date) => ({ date, ...openDay(rules, date) }));
    const blocks = [
      ...touching,
      ...crew.flatMap(({ id, leaves }) =>
        leaves.filter((leave) => leave.from < to).map((leave) => ({ ...leave, resourceId: id })),
      ),
    ];
    const away = awayIn(from, to, blocks);
    const columns =
      query.by === 'bay'
        ? bays.map(({ id, name, kind }) => ({ id, name, kindLabel: bayKindLabel[kind] }))
        : advisors.map(({ id, name, role }) => ({ id, name, kindLabel: staffRoleLabel[role] }));
    const lanes = columns.map((column) => ({
      ...column,
      blocks: blocks
        .filter(({ resourceId }) => resourceId === column.id)
        .map(({ id, from: start, to: end, reason }) => ({ id, from: iso(start), to: iso(end), reason })),
      freeMinutes: days.map((day) => minutesOf(freeStretches(day, column.id, taken, away))),
    }));
    const views = await this.views.staffViews(bookings);
    const kindOf = new Map(services.map(({ id, kind }) => [id, kind]));
    const calendars: Calendars = {
      rules,
      bays: new Map(bays.map(({ id }) => [id, touching.filter(({ resourceId }) => resourceId === id)])),
      crew: new Map(crew.map((person) => [person.id, person])),
    };
    const first = days[0];
    const clockOf = (at: number | null | undefined) => (at == null ? null : shanghaiClock(at));
    return {
      on,
      opensAt: clockOf(first?.opens),
      closesAt: clockOf(first?.closes),
      holiday: first?.holiday ?? null,
      bays: bays.map(({ id, code, name, kind }) => ({ id, code, name, kind })),
      advisors: advisors.map(({ id, name }) => ({ id, name })),
      technicians: crew.filter(({ role }) => role === 'technician').map(({ id, name }) => ({ id, name })),
      bookings: views,
      by: query.by,
      days: days.map(({ date, opens, closes, pause, holiday }, index) => ({
        on: date,
        weekday: weekday(date),
        open: opens !== null,
        opensAt: clockOf(opens),
        closesAt: clockOf(closes),
        breakFrom: clockOf(pause?.from),
        breakTo: clockOf(pause?.to),
        holiday,
        note: calendar.notes.get(date) || null,
        count: bookings.filter(
          ({ startsAt, state }) => state !== 'no_show' && businessDate(startsAt) === date,
        ).length,
        freeMinutes: lanes.reduce((sum, lane) => sum + (lane.freeMinutes[index] ?? 0), 0),
      })),
      lanes,
      holds: await this.holdViews(holds, new Map(services.map(({ id, name }) => [id, name]))),
      conflicts: conflictViews(bookings, views, calendars, kindOf),
      waitingCount,
    };
  }

  private async holdViews(holds: readonly Hold[], names: ReadonlyMap<string, string>) {
    const [owners, vehicles] = await Promise.all([
      this.owners.findByIds(holds.map(({ ownerId }) => ownerId)),
      this.vehicles.findByIds(holds.map(({ vehicleId }) => vehicleId)),
    ]);
    const now = this.clock.now();
    return holds.map((hold) => ({
      id: hold.id,
      purpose: hold.purpose,
      startsAt: iso(hold.startsAt),
      endsAt: iso(hold.endsAt),
      bayId: hold.bayId,
      advisorId: hold.advisorId,
      expiresAt: iso(hold.expiresAt),
      secondsLeft: secondsLeft(hold.expiresAt, now),
      serviceName: names.get(hold.serviceId) ?? '',
      ownerName: owners.get(hold.ownerId)?.name ?? null,
      plate: vehicles.get(hold.vehicleId)?.plate ?? null,
    }));
  }
}

function conflictViews(
  bookings: readonly Booking[],
  views: readonly StaffBookingView[],
  calendars: Calendars,
  kindOf: ReadonlyMap<string, ServiceKind>,
): BoardView['conflicts'] {
  return bookings.flatMap((booking, index) => {
    const view = views[index];
    if (!view || !isChangeable(booking.state)) return [];
    const reasons = conflictsOf({ ...booking, kind: kindOf.get(booking.serviceId) ?? null }, calendars);
    if (reasons.length === 0) return [];
    return [
      {
        bookingId: booking.id,
        reasons,
        text: `${reasons.map((reason) => bookingConflictLabel[reason]).join('、')}，请改期或联系车主。`,
        ownerName: view.ownerName,
        phoneMasked: view.phoneMasked,
        startsAt: view.startsAt,
      },
    ];
  });
}
