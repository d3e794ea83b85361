import { followUpKinds, wishTopics } from '@cheban/contracts';
import { addDays, addMonths, atShanghai, businessDate, DAY_MS, isBusinessDate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { isId, type Tx } from '../../../platform/database/index.js';
import {
  type EventBook,
  type EventConsumer,
  EventConsumers,
  type Heard,
  type StoredEvent,
} from '../../../platform/outbox/index.js';
import { BookingReader } from '../../booking/index.js';
import { Wishes } from '../../messaging/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory, VehicleHistoryRepository } from '../../vehicle/index.js';
import { VisitReader } from '../../workshop/index.js';
import { morningOf } from '../domain/next-try.js';
import { OpenFollowUp } from './open-follow-up.usecase.js';

const SERVICE_CALL_DAYS = 3;
const NEW_CAR_MONTHS = 18;
const CLOSING = '20:00';

/** What happens elsewhere asks for a call: reminders that reach nobody, hand-overs, no-shows. */
@Injectable()
export class CallGeneration implements EventConsumer {
  readonly name = 'follow-up.generation';
  readonly types = [
    'care.unreachable',
    'visit.checked-in',
    'visit.handed-over',
    'booking.no-show',
    'follow-up.wanted',
  ] as const;

  constructor(
    consumers: EventConsumers,
    private readonly open: OpenFollowUp,
    private readonly bookings: BookingReader,
    private readonly visits: VisitReader,
    private readonly vehicles: VehicleDirectory,
    private readonly history: VehicleHistoryRepository,
    private readonly stores: StoreCatalog,
    private readonly wishes: Wishes,
    private readonly clock: Clock,
  ) {
    consumers.add(this);
  }

  async handle(tx: Tx, event: Heard<CallGeneration>): Promise<void> {
    switch (event.type) {
      case 'care.unreachable':
        return this.unreachable(tx, event.payload);
      case 'visit.checked-in':
        return this.checkedIn(tx, event.payload.visitId);
      case 'visit.handed-over':
        return this.handedOver(tx, event.payload.visitId);
      case 'booking.no-show':
        return this.noShow(tx, event.payload.bookingId);
      case 'follow-up.wanted':
        if (event.storeId !== null) await this.wanted(tx, event, event.storeId);
    }
  }

  /** One call for each reminder that reaches nobody, and one open call for each car. */
  private async unreachable(tx: Tx, told: EventBook['care.unreachable']): Promise<void> {
    const car = await this.vehicles.findById(told.vehicleId);
    const ownerId = told.ownerId ?? (await this.vehicles.peopleOf(told.vehicleId))[0]?.ownerId;
    if (!car || !ownerId || !wishTopics.includes(told.topic) || !isBusinessDate(told.dueOn)) return;
    if (told.endsWithVisit && (await this.isComing(car.id))) return;
    const now = this.clock.now();
    const wishes = await this.wishes.of([ownerId]);
    if (!wishes.isOn(ownerId, told.topic, 'all') || wishes.whyNotCalled(ownerId, now) !== null) return;
    const { rule, cycle, label, dueOn, topic, endsWithVisit } = told;
    await this.open.run(tx, {
      key: `care:${car.id}:${rule}:${cycle}`,
      openKey: `care:${car.id}`,
      kind: 'care_call',
      storeId: car.storeId,
      ownerId,
      vehicleId: car.id,
      subjectId: null,
      facts: { dues: [{ rule, cycle, label, dueOn, topic, endsWithVisit }] },
      why: told.why,
      from: now,
      dueAt: Math.min(atShanghai(dueOn, CLOSING), now + 3 * DAY_MS),
      assigneeId: car.advisorId,
    });
  }

  private async isComing(vehicleId: string): Promise<boolean> {
    const [bookings, visits] = await Promise.all([
      this.bookings.openOfVehicles([vehicleId]),
      this.visits.openOfVehicles([vehicleId]),
    ]);
    return bookings.length > 0 || visits.length > 0;
  }

  /** The first time that a new car comes to a workshop of ours, its owner is asked face to face while they are there. */
  private async checkedIn(tx: Tx, visitId: string): Promise<void> {
    const visit = await this.visits.findById(visitId);
    const car = visit && (await this.vehicles.findById(visit.vehicleId));
    if (!visit?.ownerId || !car) return;
    const on = businessDate(visit.arrivedAt);
    // Of an older car the history may simply not be known here.
    if (car.soldOn === null || car.soldOn < addMonths(on, -NEW_CAR_MONTHS)) return;
    const records = await this.history.serviceRecordsOf([car.id]);
    const came = [car.lastServiceOn, car.lastPaidVisitOn].some((day) => day !== null && day < on);
    // The visit itself may be over, and on the car's file, when this is heard.
    if (came || records.some(({ visitId: of }) => of !== visit.id) || (await this.isQuiet(visit.ownerId)))
      return;
    await this.open.run(tx, {
      key: `talk:first-visit:${car.id}`,
      kind: 'talk_first_visit',
      storeId: visit.storeId,
      ownerId: visit.ownerId,
      vehicleId: car.id,
      subjectId: visit.id,
      facts: { on, service: visit.serviceName },
      why: '爱车第一次到店，按规定当面回访。',
      from: visit.arrivedAt,
      dueAt: atShanghai(on, CLOSING),
      assigneeId: visit.advisorId,
    });
  }

  private async handedOver(tx: Tx, visitId: string): Promise<void> {
    const visit = await this.visits.findById(visitId);
    if (!visit?.ownerId || (await this.isQuiet(visit.ownerId))) return;
    const on = businessDate(visit.handedOverAt ?? this.clock.now());
    const day = addDays(on, SERVICE_CALL_DAYS);
    await this.open.run(tx, {
      key: `service:${visit.id}:3`,
      kind: 'service_day_3',
      storeId: visit.storeId,
      ownerId: visit.ownerId,
      vehicleId: visit.vehicleId,
      subjectId: visit.id,
      facts: { on, service: visit.serviceName },
      why: '交车满 3 天，按规定回访。',
      from: morningOf(day),
      dueAt: atShanghai(addDays(day, 1), CLOSING),
      assigneeId: visit.advisorId,
    });
  }

  private async noShow(tx: Tx, bookingId: string): Promise<void> {
    const booking = await this.bookings.findById(bookingId);
    if (!booking) return;
    const service = await this.stores.findService(booking.serviceId);
    const now = this.clock.now();
    await this.open.run(tx, {
      key: `no-show:${booking.id}`,
      kind: 'no_show',
      storeId: booking.storeId,
      ownerId: booking.ownerId,
      vehicleId: booking.vehicleId,
      subjectId: booking.id,
      facts: { on: businessDate(booking.startsAt), ...(service ? { service: service.name } : {}) },
      why: '预约当天没有到店。',
      from: now,
      dueAt: atShanghai(addDays(businessDate(now), 1), CLOSING),
      assigneeId: booking.advisorId,
    });
  }

  /** Sale and service calls are not made while the owner does not want to be disturbed. */
  private async isQuiet(ownerId: string): Promise<boolean> {
    return (await this.wishes.of([ownerId])).whyNotCalled(ownerId, this.clock.now()) !== null;
  }

  private async wanted(tx: Tx, event: StoredEvent<'follow-up.wanted'>, storeId: string): Promise<void> {
    const wanted = event.payload;
    if (!followUpKinds.includes(wanted.kind) || !isId(wanted.ownerId)) return;
    const now = this.clock.now();
    const { service, on, title, from, dueAt, dues, ...rest } = wanted;
    await this.open.run(tx, {
      ...rest,
      key: `wanted:${wanted.key}`,
      storeId,
      facts: {
        ...(service === undefined ? {} : { service }),
        ...(on === undefined ? {} : { on }),
        ...(dues === undefined ? {} : { dues }),
        ...(rest.openKey === undefined ? {} : { toldAt: event.at }),
      },
      ...(title === undefined ? {} : { title }),
      from: from === undefined ? now : Date.parse(from),
      dueAt: dueAt === undefined ? now + DAY_MS : Date.parse(dueAt),
    });
  }
}
