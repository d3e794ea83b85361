import { addDays, atShanghai, HOUR_MS, type Instant, MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock, MovableClock } from '../../../platform/clock/index.js';
import { PastEvents } from '../../../platform/outbox/index.js';
import { FeedbackRehearsal } from '../../feedback/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import { VisitReader, VisitRehearsal } from '../../workshop/index.js';
import { DemoCrew } from './demo-crew.js';
import { type DemoVisit, type PastVisit, pastVisits, presentVisits } from './demo-visits.js';
import type { SimulatedPerson } from './simulated-people.js';

/** Who would tell owners what happened; a past that was played is not told to them today. */
const TELLERS = ['notification.visit', 'notification.visit-thanks'];
const IMPROVE_DAYS = 30;
/** What a car drives from one reading to the next if nothing is known, km. */
const USUAL_KM = 1_200;

interface Shop {
  readonly storeId: string;
  /** By code. */
  readonly services: ReadonlyMap<string, string>;
  readonly advisors: readonly StaffActor[];
  readonly technician: StaffActor;
  readonly manager: StaffActor;
}
interface Guest {
  readonly ownerId: string;
  readonly car: Vehicle;
}

/**
 * The workshop of a demo store: visits of the last two weeks with their ratings, one complaint that was settled and one that
 * has just come, and cars that are being worked on. Played by the rooms themselves on a clock that is set back.
 */
@Injectable()
export class DemoWorkshop {
  constructor(
    private readonly clock: Clock,
    private readonly stores: StoreCatalog,
    private readonly crew: DemoCrew,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly reader: VisitReader,
    private readonly visits: VisitRehearsal,
    private readonly feedback: FeedbackRehearsal,
    private readonly past: PastEvents,
  ) {}

  /** `people` come with their cars, one visit each; nobody comes twice. Needs a clock that can be moved. */
  async run(storeCode: string, people: readonly SimulatedPerson[]): Promise<void> {
    const { clock } = this;
    const shop = await this.shopOf(storeCode);
    if (!(clock instanceof MovableClock) || !shop) return;
    const guests = await this.guests(people);
    const now = clock.now();
    const moveTo = (instant: Instant) => clock.moveTo(instant);
    try {
      for (const visit of pastVisits) {
        const guest = guests.shift();
        if (guest && !(await this.wasHere(guest))) await this.playPast(shop, visit, guest, moveTo, now);
      }
      for (const visit of presentVisits) {
        const guest = guests.shift();
        moveTo(now);
        if (guest && !(await this.wasHere(guest)))
          await this.play(shop, visit, guest, now - visit.minutesAgo * MINUTE_MS, moveTo);
      }
    } finally {
      clock.setAhead(0);
    }
    await this.past.passOver(TELLERS, now);
  }

  private async playPast(
    shop: Shop,
    visit: PastVisit,
    guest: Guest,
    moveTo: (instant: Instant) => void,
    now: Instant,
  ): Promise<void> {
    const { rating, settled } = visit;
    moveTo(now);
    const arrivesAt = atShanghai(addDays(this.clock.today(), -visit.daysAgo), visit.at);
    const visitId = await this.play(shop, visit, guest, arrivesAt, moveTo);
    if (rating === null) return;
    const { after, tags, ...said } = rating;
    const ratedAt = after === null ? now : arrivesAt + after * HOUR_MS;
    moveTo(ratedAt);
    const caseId = await this.feedback.rate(guest.ownerId, visitId, {
      ...said,
      tags: [...tags],
      touchpoints: {},
    });
    if (caseId === null || !settled) return;
    for (const [index, text] of settled.steps.entries()) {
      moveTo(ratedAt + (index + 1) * 4 * HOUR_MS);
      const state = index === settled.steps.length - 1 ? 'closed' : 'working';
      await this.feedback.step(shop.manager, caseId, { text, state });
    }
    await this.feedback.improve(shop.manager, {
      ...settled.improvement,
      storeId: shop.storeId,
      assigneeId: shop.manager.staffId,
      dueOn: addDays(this.clock.today(), IMPROVE_DAYS),
    });
  }

  private async play(
    shop: Shop,
    visit: DemoVisit,
    { car }: Guest,
    arrivesAt: Instant,
    moveTo: (instant: Instant) => void,
  ): Promise<string> {
    const advisor = shop.advisors[visit.moments.length % shop.advisors.length] ?? shop.manager;
    return this.visits.play(
      {
        storeId: shop.storeId,
        vehicleId: car.id,
        serviceId: shop.services.get(visit.service) ?? '',
        mileageKm: (car.latestKm ?? car.lastServiceKm ?? 0) + USUAL_KM,
        ownerWords: visit.ownerWords,
        ...{ arrivesAt, moments: visit.moments, advisor, technician: shop.technician },
      },
      moveTo,
    );
  }

  private async wasHere({ ownerId, car }: Guest): Promise<boolean> {
    const [open, over] = await Promise.all([
      this.reader.openOfVehicles([car.id]),
      this.reader.lastFinished(ownerId, [car.id]),
    ]);
    return open.length + over.size > 0;
  }

  private async shopOf(storeCode: string): Promise<Shop | null> {
    const store = await this.stores.findByCode(storeCode);
    if (!store) return null;
    const [services, advisors, technician, manager] = await Promise.all([
      this.stores.servicesOf(store.id),
      this.crew.all(store.id, 'advisor'),
      this.crew.one(store.id, 'technician'),
      this.crew.one(store.id, 'manager'),
    ]);
    const byCode = new Map(services.map(({ code, id }) => [code, id]));
    return { storeId: store.id, services: byCode, advisors, technician, manager };
  }

  private async guests(people: readonly SimulatedPerson[]): Promise<Guest[]> {
    const guests: Guest[] = [];
    for (const { phone } of people) {
      const owner = await this.owners.findByPhone(phone);
      const [car] = owner ? await this.vehicles.ofOwner(owner.id) : [];
      if (owner && car) guests.push({ ownerId: owner.id, car });
    }
    return guests;
  }
}
