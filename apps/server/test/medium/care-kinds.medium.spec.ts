import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sendJob } from '../../src/modules/messaging/index.js';
import { workCare } from '../support/care-work.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestOwner,
  type TestStore,
} from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { NOON, startWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let world: World;
let store: TestStore;

beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world);
  await installTemplates(world);
  await makeStaff(world, 'advisor', [store.id]);
});
afterAll(async () => {
  await world?.stop();
});
afterEach(() => world.clock.set(NOON));

const work = () => workCare(world);
/** A car that has no service due for months. */
async function quietCar(owner: TestOwner | null, columns: Record<string, unknown> = {}): Promise<string> {
  const { id } = await makeVehicle(world, store.id, owner?.ownerId ?? null, {
    lastServiceOn: '2026-11-08',
    soldOn: '2022-05-06',
  });
  await change(id, { use: 'other', ...columns });
  return id;
}
async function change(vehicleId: string, columns: Record<string, unknown>): Promise<void> {
  for (const [column, value] of Object.entries(columns)) {
    await world.rows(`UPDATE vehicle SET \`${column}\` = ?, updated_at = ? WHERE id = ?`, [
      value,
      world.clock.date(),
      vehicleId,
    ]);
  }
}
const setOwner = (owner: TestOwner, column: string, value: unknown) =>
  world.rows(`UPDATE owner SET \`${column}\` = ? WHERE id = ?`, [value, owner.ownerId]);
const statesOf = async (vehicleId: string) =>
  Object.fromEntries(
    (
      await world.rows<{ rule: string; stage: number; state: string }>(
        'SELECT rule, stage, state FROM care_item WHERE vehicle_id = ?',
        [vehicleId],
      )
    ).map((item) => [`${item.rule} ${item.stage}`, item.state]),
  );
const plannedOf = async (vehicleId: string, rule: string) =>
  Object.entries(await statesOf(vehicleId)).filter(
    ([key, state]) => key.startsWith(rule) && state === 'planned',
  );
interface Said {
  id: string;
  kind: string;
  class: string;
  state: string;
  channel: string | null;
  title: string;
  body: string;
  why: string;
}
const messagesOf = (vehicleId: string) =>
  world.rows<Said>("SELECT * FROM message WHERE vehicle_id = ? AND class <> 'service' ORDER BY id", [
    vehicleId,
  ]);
const noonOf = (date: string) => Date.parse(`${date}T02:00:00.000Z`);

describe('each kind of reminder', () => {
  it.each([
    ['insurance', { insurance_expires_on: '2026-12-18' }, -30, '12月18日到期', 'official_account'],
    ['inspection', { sold_on: '2022-11-20', use: 'private' }, -30, '年检', 'official_account'],
    ['warranty', { sold_on: '2023-12-10' }, -30, '免费检查', 'official_account'],
    ['win_back', { due_on: '2026-08-10', last_paid_visit_on: '2026-05-10' }, 90, '上次到店', 'inbox'],
  ] as const)('tells %s once, at its time, with its words', async (rule, columns, stage, word, channel) => {
    const owner = await makeOwner(world);
    const car = await quietCar(owner, columns);
    if (rule === 'inspection') world.clock.set(noonOf('2028-11-02'));
    await work();
    await work();
    expect(await statesOf(car)).toMatchObject({ [`${rule} ${stage}`]: 'told' });
    const said = (await messagesOf(car)).filter(
      ({ kind }) => kind === (rule === 'win_back' ? rule : `${rule}_due`),
    );
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ channel, class: rule === 'win_back' ? 'marketing' : 'care' });
    expect(`${said[0]?.title}${said[0]?.body}`).toContain(word);
  });

  it('tells every stage of a renewal on its day, never twice', async () => {
    const owner = await makeOwner(world);
    const car = await quietCar(owner, { insurance_expires_on: '2026-12-18' });
    for (let day = 0; day < 32; day += 1) {
      world.clock.set(NOON + day * DAY);
      await work();
    }
    const states = await statesOf(car);
    expect([states['insurance -30'], states['insurance -15'], states['insurance -7']]).toEqual([
      'told',
      'told',
      'told',
    ]);
    expect((await messagesOf(car)).filter(({ kind }) => kind === 'insurance_due')).toHaveLength(3);
  });

  it('says what falls due together in one message, and a booking made from it names the rest', async () => {
    const owner = await makeOwner(world);
    const car = await quietCar(owner, { insurance_expires_on: '2026-12-18', sold_on: '2023-12-10' });
    await work();
    const said = await messagesOf(car);
    expect(said).toHaveLength(1);
    expect(said[0]?.body).toMatch(/另外，.+，可以一次办好。$/);
    const page = await owner.client.booking.prefill({ query: { messageId: said[0]?.id ?? '' } });
    // What leads the message is work of no service, so that it is named beside what came along.
    expect(page.note).toMatch(/^请一并办理：.+12月1[08]日到期，.+12月1[08]日到期$/);
  });

  it('does not remind a car of inspection that only a person can judge, nor of a warranty that is driven up', async () => {
    const owner = await makeOwner(world);
    const car = await quietCar(owner, { sold_on: '2023-12-10', use: 'taxi', latest_km: 60_001 });
    await work();
    expect(await statesOf(car)).not.toHaveProperty('warranty -30');
    expect(Object.keys(await statesOf(car)).filter((key) => key.startsWith('inspection'))).toEqual([]);
    expect(await messagesOf(car)).toEqual([]);
  });

  it('tells a licence and a birthday to their person once, whatever the number of cars', async () => {
    const owner = await makeOwner(world);
    await setOwner(owner, 'licence_expires_on', '2026-12-02');
    const first = await quietCar(owner);
    world.clock.advance(1_000);
    const second = await quietCar(owner);
    await work();
    expect(await statesOf(first)).toMatchObject({ 'licence -15': 'told' });
    expect(await statesOf(second)).not.toHaveProperty('licence -15');
    const [said, ...more] = await messagesOf(first);
    expect(more).toEqual([]);
    expect(said).toMatchObject({ kind: 'licence_due', channel: 'official_account' });
    await setOwner(owner, 'licence_expires_on', '2032-12-02');
    await change(first, {});
    world.clock.set(NOON + DAY);
    await work();
    expect(await plannedOf(first, 'licence')).toEqual([]);
  });

  it('wishes a happy birthday in the inbox on the day, and not a day late', async () => {
    const [sun, moon, late] = [await makeOwner(world), await makeOwner(world), await makeOwner(world)];
    await setOwner(sun, 'birthday_on', '1990-11-19');
    await setOwner(sun, 'birthday_calendar', 'solar');
    // The eleventh of the tenth lunar month is 19 November in 2026.
    await setOwner(moon, 'birthday_on', '1985-10-11');
    await setOwner(moon, 'birthday_calendar', 'lunar');
    await setOwner(late, 'birthday_on', '1990-11-18');
    await setOwner(late, 'birthday_calendar', 'solar');
    const cars = [await quietCar(sun), await quietCar(moon), await quietCar(late)];
    world.clock.set(NOON + 13 * HOUR);
    await work();
    for (const car of cars) expect(await messagesOf(car)).toEqual([]);
    world.clock.set(NOON + DAY);
    await work();
    for (const car of cars.slice(0, 2)) {
      const [wish, ...more] = await messagesOf(car);
      expect(more).toEqual([]);
      expect(wish).toMatchObject({ kind: 'birthday', class: 'care', channel: 'inbox', title: '生日快乐' });
    }
    expect(await messagesOf(cars[2] ?? '')).toEqual([]);
  });
});

describe('what changes meanwhile', () => {
  it('takes back a renewal that was done before the morning, and follows a moved date', async () => {
    world.clock.set(NOON + 12 * HOUR);
    const owner = await makeOwner(world);
    const car = await quietCar(owner, { insurance_expires_on: '2026-12-18' });
    await work();
    expect((await messagesOf(car))[0]?.state).toBe('held');
    await change(car, { insurance_expires_on: '2027-12-18' });
    world.clock.set(NOON + DAY);
    await work();
    const [message] = await messagesOf(car);
    expect([message?.state, message?.why]).toEqual(['suppressed', '保险日期已更新，不再提醒。']);
    expect(await plannedOf(car, 'insurance')).toEqual([]);
    await change(car, { insurance_expires_on: '2026-12-20' });
    world.clock.set(noonOf('2026-11-20'));
    await work();
    expect((await messagesOf(car)).filter(({ channel }) => channel === 'official_account')).toHaveLength(1);
  });

  it('says nothing about a car that the owner has sold', async () => {
    world.clock.set(NOON + 12 * HOUR);
    const owner = await makeOwner(world);
    const car = await quietCar(owner, { insurance_expires_on: '2026-12-18' });
    await work();
    await world.rows('UPDATE owner_vehicle SET ended_at = ? WHERE vehicle_id = ?', [world.clock.date(), car]);
    world.clock.set(NOON + DAY);
    await work();
    const [message] = await messagesOf(car);
    expect([message?.state, message?.why]).toEqual(['suppressed', '车辆已不在这位车主名下。']);
  });

  it('does not win back whoever came, and respects who wants no marketing', async () => {
    const lost = { due_on: '2026-08-20', last_paid_visit_on: '2026-05-20' };
    const [came, refused] = [await makeOwner(world), await makeOwner(world)];
    const back = await quietCar(came, lost);
    const quiet = await quietCar(refused, lost);
    await refused.client.preference.save({ body: { topics: [{ topic: 'offers', on: false }] } });
    await work();
    expect(await statesOf(back)).toMatchObject({ 'win_back 90': 'told' });
    expect(await statesOf(quiet)).toMatchObject({ 'win_back 90': 'stopped', 'win_back 180': 'planned' });
    await change(back, { last_paid_visit_on: '2026-11-18', due_on: '2027-02-18' });
    world.clock.set(NOON + DAY);
    await work();
    expect(await statesOf(back)).toMatchObject({ 'win_back 180': 'stopped', 'win_back 270': 'stopped' });
  });
});

describe('one visit, everything done', () => {
  it('makes one message of what is due on the same day and names the rest', async () => {
    const owner = await makeOwner(world);
    const { id: car } = await makeVehicle(world, store.id, owner.ownerId, { lastServiceOn: '2026-08-28' });
    await change(car, { insurance_expires_on: '2026-12-18', sold_on: '2023-12-24' });
    await work();
    const [message, ...more] = await messagesOf(car);
    expect(more).toEqual([]);
    expect(message?.kind).toBe('service_due');
    expect(message?.body).toContain('车险12月18日到期');
    expect(message?.body).toContain('质保12月24日到期');
    const told = await world.rows<{ rule: string; message_id: string }>(
      "SELECT rule, message_id FROM care_item WHERE vehicle_id = ? AND state = 'told' ORDER BY rule",
      [car],
    );
    expect(told.map(({ rule }) => rule)).toEqual(['insurance', 'service', 'warranty']);
    expect(new Set(told.map(({ message_id }) => message_id))).toEqual(new Set([message?.id]));
    expect(await world.phones.deliveries(owner.openid)).toHaveLength(1);
  });

  it('tells the renewal by itself when the service is booked before the morning', async () => {
    world.clock.set(NOON + 12 * HOUR);
    const owner = await makeOwner(world);
    const { id: car } = await makeVehicle(world, store.id, owner.ownerId, { lastServiceOn: '2026-08-20' });
    await change(car, { insurance_expires_on: '2026-12-18', use: 'other', sold_on: '2022-01-01' });
    await work();
    const prefill = await owner.client.booking.prefill({ query: { vehicleId: car } });
    await owner.client.booking.create({
      body: {
        vehicleId: car,
        storeId: store.id,
        serviceId: store.services.service,
        advisorId: null,
        startsAt: prefill.slots.firstFreeAt ?? '',
      },
    });
    world.clock.set(NOON + DAY);
    await work();
    const said = await messagesOf(car);
    expect(said.map(({ kind, state }) => [kind, state === 'suppressed'])).toEqual([
      ['service_due', true],
      ['insurance_due', false],
    ]);
    expect(said[1]?.body).not.toContain('保养');
  });

  it('tells what is still true when a part of the message is not', async () => {
    world.clock.set(NOON + 12 * HOUR);
    const owner = await makeOwner(world);
    const { id: car } = await makeVehicle(world, store.id, owner.ownerId, { lastServiceOn: '2026-08-28' });
    await change(car, { insurance_expires_on: '2026-12-18', use: 'other', sold_on: '2022-01-01' });
    await work();
    await change(car, { insurance_expires_on: '2027-12-18' });
    world.clock.set(NOON + DAY);
    await world.run(sendJob);
    await work();
    const said = await messagesOf(car);
    expect(said.map(({ kind, channel }) => [kind, channel])).toEqual([
      ['service_due', null],
      ['service_due', 'official_account'],
    ]);
    expect(said[1]?.body).not.toContain('车险');
  });
});
