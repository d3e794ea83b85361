import { atShanghai } from '@cheban/kernel';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestOwner,
  type TestStaff,
  type TestStore,
  type TestVehicle,
} from './factories.js';
import { NOON, type World } from './world.js';

export const at = (on: string, clock: string) => new Date(atShanghai(on, clock)).toISOString();
/** A Friday two days ahead. */
export const DAY = '2026-11-20';

export interface Guest extends TestOwner {
  car: TestVehicle;
}

/** A store of two bays and two advisors with its manager, and four owners with a car each. */
export interface BookingDesk {
  store: TestStore;
  advisor: TestStaff;
  second: TestStaff;
  manager: TestStaff;
  guests: Guest[];
  guest(index: number): Guest;
  wish(startsAt: string, who: Guest, advisorId?: string | null): Wish;
  book(who: Guest, startsAt: string, more?: object): ReturnType<TestOwner['client']['booking']['create']>;
  /** How many quarter hours are taken. */
  units(): Promise<number>;
  /** Whether a start is free; undefined if it is not offered at all. */
  free(clock: string, on?: string, advisorId?: string): Promise<boolean | undefined>;
  /** Back to the first morning, with an empty diary and plain rules. */
  clear(): Promise<void>;
}

interface Wish {
  vehicleId: string;
  storeId: string;
  serviceId: string;
  startsAt: string;
  advisorId: string | null;
}

export async function openBookingDesk(world: World): Promise<BookingDesk> {
  const store = await makeStore(world, { code: 'S1', bays: 2 });
  const advisor = await makeStaff(world, 'advisor', [store.id], 'advisor-a');
  const second = await makeStaff(world, 'advisor', [store.id], 'advisor-b');
  const manager = await makeStaff(world, 'manager', [store.id], 'manager');
  const guests: Guest[] = [];
  for (let index = 0; index < 4; index += 1) {
    const owner = await makeOwner(world, { name: `车主${index}` });
    guests.push({ ...owner, car: await makeVehicle(world, store.id, owner.ownerId) });
  }
  // The clock goes through days; what is tested is not the end of a log-in.
  await world.rows("UPDATE session SET access_until = '2027-01-01'");

  const guest = (index: number) => guests[index] as Guest;
  const wish = (startsAt: string, who: Guest, advisorId: string | null = null): Wish => ({
    vehicleId: who.car.id,
    storeId: store.id,
    serviceId: store.services.service,
    startsAt,
    advisorId,
  });
  const book = (who: Guest, startsAt: string, more: object = {}) =>
    who.client.booking.create({ body: { ...wish(startsAt, who), note: '', ...more } });
  const units = async () =>
    Number((await world.rows<{ n: string }>('SELECT COUNT(*) AS n FROM capacity_unit'))[0]?.n);
  const free = async (clock: string, on = DAY, advisorId?: string) => {
    const page = await guest(0).client.booking.slots({
      query: {
        storeId: store.id,
        serviceId: store.services.service,
        from: on,
        days: 1,
        ...(advisorId ? { advisorId } : {}),
      },
    });
    return page.days[0]?.slots.find((slot) => slot.clock === clock)?.free;
  };

  const clear = async () => {
    world.clock.set(NOON);
    for (const table of [
      'booking',
      'capacity_unit',
      'booking_hold',
      'waiting_entry',
      'waiting_offer',
      'staff_leave',
      'staff_skill',
      'bay_closure',
      'store_special_day',
      'message',
    ])
      await world.rows(`DELETE FROM ${table}`);
    await world.rows('UPDATE service_item SET buffer_minutes = 0, needs_technician = 0');
    await world.rows('UPDATE store_hours SET break_from = NULL, break_to = NULL');
    await world.rows('UPDATE store SET max_open_bookings = 5');
  };
  return { store, advisor, second, manager, guests, guest, wish, book, units, free, clear };
}
