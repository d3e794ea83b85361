import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { CreateBooking, SlotFinder } from '../../booking/index.js';
import { Enrolments, OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { DemoCrew } from './demo-crew.js';
import { DemoShelf } from './demo-shelf.usecase.js';
import type { SimulatedPerson } from './simulated-people.js';

/** Of the showcase owners of a store, so many have the mini-program already; the others show what a newcomer sees. */
const ENROLLED = 4;
/** Which of them have booked, by their place among the showcase owners. */
const BOOKED = [3, 4, 5];
/** Free slots between two bookings, so that the board is not one block. */
const SLOT_STEP = 3;
/** What advisors have booked on the phone: codes of services, and how many free slots lie before. */
const BY_PHONE = [
  { service: '40-REPAIR', skip: 1 },
  { service: '60-WASH', skip: 2 },
  { service: '30-CHECK', skip: 5 },
  { service: '50-BODY', skip: 6 },
  { service: '20-SERVICE', skip: 8 },
  { service: '60-WASH', skip: 12 },
];

/** Makes a demo store look like a working day: owners with the mini-program, requests waiting for an advisor, bookings by phone. */
@Injectable()
export class DemoLife {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly stores: StoreCatalog,
    private readonly crew: DemoCrew,
    private readonly finder: SlotFinder,
    private readonly booking: CreateBooking,
    private readonly shelf: DemoShelf,
  ) {}

  /** `people` are the showcase owners; all `others` have the mini-program. */
  async run(
    storeCode: string,
    people: readonly SimulatedPerson[],
    others: readonly SimulatedPerson[],
  ): Promise<void> {
    for (const { openid, oaOpenid, unionid, phone } of [...people.slice(0, ENROLLED), ...others]) {
      await this.enrolments.enrol({ miniOpenid: openid, officialOpenid: oaOpenid, unionid, phone });
    }
    await this.shelf.run(storeCode);
    const store = await this.stores.findByCode(storeCode);
    if (!store) return;
    for (const [index, place] of BOOKED.entries()) {
      const phone = people[place]?.phone;
      if (phone) await this.book(store.id, phone, index * SLOT_STEP);
    }
    const callers = others.slice(-BY_PHONE.length);
    for (const [index, { service, skip }] of BY_PHONE.entries()) {
      const phone = callers[index]?.phone;
      if (phone) await this.bookByPhone(store.id, phone, service, skip);
    }
  }

  private async book(storeId: string, phone: string, skip: number): Promise<void> {
    const owner = await this.owners.findByPhone(phone);
    const [vehicle] = owner ? await this.vehicles.ofOwner(owner.id) : [];
    const services = await this.stores.servicesOf(storeId);
    const service = services.find(({ kind }) => kind === (vehicle?.dueKind ?? 'service'));
    if (!owner || !vehicle || !service) return;
    const startsAt = await this.freeSlot(storeId, service.id, skip);
    if (startsAt === null) return;
    const actor: OwnerActor = {
      kind: 'account',
      sessionId: '',
      accountId: '',
      ownerId: owner.id,
      consented: true,
    };
    await this.booking.byOwner(actor, {
      vehicleId: vehicle.id,
      storeId,
      serviceId: service.id,
      startsAt,
      advisorId: null,
      note: '',
    });
  }

  private async bookByPhone(storeId: string, phone: string, code: string, skip: number): Promise<void> {
    const owner = await this.owners.findByPhone(phone);
    const [vehicle] = owner ? await this.vehicles.ofOwner(owner.id) : [];
    const service = (await this.stores.servicesOf(storeId)).find((one) => one.code === code);
    const advisor = (await this.crew.all(storeId, 'advisor')).at(-1);
    if (!owner || !vehicle || !service || !advisor) return;
    // With one advisor of two: the day of the other stays open for whoever tries a booking.
    const startsAt = await this.freeSlot(storeId, service.id, skip, advisor.staffId);
    if (startsAt === null) return;
    await this.booking.byStaff(advisor, {
      ...{ ownerId: owner.id, vehicleId: vehicle.id, storeId, serviceId: service.id, startsAt },
      ...{ advisorId: advisor.staffId, note: '' },
    });
  }

  /** ISO 8601; null if there are not so many in two weeks. */
  private async freeSlot(
    storeId: string,
    serviceId: string,
    skip: number,
    advisorId?: string,
  ): Promise<string | null> {
    const { days } = await this.finder.page(storeId, serviceId, { days: 14, advisorId });
    const free = days.flatMap((day) => day.slots).filter((slot) => slot.free);
    return free[skip]?.startsAt ?? null;
  }
}
