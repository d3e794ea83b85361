import { DAY_MS, MINUTE_MS } from '@cheban/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SendDue } from '../../src/modules/messaging/index.js';
import { makeStore, type TestStore } from '../support/factories.js';
import { eventually } from '../support/sending.js';
import { NOON, startWorld, type World } from '../support/world.js';
import { type Books, checkBooks, countStates, emptyTables, readBooks } from './support/books.js';
import { installMarkedTemplates, makeCrowd, planCrowd } from './support/crowd.js';

const CROWD = 60;

let world: World;
let store: TestStore;
beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  store = await makeStore(world);
  await installMarkedTemplates(world);
});
afterEach(async () => {
  const { simulator } = world;
  simulator.world.faults.clear();
  simulator.world.inbox.clear();
  await emptyTables(world, ['message', 'message_attempt', 'circuit']);
  world.clock.set(NOON);
  await world.phones.put('/pushes', { duplicate: 1, reorder: false });
  simulator.world.clock.offsetMs = NOON - Date.now();
});
afterAll(async () => {
  await world?.stop();
});

/** Sends, and comes back later as often as the back-offs want; provider and server live in the same time. */
async function sendForMinutes(minutes: number, stepMs = 20_000): Promise<void> {
  for (let passed = 0; passed <= minutes * MINUTE_MS; passed += stepMs) {
    await world.get(SendDue).run();
    world.clock.advance(stepMs);
    world.simulator.world.clock.offsetMs += stepMs;
  }
}

const stateOf = (books: Books, channel: 'odd' | 'even', marks: readonly string[]) => {
  const wanted = new Set(marks.filter((_, at) => (at % 2 === 0) === (channel === 'odd')));
  return books.intents.filter(({ mark }) => wanted.has(mark));
};

describe('a provider in trouble (E20, E21)', () => {
  it('asks again with the same id, or waits for the report, when answers are lost after the work', async () => {
    for (const api of ['subscribe_send', 'template_send'])
      await world.phones.fault(api, { mode: 'timeout-after', delayMs: 50, times: 10 });
    await world.phones.put('/pushes', { subscribeSent: false });
    const { marks } = await planCrowd(world, store, await makeCrowd(world, CROWD));
    await sendForMinutes(3);
    const books = await readBooks(world);
    expect(checkBooks(books, { planned: marks, inFlight: 10 })).toEqual([]);
    expect(new Set(books.delivered.map(({ mark }) => mark)).size).toBe(CROWD);
    await world.phones.put('/pushes', { subscribeSent: true });
  });

  it('is caught when a lost answer is taken for a lost message', async () => {
    await world.phones.fault('subscribe_send', { mode: 'timeout-after', delayMs: 50, times: 10 });
    await world.phones.put('/pushes', { subscribeSent: false });
    const { marks } = await planCrowd(world, store, await makeCrowd(world, CROWD));
    await world.get(SendDue).run();
    await world.rows("UPDATE message SET state = 'planned', channel = NULL WHERE state = 'unknown'");
    await sendForMinutes(1);
    await world.phones.put('/pushes', { subscribeSent: true });
    const wrong = checkBooks(await readBooks(world), { planned: marks, inFlight: 10 });
    expect(wrong.join()).toContain('told twice');
  });

  it('survives a storm of 5xx: what may have been done is never done again', async () => {
    for (const api of ['subscribe_send', 'template_send'])
      await world.phones.fault(api, { mode: 'http-500', times: 25 });
    const { marks } = await planCrowd(world, store, await makeCrowd(world, CROWD));
    await sendForMinutes(5);
    const books = await readBooks(world);
    expect(checkBooks(books, { planned: marks, inFlight: 25 })).toEqual([]);
    // The official account knows our ids and is asked again; nobody is left out there.
    expect(stateOf(books, 'even', marks).filter(({ state }) => state === 'unknown')).toEqual([]);
  });

  it('is caught when a 5xx is taken for a yes', async () => {
    await world.phones.fault('subscribe_send', { mode: 'http-500', times: 10 });
    const { marks } = await planCrowd(world, store, await makeCrowd(world, CROWD));
    await sendForMinutes(1);
    await world.rows("UPDATE message SET state = 'accepted' WHERE state = 'unknown'");
    const wrong = checkBooks(await readBooks(world), { planned: marks, inFlight: 10 });
    expect(wrong.join()).toContain('lost: the books say it was sent');
  });

  it('spends no credit on a refusal (43101), takes it as the truth, and goes another way', async () => {
    await world.phones.fault('subscribe_send', { mode: 'errcode', errcode: 43101 });
    const crowd = await makeCrowd(world, CROWD, { follow: true });
    const { marks } = await planCrowd(world, store, crowd);
    await sendForMinutes(1);
    const books = await readBooks(world);
    expect(checkBooks(books, { planned: marks, inFlight: 0 })).toEqual([]);
    const refused = stateOf(books, 'odd', marks);
    expect(new Set(refused.map(({ channel }) => channel))).toEqual(new Set(['official_account']));
    const pairs = new Set(crowd.map(({ accountId }) => `${accountId} sub-visit`));
    for (const { pair, credits } of books.credits) if (pairs.has(pair)) expect(credits).toBe(0);
  });

  it('is caught when a refused message keeps its credit', async () => {
    await world.phones.fault('subscribe_send', { mode: 'errcode', errcode: 43101 });
    const crowd = await makeCrowd(world, CROWD, { follow: true });
    const { marks } = await planCrowd(world, store, crowd);
    await sendForMinutes(1);
    // Spent without an entry, then given back as if there had been one.
    await world.rows("UPDATE subscribe_credit SET credits = credits + 1 WHERE template_id = 'sub-visit'");
    const wrong = checkBooks(await readBooks(world), { planned: marks, inFlight: 0 });
    await world.rows("UPDATE subscribe_credit SET credits = credits - 1 WHERE template_id = 'sub-visit'");
    expect(wrong.join()).toContain('credits and ledger differ');
  });

  it('stops a channel whose daily quota is used up (45009) and starts it again the next day', async () => {
    await world.phones.fault('template_send', { mode: 'errcode', errcode: 45009 });
    const crowd = (await makeCrowd(world, CROWD)).filter((_, at) => at % 2 === 1);
    const first = await planCrowd(world, store, crowd);
    await sendForMinutes(1);
    const calls = await world.phones.calls('template_send');
    const second = await planCrowd(world, store, crowd);
    await sendForMinutes(1);
    // Nobody knocks at a closed door.
    expect(await world.phones.calls('template_send')).toBe(calls);
    expect(await world.rows('SELECT name FROM circuit')).toEqual([{ name: 'official_account' }]);
    world.simulator.world.faults.clear();
    world.clock.set(NOON + DAY_MS);
    world.simulator.world.clock.offsetMs = NOON + DAY_MS - Date.now();
    // One message tries the door; when it has passed, all do.
    const trial = await planCrowd(world, store, crowd.slice(0, 1));
    await world.get(SendDue).run();
    const third = await planCrowd(world, store, crowd);
    await sendForMinutes(1);
    const books = await readBooks(world);
    const planned = [...first.marks, ...second.marks, ...trial.marks, ...third.marks];
    expect(checkBooks(books, { planned, inFlight: 0 })).toEqual([]);
    expect(await world.rows('SELECT name FROM circuit')).toEqual([]);
    const last = books.intents.filter(({ mark }) => third.marks.includes(mark));
    expect(new Set(last.map(({ channel }) => channel))).toEqual(new Set(['official_account']));
  });

  /** Messages of class care that a used-up quota neither keeps waiting nor has let pass. */
  const notHeld = (books: Books) =>
    books.intents.filter(({ state, channel }) => state !== 'held' && channel !== 'official_account');

  it('keeps a batch of reminders waiting for the new quota instead of sending it another way (45009)', async () => {
    await world.phones.fault('template_send', { mode: 'errcode', errcode: 45009 });
    const crowd = (await makeCrowd(world, CROWD)).filter(({ official }) => official);
    const { marks } = await planCrowd(world, store, crowd, { class: 'care' });
    await sendForMinutes(1);
    expect(notHeld(await readBooks(world))).toEqual([]);
    expect(countStates(await readBooks(world)).held).toBe(crowd.length);
    world.simulator.world.faults.clear();
    world.clock.set(NOON + DAY_MS);
    world.simulator.world.clock.offsetMs = NOON + DAY_MS - Date.now();
    await sendForMinutes(2);
    const books = await readBooks(world);
    expect(checkBooks(books, { planned: marks, inFlight: 0 })).toEqual([]);
    expect(notHeld(books)).toEqual([]);
    expect(new Set(books.delivered.map(({ mark }) => mark)).size).toBe(crowd.length);
  });

  it('is caught when a used-up quota is treated like a broken channel, or asked again and again', async () => {
    await world.phones.fault('template_send', { mode: 'errcode', errcode: 45009 });
    const crowd = (await makeCrowd(world, CROWD)).filter(({ official }) => official);
    await planCrowd(world, store, crowd, { class: 'care' });
    await world.get(SendDue).run();
    const calls = await world.phones.calls('template_send');
    await world.rows('UPDATE circuit SET holds = 0');
    await planCrowd(world, store, await makeCrowd(world, 2, { follow: true }), { class: 'care' });
    await world.rows("UPDATE message SET not_before = ? WHERE state = 'held'", [world.clock.date()]);
    await world.get(SendDue).run();
    expect(notHeld(await readBooks(world)).length).toBeGreaterThan(0);
    await world.rows('DELETE FROM circuit');
    await planCrowd(world, store, crowd);
    await world.get(SendDue).run();
    expect(await world.phones.calls('template_send')).toBeGreaterThan(calls);
  });

  it('tells one end of each message though its events come three times and in any order (E22)', async () => {
    await world.phones.put('/pushes', { duplicate: 3, reorder: true });
    const { marks } = await planCrowd(world, store, await makeCrowd(world, CROWD));
    await world.get(SendDue).run();
    await eventually(
      async () => countStates(await readBooks(world)),
      ({ delivered }) => delivered === CROWD,
    );
    const books = await readBooks(world);
    expect(checkBooks(books, { planned: marks, inFlight: 0 })).toEqual([]);
    expect(await endsTwice()).toEqual([]);
    expect(countStates(books)).toEqual({ delivered: CROWD });
  });

  it('is caught when every event writes an end', async () => {
    await planCrowd(world, store, await makeCrowd(world, 10));
    await world.get(SendDue).run();
    await eventually(
      async () => countStates(await readBooks(world)),
      ({ delivered = 0 }) => delivered > 0,
    );
    await world.rows(
      `INSERT INTO message_attempt (message_id, channel, outcome, code, \`at\`)
       SELECT message_id, channel, outcome, code, \`at\` FROM message_attempt WHERE outcome = 'delivered' LIMIT 1`,
    );
    expect((await endsTwice()).length).toBe(1);
  });
});

/** Messages that have more than one end. */
const endsTwice = () =>
  world.rows<{ id: string }>(
    `SELECT m.id FROM message m JOIN message_attempt a ON a.message_id = m.id AND a.outcome = 'delivered'
      GROUP BY m.id HAVING COUNT(a.id) > 1`,
  );
