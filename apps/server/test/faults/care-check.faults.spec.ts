import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planCareJob, tellCareJob } from '../../src/modules/care/index.js';
import { SendDue } from '../../src/modules/messaging/index.js';
import { newId } from '../../src/platform/database/index.js';
import { builtIn, clearCare, setRule } from '../support/care-rules.js';
import { makeStore, makeVehicle, type TestStore } from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { startWorld, type World } from '../support/world.js';
import { makeCrowd } from './support/crowd.js';
import { createRandom, FIRST_SEED, rounds } from './support/random.js';

const CARS = 12;
/** Of the car, its owner or its rule, between the plan and the send. */
const CHANGES = ['none', 'sold', 'renewed', 'edited', 'booked', 'opted-out'] as const;
type Change = (typeof CHANGES)[number];

let world: World;
let store: TestStore;
/** Its own edition of the rule is what is edited. */
let edited: TestStore;
beforeAll(async () => {
  world = await startWorld({ worker: 'manual' });
  store = await makeStore(world);
  edited = await makeStore(world, { code: 'S2' });
  await installTemplates(world);
});
beforeEach(clear);
afterAll(async () => {
  await world?.stop();
});

async function clear(): Promise<void> {
  world.simulator.world.inbox.clear();
  for (const table of ['message_attempt', 'message_cap', 'message_wish', 'booking'])
    await world.rows(`DELETE FROM ${table}`);
  await clearCare(world);
}

interface Told {
  vehicle_id: string;
  state: string;
  why: string;
}

interface Car {
  id: string;
  ownerId: string;
}

/**
 * Followers with a car each of which a reminder is due today: the insurance ends in thirty days, or, for those who are
 * to book, a service is near.
 */
async function carsFor(changes: readonly Change[]): Promise<Car[]> {
  const cars: Car[] = [];
  const crowd = await makeCrowd(world, changes.length, { follow: true });
  for (const [index, { ownerId }] of crowd.entries()) {
    const change = changes[index];
    const { id } = await makeVehicle(world, change === 'edited' ? edited.id : store.id, ownerId, {
      lastServiceOn: change === 'booked' ? '2026-08-28' : '2026-11-08',
      soldOn: '2022-05-06',
    });
    await world.rows("UPDATE vehicle SET `use` = 'other', insurance_expires_on = ? WHERE id = ?", [
      change === 'booked' ? null : '2026-12-18',
      id,
    ]);
    cars.push({ id, ownerId });
  }
  return cars;
}

async function planAndTell(planners: number): Promise<void> {
  for (const job of [planCareJob, tellCareJob])
    await Promise.all(Array.from({ length: planners }, () => world.run(job)));
}

/** Straight in the tables: nothing but the look before the send can know of it. */
async function change(cars: readonly Car[], changes: readonly Change[]): Promise<void> {
  const now = world.clock.date();
  for (const [index, { id, ownerId }] of cars.entries()) {
    switch (changes[index]) {
      case 'sold':
        await world.rows('UPDATE owner_vehicle SET ended_at = ? WHERE vehicle_id = ?', [now, id]);
        break;
      case 'renewed':
        await world.rows("UPDATE vehicle SET insurance_expires_on = '2027-12-18' WHERE id = ?", [id]);
        break;
      case 'booked':
        await world.rows(
          `INSERT INTO booking (id, store_id, owner_id, vehicle_id, open_vehicle_id, service_id, bay_id, advisor_id,
             advisor_chosen, starts_at, ends_at, state, source, note, check_in_code, revision, created_at, updated_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '2026-11-25 02:00', '2026-11-25 03:00', 'confirmed', 'owner', '', ?, 0, ?, ?)`,
          [
            newId(world.clock),
            store.id,
            ownerId,
            id,
            id,
            store.services.service,
            store.bayIds[0],
            newId(world.clock),
            id.slice(-8),
            now,
            now,
          ],
        );
        break;
      case 'opted-out':
        await world.rows(
          "INSERT INTO message_wish (owner_id, topic, channel, is_on, source, `at`) VALUES (?, 'due', 'all', 0, 'owner', ?)",
          [ownerId, now],
        );
        break;
    }
  }
  if (changes.includes('edited')) await editRule();
}

const NEW_TITLE = '续保提醒换了新说法';
async function editRule(): Promise<void> {
  const body = builtIn('insurance');
  for (const stage of body.stages) stage.title = NEW_TITLE;
  await setRule(world, edited.id, 'insurance', body);
}

/** One line for each car that was told what is no longer true, not told what is, or told twice. */
async function mistakes(cars: readonly Car[], changes: readonly Change[]): Promise<string[]> {
  const told = await world.rows<Told>('SELECT vehicle_id, state, why FROM message');
  const tries = await world.rows<{ vehicle_id: string; n: string }>(
    'SELECT m.vehicle_id, COUNT(*) AS n FROM message_attempt a JOIN message m ON m.id = a.message_id GROUP BY m.vehicle_id',
  );
  const wrong: string[] = [];
  for (const [index, { id }] of cars.entries()) {
    const mine = told.filter(({ vehicle_id }) => vehicle_id === id);
    const calls = Number(tries.find(({ vehicle_id }) => vehicle_id === id)?.n ?? 0);
    if (mine.length !== 1) wrong.push(`${mine.length} messages about one reminder`);
    const expected = changes[index] === 'none' ? 1 : 0;
    if (calls !== expected) wrong.push(`${changes[index]}: ${calls} sends instead of ${expected}`);
    if (expected === 0 && mine.some(({ state }) => state !== 'suppressed'))
      wrong.push(`${changes[index]}: not suppressed`);
  }
  return wrong;
}

const anyOf = (random: () => number): Change => CHANGES[Math.floor(random() * CHANGES.length)] ?? 'none';
const send = () => world.get(SendDue).run();

describe('a car, a rule or a wish that changes between the plan and the send', () => {
  it(`is told nothing untrue, the others are told once, with two planners and three senders: ${rounds(5)} seeds`, async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + rounds(5); seed += 1) {
      const random = createRandom(seed);
      // One of each at least.
      const changes = [...CHANGES, ...Array.from({ length: CARS - CHANGES.length }, () => anyOf(random))];
      const cars = await carsFor(changes);
      await planAndTell(2);
      await change(cars, changes);
      await Promise.all(Array.from({ length: 3 }, send));
      expect(await mistakes(cars, changes), `seed ${seed}`).toEqual([]);
      await clear();
    }
  });

  it('is told once by the new words when the rule was edited', async () => {
    const changes = Array.from({ length: 4 }, (): Change => 'edited');
    const cars = await carsFor(changes);
    await planAndTell(1);
    await change(cars, changes);
    await send();
    await planAndTell(2);
    await Promise.all(Array.from({ length: 3 }, send));
    for (const { id } of cars) {
      const said = await world.rows<{ title: string; state: string; tries: string }>(
        `SELECT m.title, m.state, COUNT(a.id) AS tries FROM message m LEFT JOIN message_attempt a ON a.message_id = m.id
          WHERE m.vehicle_id = ? GROUP BY m.id ORDER BY tries`,
        [id],
      );
      expect(said.map(({ title, tries }) => [title === NEW_TITLE, Number(tries)])).toEqual([
        [false, 0],
        [true, 1],
      ]);
    }
  });

  it('is caught when nobody looks again before the send', async () => {
    const changes = Array.from({ length: CARS }, (_, index): Change => CHANGES[1 + (index % 4)] ?? 'sold');
    const cars = await carsFor(changes);
    await planAndTell(1);
    await change(cars, changes);
    // A message that speaks of nothing in particular is not looked at again.
    await world.rows('UPDATE message SET subject_type = NULL, subject_id = NULL');
    await send();
    const wrong = (await mistakes(cars, changes)).join();
    for (const what of ['sold', 'renewed', 'edited', 'booked'])
      expect(wrong).toContain(`${what}: 1 sends instead of 0`);
  });

  it('is caught when wishes are asked only while planning', async () => {
    const changes = Array.from({ length: 4 }, (): Change => 'opted-out');
    const cars = await carsFor(changes);
    await planAndTell(1);
    await change(cars, changes);
    // What a sender would know that keeps the wishes of the morning.
    await world.rows('DELETE FROM message_wish');
    await send();
    expect((await mistakes(cars, changes)).join()).toContain('opted-out: 1 sends instead of 0');
  });

  it('is caught when two planners count first and write then', async () => {
    const changes = Array.from({ length: CARS }, (): Change => 'none');
    const cars = await carsFor(changes);
    await planAndTell(1);
    // What a second planner would leave behind that had looked before the first one wrote.
    await world.rows(
      `INSERT INTO message (id, dedupe_key, store_id, owner_id, vehicle_id, kind, class, title, body, words, state, why,
         attempts, not_before, expires_at, created_at)
       SELECT CONCAT(LEFT(id, 25), IF(RIGHT(id, 1) = 'Z', 'Y', 'Z')), CONCAT(dedupe_key, ':2'), store_id, owner_id, vehicle_id, kind, class, title, body,
         words, 'planned', why, 0, not_before, expires_at, created_at FROM message LIMIT 1`,
    );
    expect((await mistakes(cars, changes)).join()).toContain('2 messages about one reminder');
  });
});
