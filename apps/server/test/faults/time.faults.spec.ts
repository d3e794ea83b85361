import { HOUR_MS } from '@cheban/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Messages, SendDue } from '../../src/modules/messaging/index.js';
import { newId } from '../../src/platform/database/index.js';
import { makeStore, type TestStore } from '../support/factories.js';
import { NOON, startWorld, type World } from '../support/world.js';
import { checkBooks, countStates, emptyTables, readBooks } from './support/books.js';
import { installMarkedTemplates, makeCrowd, planCrowd } from './support/crowd.js';
import { createRandom, FIRST_SEED, pause, rounds } from './support/random.js';

const EIGHT = NOON - 2 * HOUR_MS;

let world: World;
let store: TestStore;
beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  store = await makeStore(world);
  await installMarkedTemplates(world);
});
afterEach(async () => {
  world.clock.set(NOON);
  world.simulator.world.inbox.clear();
  await emptyTables(world, ['message', 'message_attempt', 'message_cap']);
});
afterAll(async () => {
  await world?.stop();
});

describe('a server that was away', () => {
  it('from 8 to 13: what has expired is not sent and counts as missed, the rest goes out once', async () => {
    world.clock.set(EIGHT);
    const crowd = await makeCrowd(world, 200);
    const late = await planCrowd(world, store, crowd.slice(0, 100), { expiresAt: EIGHT + 4 * HOUR_MS });
    const open = await planCrowd(world, store, crowd.slice(100), { expiresAt: EIGHT + 8 * HOUR_MS });
    world.clock.set(EIGHT + 5 * HOUR_MS);
    await world.get(SendDue).run();
    const books = await readBooks(world);
    expect(checkBooks(books, { planned: [...late.marks, ...open.marks], inFlight: 0 })).toEqual([]);
    expect(countStates(books).expired).toBe(100);
    expect(new Set(books.delivered.map(({ mark }) => mark))).toEqual(new Set(open.marks));
    for (const { state, why } of books.intents)
      if (state === 'expired') expect(why).toContain('已过有效时间');
  });

  it('is caught when expired messages are sent after all', async () => {
    world.clock.set(EIGHT);
    const { marks } = await planCrowd(world, store, await makeCrowd(world, 20), {
      expiresAt: EIGHT + 4 * HOUR_MS,
    });
    // A sender that does not look at the time sends them; the books are set right afterwards.
    await world.get(SendDue).run();
    await world.rows("UPDATE message SET state = 'expired'");
    expect(checkBooks(await readBooks(world), { planned: marks, inFlight: 0 }).join()).toContain(
      'told, but the books say expired',
    );
  });
});

describe('a clock that is set back an hour', () => {
  it('sends nobody twice, and frees what a dead worker had claimed before', async () => {
    const crowd = await makeCrowd(world, 100);
    const first = await planCrowd(world, store, crowd, { notBefore: NOON - 2 * HOUR_MS });
    await world.get(SendDue).run();
    const second = await planCrowd(world, store, crowd, { notBefore: NOON - 2 * HOUR_MS });
    // A worker took these and died; then the clock went back.
    await world.rows("UPDATE message SET claim_id = 'dead', claim_until = ? WHERE state = 'planned'", [
      new Date(NOON + 60_000),
    ]);
    await world.rows(
      "INSERT INTO lease (name, holder, until_at) VALUES ('messaging.sweep', 'dead', ?) ON DUPLICATE KEY UPDATE holder = 'dead', until_at = VALUES(until_at)",
      [new Date(NOON + 30_000)],
    );
    await world.rows(
      "UPDATE message SET state = 'sending', channel = 'subscribe' WHERE state = 'planned' ORDER BY id LIMIT 10",
    );
    world.clock.set(NOON - HOUR_MS);
    await world.get(SendDue).run();
    const books = await readBooks(world);
    expect(checkBooks(books, { planned: [...first.marks, ...second.marks], inFlight: 10 })).toEqual([]);
    expect(countStates(books).unknown).toBe(10);
  });
});

describe('the checker of a clock that was set back', () => {
  it('sees messages that nobody takes because an old claim is believed', async () => {
    const { marks } = await planCrowd(world, store, await makeCrowd(world, 20), {
      notBefore: NOON - 2 * HOUR_MS,
    });
    world.clock.set(NOON - HOUR_MS);
    // What a sender would see that believes every claim until its hour has come: here, one that is believable.
    await world.rows("UPDATE message SET claim_id = 'dead', claim_until = ? LIMIT 5", [
      new Date(NOON - HOUR_MS + 30_000),
    ]);
    await world.get(SendDue).run();
    const wrong = checkBooks(await readBooks(world), { planned: marks, inFlight: 0 });
    expect(wrong.join()).toContain('left as planned');
  });

  it('sees messages that are told again because their hour has come again', async () => {
    const { marks } = await planCrowd(world, store, await makeCrowd(world, 20, { follow: true }));
    await world.get(SendDue).run();
    world.clock.set(NOON - HOUR_MS);
    // What a sender would do that goes by the time of the last send instead of by the state.
    await world.rows(
      "UPDATE message SET state = 'planned', channel = NULL, account_id = NULL, not_before = ? WHERE sent_at > ?",
      [world.clock.date(), world.clock.date()],
    );
    await world.get(SendDue).run();
    const wrong = checkBooks(await readBooks(world), { planned: marks, inFlight: 0 });
    expect(wrong.join()).toContain('told twice');
  });
});

describe('a message that becomes untrue between plan and send', () => {
  const takeBack = (vehicleId: string) =>
    world.uow.run((tx) =>
      world.get(Messages).takeBack(tx, { vehicleId, kinds: ['visit_ready'] }, '车主已预约，不再提醒。'),
    );

  it(`is not sent once it was taken back, however late that is: ${rounds(5)} seeds`, async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + rounds(5); seed += 1) {
      const random = createRandom(seed);
      const cars: string[] = [];
      const marks: string[] = [];
      const crowd = await makeCrowd(world, 120);
      for (let part = 0; part < crowd.length; part += 20) {
        const vehicleId = newId(world.clock);
        cars.push(vehicleId);
        marks.push(...(await planCrowd(world, store, crowd.slice(part, part + 20), { vehicleId })).marks);
      }
      const sending = world.get(SendDue).run();
      const taken = new Set<string>();
      for (const car of cars.sort(() => random() - 0.5)) {
        await pause(random() * 15);
        for (const id of await takeBack(car)) taken.add(id);
      }
      await sending;
      const books = await readBooks(world);
      expect(checkBooks(books, { planned: marks, inFlight: 0 }), `seed ${seed}`).toEqual([]);
      const told = new Set(books.delivered.map(({ mark }) => mark));
      for (const { id, mark, state } of books.intents) {
        if (!taken.has(id)) continue;
        expect([state, told.has(mark)], `seed ${seed}`).toEqual(['suppressed', false]);
      }
    }
  });

  it('is caught when taking back does not mind that it is under way', async () => {
    const vehicleId = newId(world.clock);
    const { marks } = await planCrowd(world, store, await makeCrowd(world, 50), { vehicleId });
    await world.get(SendDue).run();
    await world.rows("UPDATE message SET state = 'suppressed' WHERE vehicle_id = ?", [vehicleId]);
    expect(checkBooks(await readBooks(world), { planned: marks, inFlight: 0 }).join()).toContain(
      'told, but the books say suppressed',
    );
  });
});
