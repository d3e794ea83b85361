import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Tx, UnitOfWork } from '../../../src/platform/database/index.js';
import { HandleEventsHandler } from '../../../src/platform/outbox/handle-events.handler.js';
import {
  EventConsumers,
  Outbox,
  OutboxRelay,
  PastEvents,
  type StoredEvent,
} from '../../../src/platform/outbox/index.js';
import { startWorld, type World } from '../../support/world.js';

declare module '../../../src/platform/outbox/event.js' {
  interface EventBook {
    'test.happened': object;
    'test.lost': object;
    'test.forgotten': object;
    'test.many': { name: string };
    'test.past': { name: string };
  }
}

describe('outbox', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.stop());

  it('writes events with their cause or not at all', async () => {
    const outbox = world.get(Outbox);
    await expect(
      world.uow.run(async (tx) => {
        await outbox.append(tx, { type: 'test.lost', storeId: null, payload: {} });
        throw new Error('the cause failed');
      }),
    ).rejects.toThrow('the cause failed');
    expect(await world.rows("SELECT 1 FROM outbox_event WHERE type = 'test.lost'")).toEqual([]);
  });

  it('lets every consumer see an event once, however often it is delivered, and retries the one that failed', async () => {
    const seen: string[] = [];
    let broken = true;
    const consumers = world.worker?.get(EventConsumers);
    const consumer = (name: string, work: () => void) => ({
      name,
      types: ['test.happened'] as const,
      async handle(tx: Tx, event: StoredEvent): Promise<void> {
        await tx.manager.query("INSERT INTO lease (name, holder, until_at) VALUES (?, '', '1970-01-02')", [
          `${name}-${event.id}`.slice(0, 60),
        ]);
        work();
        // What is rolled back has not been seen.
        tx.afterCommit(() => void seen.push(name));
      },
    });
    consumers?.add(consumer('test.steady', () => {}));
    consumers?.add(
      consumer('test.shaky', () => {
        if (broken) throw new Error('not yet');
      }),
    );
    await world.uow.run((tx) =>
      world.get(Outbox).append(tx, { type: 'test.happened', storeId: null, payload: {} }),
    );
    const [event] = await world.rows<{ id: string }>(
      "SELECT id FROM outbox_event WHERE type = 'test.happened'",
    );
    const handler = world.worker?.get(HandleEventsHandler, { strict: false });
    const deliver = () => handler?.run({ eventIds: [event?.id ?? ''] });
    await Promise.all([deliver(), deliver()]);
    expect(seen).toEqual(['test.steady']);
    expect(
      await world.rows("SELECT 1 FROM outbox_event WHERE type = 'test.happened' AND done_at IS NOT NULL"),
    ).toEqual([]);
    broken = false;
    await deliver();
    await deliver();
    expect(seen).toEqual(['test.steady', 'test.shaky']);
    expect(await world.rows("SELECT name FROM lease WHERE name LIKE 'test.%'")).toHaveLength(2);
    expect(
      await world.rows("SELECT 1 FROM outbox_event WHERE type = 'test.happened' AND done_at IS NOT NULL"),
    ).toHaveLength(1);
  });

  it('handles many with one commit and one look at what they share; one that fails sends none of the others back', async () => {
    const worker = world.worker;
    const uow = worker?.get(UnitOfWork);
    const [consumers, handler] = [
      worker?.get(EventConsumers),
      worker?.get(HandleEventsHandler, { strict: false }),
    ];
    let looks = 0;
    const handled: string[] = [];
    consumers?.add({
      name: 'test.many',
      types: ['test.many'] as const,
      async handle(tx: Tx, { id, payload }: StoredEvent): Promise<void> {
        const { name } = payload as { name: string };
        await tx.query("INSERT INTO lease (name, holder, until_at) VALUES (?, '', '1970-01-02')", [
          `many-${id}`,
        ]);
        await uow?.recall('test.shared', async () => {
          looks += 1;
        });
        if (name === 'bad') throw new Error('never');
        tx.afterCommit(() => void handled.push(name));
      },
    });
    const happen = async (...names: string[]) => {
      await world.uow.run((tx) =>
        world
          .get(Outbox)
          .append(
            tx,
            ...names.map((name) => ({ type: 'test.many' as const, storeId: null, payload: { name } })),
          ),
      );
      const open = await world.rows<{ id: string }>(
        "SELECT id FROM outbox_event WHERE type = 'test.many' AND done_at IS NULL ORDER BY seq",
      );
      await handler?.run({ eventIds: open.map(({ id }) => id) });
    };
    await happen('a', 'b', 'c');
    expect([handled, looks]).toEqual([['a', 'b', 'c'], 1]);
    await happen('d', 'bad', 'e');
    expect(handled).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(
      await world.rows("SELECT payload FROM outbox_event WHERE type = 'test.many' AND done_at IS NULL"),
    ).toEqual([{ payload: '{"name":"bad"}' }]);
    // Their effects happened once, and nothing is left of the one that failed.
    expect(await world.rows("SELECT name FROM lease WHERE name LIKE 'many-%'")).toHaveLength(5);
    await world.rows("UPDATE outbox_event SET done_at = created_at WHERE type = 'test.many'");
  });

  it('lets a consumer pass over what happened before an instant, and nobody else', async () => {
    const heard: string[] = [];
    const consumer = (name: string) => ({
      name,
      types: ['test.past'] as const,
      async handle(_tx: Tx, { payload }: StoredEvent): Promise<void> {
        heard.push(`${name}: ${(payload as { name: string }).name}`);
      },
    });
    const consumers = world.worker?.get(EventConsumers);
    consumers?.add(consumer('test.teller'));
    consumers?.add(consumer('test.keeper'));
    const happen = (name: string) =>
      world.uow.run((tx) =>
        world.get(Outbox).append(tx, { type: 'test.past', storeId: null, payload: { name } }),
      );
    await happen('then');
    world.clock.advance(1_000);
    await world.get(PastEvents).passOver(['test.teller'], world.clock.now());
    await happen('now');
    const open = await world.rows<{ id: string }>(
      "SELECT id FROM outbox_event WHERE type = 'test.past' ORDER BY seq",
    );
    const handler = world.worker?.get(HandleEventsHandler, { strict: false });
    for (const { id } of open) await handler?.run({ eventIds: [id] });
    expect(heard.sort()).toEqual(['test.keeper: now', 'test.keeper: then', 'test.teller: now']);
    expect(
      await world.rows("SELECT 1 FROM outbox_event WHERE type = 'test.past' AND done_at IS NULL"),
    ).toEqual([]);
  });

  it('dispatches again what Redis forgot', async () => {
    const relay = world.worker?.get(OutboxRelay);
    await world.uow.run((tx) =>
      world.get(Outbox).append(tx, { type: 'test.forgotten', storeId: null, payload: {} }),
    );
    expect(await relay?.run()).toBeGreaterThan(0);
    await world.foundation.redis.flushdb();
    expect(await relay?.run()).toBe(0);
    world.clock.advance(16_000);
    expect(await relay?.run()).toBeGreaterThan(0);
    await world.settle();
  });
});
