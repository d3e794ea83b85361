import { addDays, MINUTE_MS } from '@cheban/kernel';
import { visitRow } from './seed-cars.mjs';

/** @typedef {import('./desk.mjs').Desk} Desk */
/** @typedef {import('./seed-stores.mjs').Store} Store */

const DAYS = 14;
const UNIT_MS = 15 * MINUTE_MS;

/** Bookings of the coming days, fewer the further away, each taking its quarter hours as the server would; cars in the workshop. */
export async function fillDiary(/** @type {Desk} */ desk, /** @type {Store} */ store) {
  const free = [...store.cars];
  for (let day = 0; day < DAYS; day += 1) {
    const fullness = 0.85 - (0.7 * day) / DAYS;
    /** @type {Map<string, Set<number>>} */
    const taken = new Map();
    for (const service of store.services) {
      for (const bay of store.bays.filter((entry) => entry.kind === service.bayKind)) {
        let start = desk.at(addDays(desk.today, day), '08:30');
        const closes = desk.at(addDays(desk.today, day), '18:00');
        for (; start + service.minutes * MINUTE_MS <= closes; start += service.minutes * MINUTE_MS) {
          if (!desk.random.chance(service.kind === 'service' ? fullness : 0.1)) continue;
          const units = Array.from(
            { length: Math.ceil(service.minutes / 15) },
            (_, index) => start + index * UNIT_MS,
          );
          const idle = (/** @type {{ id: string }} */ who) =>
            units.every((unit) => !taken.get(who.id)?.has(unit));
          const idlers = store.advisors.filter(idle);
          const advisor = desk.random.pick(idlers);
          if (!advisor || !idle(bay)) continue;
          const car = free.splice(desk.random.int(0, free.length - 1), 1)[0];
          if (!car) return;
          for (const who of [bay, advisor])
            taken.set(who.id, new Set([...(taken.get(who.id) ?? []), ...units]));
          await makeBooking(desk, store, car, service, bay.id, advisor.id, units);
        }
      }
    }
  }
  for (const car of free.splice(0, Math.min(25, free.length >> 2))) {
    const id = desk.id();
    const advisorId = desk.random.pick(store.advisors).id;
    const arrived = desk.now - desk.random.int(10, 200) * MINUTE_MS;
    const visit = {
      id,
      storeId: store.id,
      vehicleId: car.id,
      ownerId: car.ownerId,
      advisorId,
      arrived,
      open: true,
    };
    await desk.put('VisitEntity', visitRow(desk, visit));
  }
}

async function makeBooking(
  /** @type {Desk} */ desk,
  /** @type {Store} */ store,
  /** @type {{ id: string, ownerId: string }} */ car,
  /** @type {Store['services'][number]} */ service,
  /** @type {string} */ bayId,
  /** @type {string} */ advisorId,
  /** @type {number[]} */ units,
) {
  const id = desk.id();
  const start = /** @type {number} */ (units[0]);
  await desk.put('BookingEntity', {
    id,
    storeId: store.id,
    ownerId: car.ownerId,
    vehicleId: car.id,
    openVehicleId: car.id,
    serviceId: service.id,
    bayId,
    advisorId,
    advisorChosen: false,
    startsAt: new Date(start),
    endsAt: new Date(start + service.minutes * MINUTE_MS),
    state: desk.random.chance(0.7) ? 'confirmed' : 'requested',
    source: 'owner',
    messageId: null,
    note: '',
    checkInCode: id.slice(-10),
    cancelReason: null,
    visitId: null,
    revision: 1,
    createdAt: new Date(desk.now),
    updatedAt: new Date(desk.now),
  });
  for (const resourceId of [bayId, advisorId]) {
    for (const unit of units)
      await desk.put('CapacityUnitEntity', {
        resourceId,
        unitAt: new Date(unit),
        storeId: store.id,
        bookingId: id,
      });
  }
}
