import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planCareJob, tellCareJob } from '../../src/modules/care/index.js';
import { SendDue } from '../../src/modules/messaging/index.js';
import { makeStore, makeVehicle, type TestStore } from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { startWorld, type World } from '../support/world.js';
import { makeCrowd } from './support/crowd.js';
import { createRandom, FIRST_SEED, rounds } from './support/random.js';

const CARS = 12;
type Change = 'none' | 'sold' | 'renewed';

let world: World;
let store: TestStore;
beforeAll(async () => {
  world = await startWorld({ worker: 'manual' });
  store = await makeStore(world);
  await installTemplates(world);
});
beforeEach(clear);
afterAll(async () => {
  await world?.stop();
});

async function clear(): Promise<void> {
  world.simulator.world.inbox.clear();
  for (const table of ['care_item', 'care_progress', 'message', 'message_attempt', 'message_cap'])
    await world.rows(`DELETE FROM ${table}`);
  for (const table of ['owner_vehicle', 'vehicle']) await world.rows(`DELETE FROM ${table}`);
}

interface Told {
  vehicle_id: string;
  state: string;
  why: string;
}

/** Followers with a car each whose insurance ends in thirty days: a reminder is due today. */
async function insuredCars(): Promise<string[]> {
  const cars: string[] = [];
  for (const { ownerId } of await makeCrowd(world, CARS, { follow: true })) {
    const options = { lastServiceOn: '2026-11-08', soldOn: '2022-05-06' };
    const { id } = await makeVehicle(world, store.id, ownerId, options);
    await world.rows("UPDATE vehicle SET `use` = 'other', insurance_expires_on = '2026-12-18' WHERE id = ?", [
      id,
    ]);
    cars.push(id);
  }
  return cars;
}

async function planAndTell(planners: number): Promise<void> {
  for (const job of [planCareJob, tellCareJob])
    await Promise.all(Array.from({ length: planners }, () => world.run(job)));
}

async function change(cars: readonly string[], changes: readonly Change[]): Promise<void> {
  for (const [index, car] of cars.entries()) {
    if (changes[index] === 'sold')
      await world.rows('UPDATE owner_vehicle SET ended_at = ? WHERE vehicle_id = ?', [
        world.clock.date(),
        car,
      ]);
    if (changes[index] === 'renewed')
      await world.rows("UPDATE vehicle SET insurance_expires_on = '2027-12-18' WHERE id = ?", [car]);
  }
}

/** One line for each car that was told what is no longer true, not told what is, or told twice. */
async function mistakes(cars: readonly string[], changes: readonly Change[]): Promise<string[]> {
  const told = await world.rows<Told>('SELECT vehicle_id, state, why FROM message');
  const tries = await world.rows<{ vehicle_id: string; n: string }>(
    'SELECT m.vehicle_id, COUNT(*) AS n FROM message_attempt a JOIN message m ON m.id = a.message_id GROUP BY m.vehicle_id',
  );
  const wrong: string[] = [];
  for (const [index, car] of cars.entries()) {
    const mine = told.filter(({ vehicle_id }) => vehicle_id === car);
    const calls = Number(tries.find(({ vehicle_id }) => vehicle_id === car)?.n ?? 0);
    if (mine.length !== 1) wrong.push(`${mine.length} messages about one reminder`);
    const expected = changes[index] === 'none' ? 1 : 0;
    if (calls !== expected) wrong.push(`${changes[index]}: ${calls} sends instead of ${expected}`);
    if (expected === 0 && mine.some(({ state }) => state !== 'suppressed'))
      wrong.push(`${changes[index]}: not suppressed`);
  }
  return wrong;
}

describe('a car that changes between the plan and the send', () => {
  it(`is told nothing untrue, the others are told once, with two planners and three senders: ${rounds(5)} seeds`, async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + rounds(5); seed += 1) {
      const random = createRandom(seed);
      const cars = await insuredCars();
      await planAndTell(2);
      const changes = cars.map(
        (): Change => (['none', 'sold', 'renewed'] as const)[Math.floor(random() * 3)] ?? 'none',
      );
      await change(cars, changes);
      await Promise.all(Array.from({ length: 3 }, () => world.get(SendDue).run()));
      expect(await mistakes(cars, changes), `seed ${seed}`).toEqual([]);
      await clear();
    }
  });

  it('is caught when nobody looks again before the send', async () => {
    const cars = await insuredCars();
    await planAndTell(1);
    const changes = cars.map((_, index): Change => (index % 2 === 0 ? 'sold' : 'renewed'));
    await change(cars, changes);
    // A message that speaks of nothing in particular is not looked at again.
    await world.rows('UPDATE message SET subject_type = NULL, subject_id = NULL');
    await world.get(SendDue).run();
    expect((await mistakes(cars, changes)).join()).toContain('sends instead of 0');
  });

  it('is caught when two planners count first and write then', async () => {
    const cars = await insuredCars();
    await planAndTell(1);
    // What a second planner would leave behind that had looked before the first one wrote.
    await world.rows(
      `INSERT INTO message (id, dedupe_key, store_id, owner_id, vehicle_id, kind, class, title, body, words, state, why,
         attempts, not_before, expires_at, created_at)
       SELECT CONCAT(LEFT(id, 25), IF(RIGHT(id, 1) = 'Z', 'Y', 'Z')), CONCAT(dedupe_key, ':2'), store_id, owner_id, vehicle_id, kind, class, title, body,
         words, 'planned', why, 0, not_before, expires_at, created_at FROM message LIMIT 1`,
    );
    const wrong = await mistakes(
      cars,
      cars.map((): Change => 'none'),
    );
    expect(wrong.join()).toContain('2 messages about one reminder');
  });
});
