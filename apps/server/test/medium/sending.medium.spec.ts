import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SendDue, sendJob } from '../../src/modules/messaging/index.js';
import { makeOwner, type TestOwner, type TestStore } from '../support/factories.js';
import {
  acceptTemplate,
  calmSending,
  creditsOf,
  eventually,
  ledgerSum,
  messageFor,
  messageRow,
  plan,
  startSending,
} from '../support/sending.js';
import { NOON, type World } from '../support/world.js';

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

describe('channels', () => {
  it('spends one credit on one subscribe message, then goes to the official account', async () => {
    const owner = await makeOwner(world);
    await accept(owner, 'sub-visit');
    await eventually(
      () => credits(owner),
      (count) => count === 1,
    );
    // The client reports the same accept: it is one accept, not two.
    await owner.client.message.subscribeResults({
      body: { scene: 'visit', results: [{ templateId: 'sub-visit', result: 'accept' }] },
    });
    expect(await credits(owner)).toBe(1);

    const [first, second] = await plan(
      world,
      messageFor(world, store, owner),
      messageFor(world, store, owner),
    );
    await send();
    await send();
    const rows = await Promise.all([messageRow(world, first), messageRow(world, second)]);
    expect(rows.map((row) => row.channel).sort()).toEqual(['official_account', 'subscribe']);
    expect(await credits(owner)).toBe(0);
    expect(await ledgerSum(world, owner.accountId, 'sub-visit')).toBe(0);
    // WeChat's own reports bring both to their end.
    for (const id of [first, second])
      await eventually(
        () => messageRow(world, id),
        (row) => row.state === 'delivered',
      );
    const deliveries = await world.phones.deliveries(owner.openid);
    expect(deliveries.map((delivery) => delivery.channel).sort()).toEqual(['subscribe', 'template']);
  });

  it('adds one credit for each template of a report, however often it comes', async () => {
    const owner = await makeOwner(world);
    const { templates } = await owner.client.message.subscribeTemplates({
      query: { scene: 'after_booking' },
    });
    const ids = templates.map(({ templateId }) => templateId);
    expect(ids.length).toBeGreaterThan(1);
    const report = (...named: string[]) =>
      owner.client.message.subscribeResults({
        body: {
          scene: 'after_booking',
          results: named.map((templateId) => ({ templateId, result: 'accept' as const })),
        },
      });
    const all = () => Promise.all(ids.map((templateId) => credits(owner, templateId)));
    await report(...ids, 'sub-of-nobody');
    await report(...ids);
    expect(await all()).toEqual(ids.map(() => 1));
    // Some minutes later it is another accept; side by side the same one is told twice.
    world.clock.advance(HOUR / 20);
    await Promise.all([report(...ids), report(...[...ids].reverse())]);
    expect(await all()).toEqual(ids.map(() => 2));
    for (const templateId of ids) expect(await ledgerSum(world, owner.accountId, templateId)).toBe(2);
    await owner.client.message.subscribeResults({
      body: { scene: 'after_booking', results: [{ templateId: ids[0] ?? '', result: 'ban' }] },
    });
    expect(await all()).toEqual([0, ...ids.slice(1).map(() => 2)]);
  });

  it('takes 43101 as the truth about credits and goes on to the official account', async () => {
    const owner = await makeOwner(world);
    await owner.client.message.subscribeResults({
      body: { scene: 'visit', results: [{ templateId: 'sub-visit', result: 'accept' }] },
    });
    expect(await credits(owner)).toBe(1);
    const [id] = await plan(world, messageFor(world, store, owner));
    await send();
    const row = await messageRow(world, id);
    expect(row.channel).toBe('official_account');
    expect(row.why).toContain('次数已用完');
    expect(await credits(owner)).toBe(0);
    expect(await ledgerSum(world, owner.accountId, 'sub-visit')).toBe(0);
    const attempts = await world.rows<{ channel: string; code: string | null }>(
      'SELECT channel, code FROM message_attempt WHERE message_id = ? AND outcome <> ? ORDER BY id',
      [id, 'delivered'],
    );
    expect(attempts.map(({ channel, code }) => [channel, code])).toEqual([
      ['subscribe', '43101'],
      ['official_account', null],
    ]);
  });

  it('sends an SMS to whom WeChat cannot reach, and believes the carrier, not the provider', async () => {
    const owner = await makeOwner(world, { follower: false });
    const [id] = await plan(world, messageFor(world, store, owner));
    await send();
    expect((await messageRow(world, id)).channel).toBe('sms');
    await eventually(
      () => messageRow(world, id),
      (row) => row.state === 'delivered',
    );
  });

  it('leaves a message in the inbox, with the reason, when nothing reaches the phone', async () => {
    const owner = await makeOwner(world, { follower: false });
    const [id] = await plan(world, messageFor(world, store, owner, { kind: 'rating_invitation' }));
    await send();
    const row = await messageRow(world, id);
    expect([row.state, row.channel]).toEqual(['delivered', 'inbox']);
    expect(row.why).toContain('未关注公众号');
  });

  it('stops asking a template that WeChat does not know, tries it again by one message, and closes the circuit', async () => {
    const owners = [await makeOwner(world), await makeOwner(world), await makeOwner(world)];
    await world.phones.fault('template_send', { mode: 'errcode', errcode: 40037, times: 1 });
    const before = await world.phones.calls('template_send');
    const message = (owner: TestOwner | undefined) =>
      messageFor(world, store, owner as TestOwner, { kind: 'rating_invitation' });
    await plan(world, message(owners[0]));
    await send();
    const [second] = await plan(world, message(owners[1]));
    await send();
    expect((await world.phones.calls('template_send')) - before).toBe(1);
    expect((await messageRow(world, second)).why).toContain('40037');
    expect(await world.rows('SELECT name FROM circuit')).toEqual([{ name: 'official_account:tpl-rating' }]);

    world.clock.advance(31 * 60_000);
    const [third] = await plan(world, message(owners[2]));
    await send();
    expect((await messageRow(world, third)).channel).toBe('official_account');
    expect(await world.rows('SELECT name FROM circuit')).toEqual([]);
  });
});

describe('gates', () => {
  const care = (owner: TestOwner, change = {}) =>
    messageFor(world, store, owner, { class: 'care', kind: 'visit_ready', ...change });

  it('holds care at night and sends it in the morning; service goes at once', async () => {
    const owner = await makeOwner(world);
    world.clock.set(NOON + 12 * HOUR);
    const [night, service] = await plan(world, care(owner), messageFor(world, store, owner));
    await send();
    await send();
    const held = await messageRow(world, night);
    expect(held.state).toBe('held');
    expect(held.not_before.toISOString()).toBe('2026-11-19T00:30:00.000Z');
    expect(held.why).toContain('免打扰');
    expect((await messageRow(world, service)).channel).toBe('official_account');
    world.clock.set(Date.parse('2026-11-19T00:30:00.000Z'));
    await send();
    expect((await messageRow(world, night)).channel).toBe('official_account');
  });

  it('does not send what came too late, and says so', async () => {
    const owner = await makeOwner(world);
    const [id] = await plan(world, messageFor(world, store, owner, { expiresAt: NOON + HOUR }));
    world.clock.advance(2 * HOUR);
    await send();
    const row = await messageRow(world, id);
    expect([row.state, row.channel]).toEqual(['expired', null]);
    expect(await world.phones.deliveries(owner.openid)).toEqual([]);
  });

  it('never breaks a cap with eight workers at once, and defers the rest', async () => {
    const owners = await Promise.all([1, 2, 3, 4].map(() => makeOwner(world)));
    const classes = ['care', 'marketing'] as const;
    await plan(
      world,
      ...owners.flatMap((owner) =>
        classes.flatMap((messageClass) => [1, 2, 3, 4, 5].map(() => care(owner, { class: messageClass }))),
      ),
    );
    await Promise.all(Array.from({ length: 8 }, () => world.get(SendDue).run()));
    await send();
    for (const owner of owners) {
      const counts = await world.rows<{ class: string; state: string; n: string }>(
        `SELECT class, IF(state = 'held', 'held', 'gone') AS state, COUNT(*) AS n FROM message
          WHERE owner_id = ? GROUP BY 1, 2 ORDER BY 1, 2`,
        [owner.ownerId],
      );
      expect(counts.map(({ class: name, state, n }) => [name, state, Number(n)])).toEqual([
        ['care', 'gone', 1],
        ['care', 'held', 4],
        ['marketing', 'gone', 2],
        ['marketing', 'held', 3],
      ]);
      expect(await world.phones.deliveries(owner.openid)).toHaveLength(1);
    }
    // Deferred is not dropped: tomorrow morning the next one goes.
    world.clock.set(Date.parse('2026-11-19T00:30:00.000Z'));
    await Promise.all([world.get(SendDue).run(), send()]);
    for (const owner of owners) expect(await world.phones.deliveries(owner.openid)).toHaveLength(2);
  });

  it('plans nothing twice under one key, and respects an opt-out', async () => {
    const owner = await makeOwner(world);
    const message = care(owner);
    expect(await plan(world, message)).toEqual([expect.any(String)]);
    expect(await plan(world, message)).toEqual([null]);
    await owner.client.preference.save({ body: { topics: [{ topic: 'due', on: false }] } });
    await send();
    const [row] = await world.rows<{ state: string }>('SELECT state FROM message WHERE owner_id = ?', [
      owner.ownerId,
    ]);
    expect(row?.state).toBe('suppressed');
  });
});

describe('inbox', () => {
  it('shows what was said, counts unread, opens only one’s own', async () => {
    const owner = await makeOwner(world);
    const other = await makeOwner(world);
    const [id] = await plan(
      world,
      messageFor(world, store, owner),
      messageFor(world, store, owner, { notBefore: NOON + HOUR }),
    );
    await send();
    const list = await owner.client.message.list({ query: {} });
    expect(list.items.map((item) => item.id)).toEqual([id]);
    expect(list.unread).toBe(1);
    await expect(other.client.message.open({ params: { id: id ?? '' } })).rejects.toMatchObject({
      code: 'REQUEST.NOT_FOUND',
    });
    const opened = await owner.client.message.open({ params: { id: id ?? '' } });
    expect(opened.action).toEqual({ label: '查看进度', page: 'subpackages/visit/detail/index?id=1' });
    expect((await owner.client.message.list({ query: {} })).unread).toBe(0);
  });

  it('asks for at most three templates and names the credits', async () => {
    const owner = await makeOwner(world);
    const { templates } = await owner.client.message.subscribeTemplates({ query: { scene: 'visit' } });
    expect(templates.map(({ templateId }) => templateId)).toEqual([
      'sub-visit',
      'sub-rating',
      'sub-service-due',
    ]);
  });
});
