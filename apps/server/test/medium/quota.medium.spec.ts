import { HOUR_MS } from '@cheban/kernel';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CircuitQueries, SendDue } from '../../src/modules/messaging/index.js';
import { makeOwner, makeStaff, makeStore, type TestStore } from '../support/factories.js';
import { installTemplates, messageFor, messageRow, plan } from '../support/sending.js';
import { NOON, startWorld, type World } from '../support/world.js';

/** Tomorrow at 00:05 in Shanghai. */
const RESET = Date.parse('2026-11-18T16:05:00.000Z');

let world: World;
let store: TestStore;
beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  store = await makeStore(world);
  await installTemplates(world);
  return () => world.stop();
});
afterEach(async () => {
  world.simulator.world.faults.clear();
  for (const table of ['message', 'message_attempt', 'message_cap', 'circuit'])
    await world.rows(`DELETE FROM ${table}`);
  world.clock.set(NOON);
});

/** Followers of the official account, each with a message that is due now; an SMS would reach them too. */
async function followersWith(
  count: number,
  change: Parameters<typeof messageFor>[3] = {},
): Promise<string[]> {
  const plans = [];
  for (let index = 0; index < count; index += 1)
    plans.push(messageFor(world, store, await makeOwner(world), { class: 'care', ...change }));
  return (await plan(world, ...plans)).map((id) => id ?? '');
}
const send = () => world.get(SendDue).run();
const usedUp = () => world.phones.fault('template_send', { mode: 'errcode', errcode: 45009 });

describe('a daily quota that is used up (45009)', () => {
  it('holds the rest of the batch until the quota is new, counts it and says so, and sends it then', async () => {
    await usedUp();
    const ids = await followersWith(4);
    await send();
    const calls = await world.phones.calls('template_send');
    for (const id of ids) {
      const row = await messageRow(world, id);
      expect(row).toMatchObject({ state: 'held', channel: null });
      expect(row.why).toBe('公众号模板今天的额度已用完，明天 凌晨 0:05 后再发。');
      expect(row.not_before.getTime()).toBe(RESET);
    }
    // Later ones do not knock at a closed door, and wait as well.
    const [late = ''] = await followersWith(1);
    await send();
    expect(await world.phones.calls('template_send')).toBe(calls);
    expect((await messageRow(world, late)).state).toBe('held');
    expect(await world.get(CircuitQueries).list()).toMatchObject([
      { name: 'official_account', holds: true, held: 5, diverted: 0, retryAt: new Date(RESET).toISOString() },
    ]);
    const manager = await makeStaff(world, 'manager', [store.id]);
    const { circuits } = await manager.client.care.health();
    expect(circuits).toMatchObject([
      { title: '公众号模板消息', held: 5, until: new Date(RESET).toISOString() },
    ]);
    // The places under the caps are free again: tomorrow is another day.
    expect(await world.rows('SELECT message_id FROM message_cap')).toEqual([]);

    world.simulator.world.faults.clear();
    world.clock.set(RESET + 9 * HOUR_MS);
    await send();
    world.clock.advance(61_000);
    await send();
    for (const id of [...ids, late])
      expect(await messageRow(world, id)).toMatchObject({ channel: 'official_account' });
    expect(await world.rows('SELECT name FROM circuit')).toEqual([]);
  });

  it('waits a day more if the quota is still used up', async () => {
    await usedUp();
    const ids = await followersWith(3, { expiresAt: NOON + 72 * HOUR_MS });
    await send();
    world.clock.set(RESET + 9 * HOUR_MS);
    await send();
    world.clock.advance(61_000);
    await send();
    for (const id of ids) {
      const row = await messageRow(world, id);
      expect([row.state, row.not_before.getTime()]).toEqual(['held', RESET + 24 * HOUR_MS]);
    }
  });

  it('takes the next channel for what would have run out by then, or speaks of something under way', async () => {
    await usedUp();
    const [short = ''] = await followersWith(1, { expiresAt: RESET + 2 * HOUR_MS });
    const [service = ''] = await followersWith(1, { class: 'service' });
    await send();
    // Again with the door closed from the start.
    const [later = ''] = await followersWith(1, { class: 'service' });
    await send();
    for (const id of [short, service, later])
      expect(await messageRow(world, id)).toMatchObject({ channel: 'sms' });
  });
});
