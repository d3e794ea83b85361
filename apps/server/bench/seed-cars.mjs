import { addDays, MINUTE_MS } from '@cheban/kernel';
import { personName } from './seed-stores.mjs';

/** @typedef {import('./desk.mjs').Desk} Desk */
/** @typedef {import('./seed-stores.mjs').Store} Store */

const MODELS = { mid: ['凯美瑞', '汉兰达', '雷凌', '威兰达'], high: ['3系', '5系', 'X3', 'X5'] };

/**
 * Cars with their owners and past; tells the owners' ids.
 * @param {Desk} desk
 * @param {readonly Store[]} stores
 * @param {number} count
 */
export async function makeCars(desk, stores, count) {
  /** @type {string[]} */
  const owners = [];
  for (let number = 0; number < count; number += 1) {
    const store = /** @type {Store} */ (stores[number % stores.length]);
    await makeCar(desk, store, owners, number);
  }
  return owners;
}

/** A car with its owner (every fifth car is its owner's second), readings, past services, visits and messages. */
async function makeCar(
  /** @type {Desk} */ desk,
  /** @type {Store} */ store,
  /** @type {string[]} */ owners,
  /** @type {number} */ number,
) {
  const second = number % 5 === 4;
  const ownerId = second ? /** @type {string} */ (owners.at(-2)) : await makeOwner(desk, owners, number);
  const soldDays = desk.random.int(60, 3000);
  const kmPerDay = desk.random.int(15, 60);
  const id = desk.idAt(desk.now - soldDays * 86_400_000);
  const vin = `LVG${String(1_000_000_000 + number * 7)}${String(1000 + (number % 9000))}`;
  const plate = `晋A${String(number).padStart(5, '0')}`;
  const visits = Math.min(5, Math.floor(soldDays / (store.cycleMonths * 30)));
  const km = soldDays * kmPerDay;
  const lastDays = visits > 0 ? desk.random.int(5, Math.min(400, soldDays)) : null;
  const advisor = desk.random.pick(store.advisors);
  const dueOn = addDays(
    lastDays === null ? desk.dayAgo(soldDays) : desk.dayAgo(lastDays),
    store.cycleMonths * 30,
  );
  await desk.put('VehicleEntity', {
    id,
    storeId: store.id,
    ...desk.marked('vin', vin),
    ...desk.marked('plate', plate),
    brand: store.brand,
    model: desk.random.pick(MODELS[store.brandTier]),
    modelYear: Number(desk.dayAgo(soldDays).slice(0, 4)),
    colour: desk.random.pick(['白', '黑', '银', '红', '蓝']),
    soldOn: desk.dayAgo(soldDays),
    soldHere: desk.random.chance(0.8),
    use: 'private',
    insuranceExpiresOn: desk.dayAgo(desk.random.int(-330, 30)),
    insurer: desk.random.pick(['人保', '平安', '太保']),
    insuredHere: desk.random.chance(0.5),
    advisorId: advisor.id,
    advisorName: advisor.name,
    lastServiceOn: lastDays === null ? null : desk.dayAgo(lastDays),
    lastServiceKm: lastDays === null ? null : km - lastDays * kmPerDay,
    lastPaidVisitOn: lastDays === null ? null : desk.dayAgo(lastDays),
    latestKm: km,
    latestKmOn: desk.dayAgo(desk.random.int(0, 30)),
    kmPerDay: String(kmPerDay),
    dueKind: lastDays === null ? 'first_service' : 'service',
    dueOn,
    dueReason: 'date',
    dueKm: km + store.cycleKm,
    createdAt: new Date(desk.now),
    updatedAt: new Date(desk.now),
  });
  await desk.put('OwnerVehicleEntity', {
    ownerId,
    vehicleId: id,
    role: 'owner',
    createdAt: new Date(desk.now),
    endedAt: null,
  });
  store.cars.push({ id, ownerId });
  for (let index = 0; index < 3; index += 1) {
    const days = index * 60 + desk.random.int(0, 30);
    await desk.put('MileageReadingEntity', {
      id: desk.id(),
      vehicleId: id,
      km: Math.max(0, km - days * kmPerDay),
      readOn: desk.dayAgo(days),
      source: 'import',
      state: desk.random.chance(0.99) ? 'ok' : 'suspect',
      reason: null,
      createdAt: new Date(desk.now),
    });
  }
  for (let index = 0; index < visits; index += 1) {
    await desk.put('ServiceRecordEntity', {
      id: desk.id(),
      storeId: store.id,
      orderNo: `B${number}-${index}`,
      vehicleId: id,
      on: desk.dayAgo((lastDays ?? 0) + index * store.cycleMonths * 30),
      km: Math.max(0, km - index * store.cycleKm),
      kind: '保养',
      isService: true,
      paidFen: desk.random.int(30_000, 250_000),
      settled: true,
      advisorName: advisor.name,
      visitId: null,
      createdAt: new Date(desk.now),
    });
  }
  if (lastDays !== null && desk.random.chance(0.4))
    await makePastVisit(desk, store, id, ownerId, advisor.id, lastDays);
  for (let index = 0; index < 2; index += 1)
    await makeMessage(desk, store.id, id, ownerId, desk.random.int(1, 300));
}

async function makeOwner(
  /** @type {Desk} */ desk,
  /** @type {string[]} */ owners,
  /** @type {number} */ number,
) {
  const id = desk.id();
  const phone = `139${String(number).padStart(8, '0')}`;
  await desk.put('OwnerEntity', {
    id,
    name: personName(desk),
    sex: desk.random.pick(['male', 'female', 'unknown']),
    ...desk.marked('phone', phone),
    birthdayOn: null,
    birthdayCalendar: null,
    region: '山西省太原市',
    occupation: null,
    hobbies: null,
    licenceExpiresOn: null,
    remark: null,
    createdAt: new Date(desk.now),
    updatedAt: new Date(desk.now),
  });
  owners.push(id);
  return id;
}

async function makePastVisit(
  /** @type {Desk} */ desk,
  /** @type {Store} */ store,
  /** @type {string} */ vehicleId,
  /** @type {string} */ ownerId,
  /** @type {string} */ advisorId,
  /** @type {number} */ days,
) {
  const arrived = desk.at(desk.dayAgo(days));
  const id = desk.idAt(arrived);
  await desk.put(
    'VisitEntity',
    visitRow(desk, { id, storeId: store.id, vehicleId, ownerId, advisorId, arrived, open: false }),
  );
  if (desk.random.chance(0.5)) {
    await desk.put('RatingEntity', {
      visitId: id,
      storeId: store.id,
      ownerId,
      stars: desk.random.int(3, 5),
      nps: desk.random.int(6, 10),
      touchpoints: {},
      tags: [],
      text: '',
      at: new Date(arrived + 86_400_000),
    });
  }
}

/** @param {Desk} desk @param {{ id: string, storeId: string, vehicleId: string, ownerId: string, advisorId: string, arrived: number, open: boolean }} visit */
export function visitRow(desk, { id, storeId, vehicleId, ownerId, advisorId, arrived, open }) {
  return {
    id,
    storeId,
    bookingId: null,
    ownerId,
    vehicleId,
    openVehicleId: open ? vehicleId : null,
    serviceName: '定期保养',
    serviceKind: 'service',
    isService: true,
    advisorId,
    technicianId: null,
    step: open ? desk.random.pick(['checked_in', 'in_work', 'quality_check']) : 'handed_over',
    arrivedAt: new Date(arrived),
    firstPromisedAt: new Date(arrived + 60 * MINUTE_MS),
    promisedAt: new Date(arrived + 60 * MINUTE_MS),
    fuelEighths: 4,
    belongings: '',
    ownerWords: '',
    mileageKm: 20_000,
    handedOverAt: open ? null : new Date(arrived + 55 * MINUTE_MS),
    updatedAt: new Date(arrived),
  };
}

async function makeMessage(
  /** @type {Desk} */ desk,
  /** @type {string} */ storeId,
  /** @type {string} */ vehicleId,
  /** @type {string} */ ownerId,
  /** @type {number} */ days,
) {
  const sent = desk.at(desk.dayAgo(days));
  const id = desk.idAt(sent);
  await desk.put('MessageEntity', {
    id,
    dedupeKey: `bench:${id}`,
    storeId,
    ownerId,
    vehicleId,
    kind: 'service_due',
    class: 'care',
    subjectType: null,
    subjectId: null,
    title: '保养提醒',
    body: '您的爱车快到保养时间了',
    words: {},
    page: null,
    actionLabel: null,
    state: 'accepted',
    channel: 'subscribe',
    accountId: null,
    why: '小程序订阅消息',
    attempts: 1,
    notBefore: new Date(sent),
    expiresAt: new Date(sent + 86_400_000),
    claimId: null,
    claimUntil: null,
    providerId: null,
    sentAt: new Date(sent),
    readAt: desk.random.chance(0.7) ? new Date(sent) : null,
    createdAt: new Date(sent),
  });
}

/**
 * A car of which no more is known than whose it is: its id.
 * @param {Desk} desk
 * @param {{ storeId: string, ownerId: string, vin: string, plate?: string }} car
 */
export async function putCar(desk, { storeId, ownerId, vin, plate }) {
  const id = desk.id();
  const at = new Date(desk.now);
  await desk.put('VehicleEntity', {
    id,
    storeId,
    ...desk.marked('vin', vin),
    ...(plate === undefined ? {} : desk.marked('plate', plate)),
    brand: '广汽丰田',
    model: '凯美瑞',
    soldHere: true,
    use: 'private',
    insuredHere: false,
    createdAt: at,
    updatedAt: at,
  });
  await desk.put('OwnerVehicleEntity', {
    ownerId,
    vehicleId: id,
    role: 'owner',
    createdAt: at,
    endedAt: null,
  });
  return id;
}
