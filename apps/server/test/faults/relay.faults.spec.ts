import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../src/platform/clock/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { HandleEventsHandler } from '../../src/platform/outbox/handle-events.handler.js';
import { EventConsumers, Outbox, OutboxRelay } from '../../src/platform/outbox/index.js';
import { JobQueues, WorkerHost } from '../../src/platform/queue/index.js';
import { eventually } from '../support/sending.js';
import { startWorld, type World } from '../support/world.js';
import { createRandom, FIRST_SEED, rounds } from './support/random.js';

const EVENTS = 60;
const TYPE = 'fault.happened';
/** Longer than an event that was published waits for its worker. */
const AGAIN_MS = 16_000;
/** By so much the clock goes on at each look. */
const LOOK_MS = 1_000;

declare module '../../src/platform/outbox/event.js' {
  interface EventBook {
    'fault.happened': object;
  }
}

let world: World;
let queues: JobQueues;
beforeAll(async () => {
  world = await startWorld();
  queues = world.get(JobQueues);
  await world.rows('CREATE TABLE fault_effect (event_id char(26) NOT NULL, KEY (event_id))');
  // An effect that can be counted: nothing but the inbox key keeps it from happening twice.
  world.worker?.get(EventConsumers).add({
    name: 'fault.count',
    types: [TYPE],
    handle: async (tx, event) => {
      await tx.manager.query('INSERT INTO fault_effect (event_id) VALUES (?)', [event.id]);
    },
  });
}, 180_000);
afterAll(async () => {
  await world?.stop();
});

class Killed extends Error {}

/** A relay whose process is killed at `moment`; it has done everything before. */
function dyingRelay(moment: 'before it publishes' | 'before it marks'): OutboxRelay {
  const dying = {
    add: async (...job: Parameters<JobQueues['add']>) => {
      if (moment === 'before it marks') await queues.add(...job);
      throw new Killed();
    },
  };
  return new OutboxRelay(world.get(UnitOfWork), dying as unknown as JobQueues, world.get(Clock));
}

/** Writes events with their cause; returns their ids. */
async function happen(): Promise<string[]> {
  const known = new Set(
    (await world.rows<{ id: string }>('SELECT id FROM outbox_event')).map(({ id }) => id),
  );
  await world.uow.run((tx) =>
    world
      .get(Outbox)
      .append(
        tx,
        ...Array.from({ length: EVENTS }, () => ({ type: TYPE, storeId: null, payload: {} }) as const),
      ),
  );
  const rows = await world.rows<{ id: string }>('SELECT id FROM outbox_event');
  return rows.map(({ id }) => id).filter((id) => !known.has(id));
}

/** Events without their effect, or with more than one; empty if all is right. */
async function wrongEffects(ids: readonly string[]): Promise<string[]> {
  const rows = await world.rows<{ id: string; n: string }>(
    'SELECT event_id AS id, COUNT(*) AS n FROM fault_effect WHERE event_id IN (?) GROUP BY event_id',
    [ids],
  );
  const times = new Map(rows.map(({ id, n }) => [id, Number(n)]));
  const never = ids.filter((id) => !times.has(id)).length;
  const twice = ids.filter((id) => (times.get(id) ?? 0) > 1).length;
  return [
    ...(never > 0 ? [`${never} events without their effect`] : []),
    ...(twice > 0 ? [`${twice} events with more than one effect`] : []),
  ];
}

/** Time goes on meanwhile and relays come round, as they do: a batch that failed is published again. */
const allDone = () =>
  eventually(
    async () => {
      world.clock.advance(LOOK_MS);
      await world.get(OutboxRelay).run();
      return world.rows<{ n: string }>('SELECT COUNT(*) AS n FROM outbox_event WHERE done_at IS NULL');
    },
    ([row]) => Number(row?.n) === 0,
    1_200,
  );

describe('an outbox relay that is killed (E26)', () => {
  it('is caught when it marks first: what it had not published is lost', async () => {
    const ids = await happen();
    // The broken variant marks, is killed, and nobody looks at what is marked.
    await world.rows('UPDATE outbox_event SET dispatched_at = ?, done_at = ? WHERE id IN (?)', [
      world.clock.date(),
      world.clock.date(),
      ids,
    ]);
    await dyingRelay('before it publishes')
      .run()
      .catch(() => {});
    expect(await wrongEffects(ids)).toEqual([`${EVENTS} events without their effect`]);
  });

  it('is caught when a consumer has no inbox key: what was published twice is done twice', async () => {
    const ids = await happen();
    const consumer = world.worker?.get(EventConsumers).of(TYPE)[0];
    const deliver = () =>
      world.uow.run(async (tx) => {
        for (const id of ids)
          await consumer?.handle(tx, { id, type: TYPE, storeId: null, payload: {}, at: world.clock.now() });
      });
    await deliver();
    await deliver();
    expect(await wrongEffects(ids)).toEqual([`${EVENTS} events with more than one effect`]);
    await world.rows('UPDATE outbox_event SET done_at = ? WHERE id IN (?)', [world.clock.date(), ids]);
  });

  it(`between publishing and marking, beside another one, has each event done once: ${rounds(5)} seeds`, async () => {
    const relay = world.get(OutboxRelay);
    const handler = world.worker?.get(HandleEventsHandler, { strict: false });
    let isWorking = false;
    for (let seed = FIRST_SEED; seed < FIRST_SEED + rounds(5); seed += 1) {
      const random = createRandom(seed);
      const ids = await happen();
      for (let kill = 0; kill < 1 + random() * 4; kill += 1) {
        await dyingRelay(random() < 0.5 ? 'before it publishes' : 'before it marks')
          .run()
          .catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
        if (random() < 0.5) world.clock.advance(AGAIN_MS);
      }
      if (!isWorking) world.worker?.get(WorkerHost).start();
      isWorking = true;
      // Two relays at once, and workers that are handed the same events side by side.
      await Promise.all([
        relay.run(),
        relay.run(),
        handler?.run({ eventIds: ids }),
        handler?.run({ eventIds: ids }),
      ]);
      world.clock.advance(AGAIN_MS);
      await relay.run();
      await allDone();
      expect(await wrongEffects(ids), `seed ${seed}`).toEqual([]);
    }
  });
});
