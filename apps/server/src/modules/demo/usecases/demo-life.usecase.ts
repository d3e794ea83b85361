import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { CreateBooking, SlotFinder } from '../../booking/index.js';
import { Enrolments, OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { DemoShelf } from './demo-shelf.usecase.js';
import type { SimulatedPerson } from './simulated-people.js';

/** Of the showcase owners of a store, so many have the mini-program already; the others show what a newcomer sees. */
const ENROLLED = 4;
/** Which of them have booked, by their place among the showcase owners. */
const BOOKED = [3, 4, 5];
/** Free slots between two bookings, so that the board is not one block. */
const SLOT_STEP = 3;

/** Makes a demo store look like a working day: owners with the mini-program, requests waiting for an advisor. */
@Injectable()
export class DemoLife {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly stores: StoreCatalog,
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
  }

  private async book(storeId: string, phone: string, skip: number): Promise<void> {
    const owner = await this.owners.findByPhone(phone);
    const [vehicle] = owner ? await this.vehicles.ofOwner(owner.id) : [];
    const services = await this.stores.servicesOf(storeId);
    const service = services.find(({ kind }) => kind === (vehicle?.dueKind ?? 'service'));
    if (!owner || !vehicle || !service) return;
    const { days } = await this.finder.find(await this.finder.shop(storeId, service.id), { days: 14 });
    const slot = days.flatMap((day) => day.slots).filter(({ free }) => free)[skip];
    if (!slot) return;
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
      startsAt: slot.startsAt,
      advisorId: null,
      note: '',
    });
  }
}
