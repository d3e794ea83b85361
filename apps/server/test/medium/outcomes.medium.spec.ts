import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sendJob } from '../../src/modules/messaging/index.js';
import { makeOwner, type TestOwner, type TestStore } from '../support/factories.js';
import {
  acceptTemplate,
  calmSending,
  creditsOf,
  eventually,
  messageFor,
  messageRow,
  plan,
  startSending,
} from '../support/sending.js';
import type { World } from '../support/world.js';

const HOUR = 3_600_000;
let world: World;
let store: TestStore;

beforeAll(async () => {
  ({ world, store } = await startSending());
});
afterAll(async () => {
  await world?.stop();
});
afterEach(() => calmSending(world));

const send = () => world.run(sendJob);
const accept = (owner: TestOwner, templateId: string) => acceptTemplate(world, owner, templateId);
const credits = (owner: TestOwner, templateId = 'sub-visit') => creditsOf(world, owner.accountId, templateId);

describe('unclear outcomes', () => {
  it('never repeats a subscribe message whose answer was lost; the sent event settles it', async () => {
    const owner = await makeOwner(world);
    await accept(owner, 'sub-visit');
    await eventually(
      () => credits(owner),
      (count) => count === 1,
    );
    await world.phones.put('/pushes', { subscribeSent: false });
    await world.phones.fault('subscribe_send', { mode: 'malformed', times: 1 });
    const [id] = await plan(world, messageFor(world, store, owner));
    const before = await world.phones.calls('subscribe_send');
    await send();
    world.clock.advance(HOUR);
    await send();
    expect((await messageRow(world, id)).state).toBe('unknown');
    expect((await world.phones.calls('subscribe_send')) - before).toBe(1);
    expect(await world.phones.deliveries(owner.openid)).toHaveLength(1);
    await world.phones.put('/pushes', { subscribeSent: true });
    await world.simulator.world.events.subscribeSent(owner.openid, 'sub-visit', '2097683633284153344');
    await eventually(
      () => messageRow(world, id),
      (row) => row.state === 'delivered',
    );
  });

  it('learns from the event that overtook the answer, in duplicate', async () => {
    const owner = await makeOwner(world);
    await world.phones.put('/pushes', { duplicate: 3 });
    await accept(owner, 'sub-visit');
    await world.simulator.world.pusher.idle();
    expect(await credits(owner)).toBe(1);
    await world.phones.put('/pushes', { beforeReply: true });
    const [id] = await plan(world, messageFor(world, store, owner));
    await send();
    const row = await messageRow(world, id);
    expect(row.state).toBe('delivered');
    expect(row.provider_id).toMatch(/^\d{19}$/);
  });

  it('marks a subscribe message of a killed worker as unknown and repeats one of the official account under its id', async () => {
    const owner = await makeOwner(world);
    const [subscribe, official] = await plan(
      world,
      messageFor(world, store, owner, { kind: 'rating_invitation' }),
      messageFor(world, store, owner),
    );
    await send();
    await world.simulator.world.pusher.idle();
    expect(await world.phones.deliveries(owner.openid)).toHaveLength(2);
    // As a killed worker leaves them: committed as `sending`, result never written.
    const kill = (id: string | null | undefined, channel: string) =>
      world.rows(
        "UPDATE message SET state = 'sending', channel = ?, provider_id = NULL, sent_at = NULL, claim_until = ? WHERE id = ?",
        [channel, new Date(world.clock.now() + 60_000), id],
      );
    await kill(subscribe, 'subscribe');
    await kill(official, 'official_account');
    await send();
    expect((await messageRow(world, official)).state).toBe('sending');
    world.clock.advance(61_000);
    await send();
    expect((await messageRow(world, subscribe)).state).toBe('unknown');
    expect((await messageRow(world, official)).channel).toBe('official_account');
    expect(['accepted', 'delivered']).toContain((await messageRow(world, official)).state);
    expect(await world.phones.deliveries(owner.openid)).toHaveLength(2);
  });

  it('repeats a template message without an answer under the same id: the phone shows it once', async () => {
    const owner = await makeOwner(world);
    await world.phones.put('/pushes', { templateFinish: false });
    await world.phones.fault('template_send', { mode: 'malformed', times: 1 });
    const [id] = await plan(world, messageFor(world, store, owner));
    await send();
    expect((await messageRow(world, id)).state).toBe('held');
    world.clock.advance(16_000);
    await send();
    await world.phones.put('/pushes', { templateFinish: true });
    expect((await messageRow(world, id)).state).toBe('accepted');
    expect(await world.phones.deliveries(owner.openid)).toHaveLength(1);
  });

  it('backs off when WeChat is busy, and a wiped Redis loses nothing', async () => {
    const owner = await makeOwner(world);
    await world.phones.fault('template_send', { mode: 'errcode', errcode: -1, times: 1 });
    const [id] = await plan(world, messageFor(world, store, owner));
    await send();
    expect((await messageRow(world, id)).why).toContain('繁忙');
    await world.foundation.redis.flushdb();
    world.clock.advance(31_000);
    await send();
    expect((await messageRow(world, id)).channel).toBe('official_account');
  });
});
