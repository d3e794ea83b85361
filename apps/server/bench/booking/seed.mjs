// Fills an empty database for the booking suite: node booking/seed.mjs, BENCH_INPUT {"people": n, "sessions": n}. Two stores of 20 bays, 20
// services and 20 advisors: the first is empty and is booked, the second has a full diary and is looked at. The last line is
// one JSON object: both stores, sessions of a class, and people with a car of the first store and a log-in.
import 'reflect-metadata';
import { openDesk } from '../desk.mjs';
import { makeCars } from '../seed-cars.mjs';
import { fillDiary } from '../seed-diary.mjs';
import { logIn } from '../seed-log-ins.mjs';
import { makeStores, putStaff } from '../seed-stores.mjs';
import { makeClasses } from './seed-classes.mjs';

const SIZE = 20;

const { people, sessions } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}');
const desk = await openDesk();
const stores = await makeStores(desk);
const [first, second] =
  /** @type {[import('../seed-stores.mjs').Store, import('../seed-stores.mjs').Store]} */ (stores);
for (const store of stores) await enlarge(store);
const owners = await makeCars(desk, [first], people * 2);
const carOf = new Map(first.cars.map((car) => [car.ownerId, car.id]));
const booking = owners.slice(0, people);
const tokens = await logIn(desk, booking);
await makeCars(desk, [second], 0);
second.cars.push(...(await diaryCars()));
await fillDiary(desk, second);
const sessionIds = await makeClasses(desk, first.id, { sessions, seats: SIZE });
const rows = await desk.close();
const told = stores.map(({ id, services, advisors }) => ({
  id,
  serviceId: services.find(({ kind }) => kind === 'service')?.id,
  advisorId: advisors[0]?.id,
}));
process.stdout.write(
  `${JSON.stringify({
    rows,
    stores: told,
    sessionIds,
    people: booking.map((ownerId, index) => ({ token: tokens[index], vehicleId: carOf.get(ownerId) })),
  })}\n`,
);

/** Up to 20 bays of the kind of periodic service, 20 services, 20 advisors. */
async function enlarge(/** @type {import('../seed-stores.mjs').Store} */ store) {
  const [model] = store.services.filter(({ kind }) => kind === 'service');
  if (!model) throw new Error('no periodic service');
  const kind = model.bayKind;
  for (let index = store.bays.filter((bay) => bay.kind === kind).length; index < SIZE; index += 1) {
    const bay = {
      id: desk.id(),
      storeId: store.id,
      code: `X-${index}`,
      name: `工位 ${index}`,
      kind,
      active: true,
    };
    await desk.put('BayEntity', bay);
    store.bays.push(bay);
  }
  for (let index = store.services.length; index < SIZE; index += 1) {
    const service = { ...model, id: desk.id(), code: `X-${index}`, name: `项目 ${index}`, kind: 'repair' };
    await desk.put('ServiceItemEntity', service);
  }
  for (let index = store.advisors.length; index < SIZE; index += 1) {
    const login = `bench-x-${store.code.toLowerCase()}-${index}`;
    const name = `顾问${index}`;
    const id = await putStaff(desk, { storeId: store.id, role: 'advisor', login, name });
    store.advisors.push({ id, name });
  }
}

/** Cars for the diary of the second store: nobody of them books. */
async function diaryCars() {
  return first.cars.splice(people + (people >> 1));
}
