import { privacyVersion } from '@cheban/contracts';
import { addDays, addMonths, DAY_MS } from '@cheban/kernel';
import { openDesk } from '../bench/desk.mjs';
import { putSession } from '../bench/seed-log-ins.mjs';
import { makeStores, personName, putStaff } from '../bench/seed-stores.mjs';
import { TemplateSetup } from '../dist/modules/messaging/index.js';
import { VehicleCare } from '../dist/modules/vehicle/index.js';
import { UnitOfWork } from '../dist/platform/database/index.js';
import { temperOf } from './temper.mjs';

/** Longer than any year that is played: nobody has to log in again. */
const LOGGED_IN_DAYS = 900;
const CARS_A_CHUNK = 250;

/**
 * @typedef {object} Car
 * @property {string} id
 * @property {number} number
 * @property {string} plate
 * @property {string} storeId
 * @property {Person} owner
 * @property {number} km odometer on the first day
 * @property {number} perDay km a day
 * @property {number | null} soldAt when its owner sold it
 * @property {string | null} bookingId open booking
 *
 * @typedef {object} Person
 * @property {string} id
 * @property {number} number
 * @property {string | null} openid null: nobody has seen the app on this phone
 * @property {string | null} accountId
 * @property {string | null} token
 * @property {import('./temper.mjs').Temper} temper
 * @property {Car[]} cars
 * @property {boolean} optedOut wants no reminders of what falls due any more
 */

/**
 * The two stores with everybody and everything, on the first day.
 * @param {{ startMs: number, seed: number, cars: number, fate: import('./dice.mjs').Fate }} plan
 */
export async function makeGroup({ startMs, seed, cars: count, fate }) {
  const desk = await openDesk({ now: startMs, seed });
  const session = async (/** @type {'owner' | 'staff'} */ kind, /** @type {string} */ subjectId) =>
    (await putSession(desk, kind, subjectId, LOGGED_IN_DAYS)).token;
  const stores = [];
  for (const store of await makeStores(desk)) {
    const [advisor] = store.advisors;
    /** The log-in of one more person of the store. */
    const hires = async (/** @type {'technician' | 'marketing' | 'manager'} */ role) => {
      const login = `year-${role}-${store.code.toLowerCase()}`;
      const id = await putStaff(desk, { storeId: store.id, role, login, name: personName(desk) });
      return session('staff', id);
    };
    stores.push({
      ...store,
      advisor: await session('staff', String(advisor?.id)),
      technician: await hires('technician'),
      marketing: await hires('marketing'),
      manager: await hires('manager'),
    });
  }
  /** @type {Person[]} */
  const people = [];
  /** @type {Car[]} */
  const cars = [];
  for (let number = 0; number < count; number += 1) {
    const store = /** @type {(typeof stores)[number]} */ (stores[number % stores.length]);
    const second = number % 5 === 4 ? people.at(-2) : undefined;
    const owner = second ?? (await makePerson(desk, people.length, fate, session));
    if (!second) people.push(owner);
    const car = await makeCar(desk, store, owner, number);
    owner.cars.push(car);
    cars.push(car);
  }
  await desk.close();
  return { stores, people, cars };
}

/** @typedef {Awaited<ReturnType<typeof makeGroup>>} Group */
/** @typedef {Group['stores'][number]} YearStore */

/** Templates, and what the server makes of the past of the cars: pace, last visit, next due. */
export async function settleGroup(/** @type {import('./copy.mjs').Copy} */ copy, /** @type {Group} */ group) {
  const uow = copy.get(UnitOfWork);
  await uow.run((tx) => copy.get(TemplateSetup).installDefaultTemplates(tx));
  const care = copy.get(VehicleCare);
  for (let from = 0; from < group.cars.length; from += CARS_A_CHUNK) {
    const ids = group.cars.slice(from, from + CARS_A_CHUNK).map(({ id }) => id);
    await uow.run((tx) => care.recompute(tx, ids));
  }
  for (const person of group.people) {
    if (person.openid === null) continue;
    copy.simulator.world.putPerson({
      openid: person.openid,
      oaOpenid: `oa-${person.openid}`,
      unionid: `union-${person.openid}`,
      nickname: `车主${person.number}`,
      phone: phoneOf(person.number),
      plate: person.cars[0]?.plate ?? '',
      follower: person.temper.follows,
    });
  }
}

const phoneOf = (/** @type {number} */ number) => `137${String(number).padStart(8, '0')}`;

async function makePerson(
  /** @type {import('../bench/desk.mjs').Desk} */ desk,
  /** @type {number} */ number,
  /** @type {import('./dice.mjs').Fate} */ fate,
  /** @type {(kind: 'owner' | 'staff', id: string) => Promise<string>} */ session,
) {
  const temper = temperOf(fate('temper', number));
  const id = desk.id();
  const phone = phoneOf(number);
  const at = new Date(desk.now);
  await desk.put('OwnerEntity', {
    id,
    name: personName(desk),
    sex: desk.random.pick(['male', 'female', 'unknown']),
    ...desk.marked('phone', phone),
    birthdayOn: addDays(addMonths(desk.today, -12 * desk.random.int(24, 62)), desk.random.int(-180, 180)),
    birthdayCalendar: desk.random.chance(0.15) ? 'lunar' : 'solar',
    region: '山西省太原市',
    occupation: null,
    hobbies: null,
    licenceExpiresOn: desk.random.chance(0.5) ? addDays(desk.today, desk.random.int(-60, 2_500)) : null,
    remark: null,
    createdAt: at,
    updatedAt: at,
  });
  /** @type {Person} */
  const person = {
    id,
    number,
    openid: null,
    accountId: null,
    token: null,
    temper,
    cars: [],
    optedOut: false,
  };
  if (!temper.hasApp) return person;
  const accountId = desk.id();
  const openid = `year-mini-${number}`;
  await desk.put('AccountEntity', {
    id: accountId,
    ownerId: id,
    miniOpenid: openid,
    miniIndex: desk.cipher.index('mini', openid),
    officialOpenid: temper.follows ? `oa-${openid}` : null,
    officialIndex: temper.follows ? desk.cipher.index('official', `oa-${openid}`) : null,
    unionid: `union-${openid}`,
    unionIndex: desk.cipher.index('union', `union-${openid}`),
    follower: temper.follows,
    consentVersion: privacyVersion,
    consentAt: at,
    createdAt: at,
    lastSeenAt: at,
  });
  return { ...person, openid, accountId, token: await session('owner', accountId) };
}

/** A car with its readings and paid services, up to some day before the year begins. */
async function makeCar(
  /** @type {import('../bench/desk.mjs').Desk} */ desk,
  /** @type {{ id: string, brand: string, cycleMonths: number, advisors: { id: string, name: string }[] }} */ store,
  /** @type {Person} */ owner,
  /** @type {number} */ number,
) {
  const { random } = desk;
  const soldDays = random.int(10, 2_600);
  const perDay = random.int(15, 60);
  const km = 20 + soldDays * perDay;
  const id = desk.idAt(desk.now - soldDays * DAY_MS);
  const vin = `LVGYEAR${String(number).padStart(10, '0')}`;
  const plate = `晋A${String(number).padStart(5, '0')}`;
  const advisor = random.pick(store.advisors);
  const at = new Date(desk.now);
  const soldOn = desk.dayAgo(soldDays);
  const expires = addMonths(soldOn, 12 * (1 + Math.floor(soldDays / 365)));
  await desk.put('VehicleEntity', {
    id,
    storeId: store.id,
    ...desk.marked('vin', vin),
    ...desk.marked('plate', plate),
    brand: store.brand,
    model: random.pick(['凯美瑞', '汉兰达', '威兰达']),
    modelYear: Number(soldOn.slice(0, 4)),
    colour: random.pick(['白', '黑', '银']),
    soldOn,
    soldHere: random.chance(0.85),
    use: 'private',
    insuranceExpiresOn: random.chance(0.8) ? expires : null,
    insurer: random.pick(['人保', '平安', '太保']),
    insuredHere: random.chance(0.5),
    advisorId: advisor.id,
    advisorName: advisor.name,
    createdAt: at,
    updatedAt: at,
  });
  await desk.put('OwnerVehicleEntity', {
    ownerId: owner.id,
    vehicleId: id,
    role: 'owner',
    createdAt: at,
    endedAt: null,
  });
  const gap = store.cycleMonths * random.int(28, 45);
  // Some have come for the last time long ago.
  const lastDays = random.int(3, random.chance(0.25) ? 500 : gap);
  for (let days = lastDays, index = 0; days < soldDays - 20 && index < 4; days += gap, index += 1) {
    await desk.put('ServiceRecordEntity', {
      id: desk.id(),
      storeId: store.id,
      orderNo: `Y${number}-${index}`,
      vehicleId: id,
      on: desk.dayAgo(days),
      km: km - days * perDay,
      kind: '保养',
      isService: true,
      paidFen: random.int(40_000, 150_000),
      settled: true,
      advisorName: advisor.name,
      visitId: null,
      createdAt: at,
    });
    await desk.put('MileageReadingEntity', {
      id: desk.id(),
      vehicleId: id,
      km: km - days * perDay,
      readOn: desk.dayAgo(days),
      source: 'import',
      state: 'ok',
      reason: null,
      createdAt: at,
    });
  }
  /** @type {Car} */
  const car = { id, number, plate, storeId: store.id, owner, km, perDay, soldAt: null, bookingId: null };
  return car;
}
