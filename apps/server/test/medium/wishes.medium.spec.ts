import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type MessagePlan, sendJob } from '../../src/modules/messaging/index.js';
import { ProviderEvents } from '../../src/modules/messaging/usecases/provider-events.usecase.js';
import { Live } from '../../src/platform/live/index.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestOwner,
  type TestStore,
} from '../support/factories.js';
import { creditsOf, eventually, installTemplates, messageFor, messageRow, plan } from '../support/sending.js';
import { codeOf } from '../support/visits.js';
import { NOON, startWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;
let world: World;
let store: TestStore;

beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world, { code: 'W1' });
  await installTemplates(world);
  await world.phones.put('/clock', { offsetMs: NOON - Date.now() });
});
afterAll(async () => {
  await world?.stop();
});
afterEach(() => travelTo(NOON));

/** Goes to another time, with the carrier; whoever is logged in stays so. */
async function travelTo(at: number): Promise<void> {
  await world.rows('UPDATE session SET access_until = ?', [new Date(at + 24 * HOUR)]);
  world.clock.set(at);
  await world.phones.put('/clock', { offsetMs: at - Date.now() });
}

const send = () => world.run(sendJob);
const care = (owner: TestOwner, change: Partial<MessagePlan> = {}) =>
  messageFor(world, store, owner, { kind: 'service_due', class: 'care', ...change });
const offer = (owner: TestOwner, change: Partial<MessagePlan> = {}) =>
  messageFor(world, store, owner, { kind: 'win_back', class: 'marketing', ...change });
async function sent(...plans: MessagePlan[]) {
  const ids = await plan(world, ...plans);
  await send();
  return Promise.all(ids.map((id) => messageRow(world, id)));
}
const logOf = (owner: TestOwner) =>
  world.rows<Record<string, unknown>>('SELECT * FROM message_wish_log WHERE owner_id = ? ORDER BY id', [
    owner.ownerId,
  ]);

describe('what an owner wishes', () => {
  it('starts with care on and offers by SMS off, and says what can still come', async () => {
    const owner = await makeOwner(world);
    const view = await owner.client.preference.get({});
    expect(view.topics.map((one) => [one.topic, one.on])).toEqual([
      ['due', true],
      ['health', true],
      ['wishes', true],
      ['offers', true],
    ]);
    const channels = Object.fromEntries(
      view.topics.map((one) => [one.topic, one.channels.map(({ channel, on }) => `${channel} ${on}`)]),
    );
    expect(channels.offers).toEqual(['subscribe true', 'sms false']);
    expect(channels.due).toEqual(['subscribe true', 'official_account true', 'sms true']);
    expect(view.topics[0]?.credits).toBe(0);
    expect(view).toMatchObject({ quietUntil: null, follower: true, smsOffersSince: null, log: [] });
    expect(view.phoneMasked).toMatch(/^138\*{4}/);

    await world.phones.do(owner.openid, 'subscribe', { results: { 'sub-service-due': 'accept' } });
    await eventually(
      async () => (await owner.client.preference.get({})).topics[0]?.credits,
      (credits) => credits === 1,
    );
  });

  it('counts between the plan and the send', async () => {
    const owner = await makeOwner(world);
    const ids = await plan(world, care(owner), messageFor(world, store, owner));
    await owner.client.preference.save({ body: { topics: [{ topic: 'due', on: false }] } });
    await send();
    expect(await messageRow(world, ids[0])).toMatchObject({
      state: 'suppressed',
      why: '车主已关闭“保养与到期提醒”。',
    });
    // What the owner has under way always comes.
    expect(await messageRow(world, ids[1])).toMatchObject({ channel: 'official_account' });
    expect(await world.phones.deliveries(owner.openid)).toHaveLength(1);
  });

  it('takes a single way to the phone, and only for its topic', async () => {
    const owner = await makeOwner(world);
    await owner.client.preference.save({
      body: { topics: [{ topic: 'due', channels: { official_account: false } }] },
    });
    const [row] = await sent(care(owner));
    expect(row).toMatchObject({ channel: 'sms' });
    expect(row?.why).toContain('车主已关闭公众号');
  });

  it('leaves the phone in peace for three months, keeps the inbox, and ends at once', async () => {
    const owner = await makeOwner(world);
    const view = await owner.client.preference.doNotDisturb({ body: { months: 3 } });
    expect(view.quietUntil).toBe('2027-02-18T00:30:00.000Z');
    const [held] = await sent(care(owner));
    expect(held).toMatchObject({ state: 'delivered', channel: 'inbox' });
    expect(held?.why).toContain('免打扰');
    const [service] = await sent(messageFor(world, store, owner));
    expect(service?.channel).toBe('official_account');
    expect(await world.phones.deliveries(owner.openid)).toHaveLength(1);
    const inbox = await owner.client.message.list({ query: {} });
    expect(inbox.items.map(({ id }) => id).sort()).toEqual([held?.id, service?.id].sort());

    await travelTo(NOON + 24 * HOUR);
    expect((await owner.client.preference.doNotDisturb({ body: { months: 0 } })).quietUntil).toBeNull();
    const [next] = await sent(care(owner));
    expect(next?.channel).toBe('official_account');
  });

  it('keeps a log that is only added to: who, where, by which words; the same again adds nothing', async () => {
    const owner = await makeOwner(world);
    const save = (on: boolean) =>
      owner.client.preference.save({ body: { topics: [{ topic: 'offers', channels: { sms: on } }] } });
    await save(true);
    const first = await logOf(owner);
    expect(first).toHaveLength(1);
    expect(first[0]).toMatchObject({
      topic: 'offers',
      channel: 'sms',
      is_on: 1,
      source: 'app',
      actor_id: owner.accountId,
      text: '同意用短信接收活动与优惠（随时可回复 R 退订）',
    });
    expect(first[0]?.version).not.toBe('');
    await save(true);
    expect(await logOf(owner)).toEqual(first);
    await travelTo(NOON + HOUR);
    const view = await save(false);
    const all = await logOf(owner);
    expect(all.slice(0, 1)).toEqual(first);
    expect(all).toHaveLength(2);
    expect(view.log.map(({ by }) => by)).toEqual(['本人', '本人']);
    expect(view.smsOffersSince).toBeNull();
  });

  it('refuses the same topic twice and what is no topic', async () => {
    const owner = await makeOwner(world);
    const twice = [
      { topic: 'due' as const, on: true },
      { topic: 'due' as const, on: false },
    ];
    expect(await codeOf(owner.client.preference.save({ body: { topics: twice } }))).toBe('REQUEST.INVALID');
    const months = 12 as unknown as 3;
    expect(await codeOf(owner.client.preference.doNotDisturb({ body: { months } }))).toBe('REQUEST.INVALID');
    expect(await logOf(owner)).toEqual([]);
  });
});

describe('offers by SMS', () => {
  it('need an explicit yes, wait for nine o’clock, and end with the answer R', async () => {
    const owner = await makeOwner(world);
    const [without] = await sent(offer(owner));
    expect(without).toMatchObject({ state: 'delivered', channel: 'inbox' });
    expect(without?.why).toContain('未同意接收短信');

    await owner.client.preference.save({ body: { topics: [{ topic: 'offers', channels: { sms: true } }] } });
    // 20:30 in Shanghai: no quiet hours yet, but too late for an offer by SMS.
    await travelTo(Date.parse('2026-11-18T12:30:00.000Z'));
    const [late] = await sent(offer(owner));
    expect(late).toMatchObject({ state: 'held', not_before: new Date('2026-11-19T01:00:00.000Z') });
    expect(late?.why).toContain('9:00–20:00');
    await travelTo(Date.parse('2026-11-19T01:00:00.000Z'));
    await send();
    expect(await messageRow(world, late?.id)).toMatchObject({ channel: 'sms' });
    const [sms] = await world.phones.deliveries(owner.openid);
    expect(sms?.channel).toBe('sms');
    expect(JSON.stringify(sms)).toContain('拒收请回复R');

    await makeVehicle(world, store.id, owner.ownerId);
    const news: string[] = [];
    const stop = world.get(Live).watch([store.id], ({ topic, id }) => {
      if (topic === 'message') news.push(id);
    });
    await world.phones.do(owner.openid, 'sms-reply', { content: 'TD' });
    // Consoles that have the owner's page open hear of it.
    await eventually(
      async () => news,
      (ids) => ids.includes(owner.ownerId),
    );
    stop();
    await eventually(
      async () => (await owner.client.preference.get({})).smsOffersSince,
      (since) => since === null,
    );
    await travelTo(Date.parse('2026-11-24T02:00:00.000Z'));
    const [after] = await sent(offer(owner));
    expect(after).toMatchObject({ channel: 'inbox' });
  });
});

describe('a template that is missing', () => {
  it('is not offered to owners as a way, nor asked for, while other ways stand', async () => {
    const owner = await makeOwner(world);
    const lose = (drift: string | null, active: number) =>
      world.rows("UPDATE message_template SET drift = ?, active = ? WHERE template_id LIKE '%-service-due'", [
        drift,
        active,
      ]);
    const due = async () =>
      (await owner.client.preference.get({})).topics.find(({ topic }) => topic === 'due');
    const way = async (channel: string) => (await due())?.channels.find((one) => one.channel === channel);
    expect((await due())?.templates.map(({ templateId }) => templateId)).toEqual(['sub-service-due']);
    expect(await way('official_account')).toMatchObject({ usable: true });
    await lose('missing_in_account', 0);
    expect((await due())?.templates).toEqual([]);
    expect(await way('official_account')).toMatchObject({ usable: false, why: '这种方式暂停使用，正在修复' });
    expect(await way('sms')).toMatchObject({ usable: true });
    await lose(null, 1);
    expect(await way('official_account')).toMatchObject({ usable: true });
  });
});

describe('credits', () => {
  it('are gone when WeChat finds while sending that the owner refuses', async () => {
    const owner = await makeOwner(world);
    await owner.client.message.subscribeResults({
      body: { scene: 'visit', results: [{ templateId: 'sub-visit', result: 'accept' }] },
    });
    expect(await creditsOf(world, owner.accountId, 'sub-visit')).toBe(1);
    await world.get(ProviderEvents).receive('mini', {
      kind: 'subscribe_sent',
      openid: owner.openid,
      accountId: 'gh_1',
      createdAt: world.clock.date().toISOString(),
      dedupeKey: `sent-${owner.openid}`,
      items: [{ templateId: 'sub-visit', msgId: '7001', errorCode: 43101, errorStatus: 'user refuse' }],
    });
    expect(await creditsOf(world, owner.accountId, 'sub-visit')).toBe(0);
  });
});

describe('staff', () => {
  it('write down what an owner says on the phone, audited, for owners of their stores only', async () => {
    const owner = await makeOwner(world);
    await makeVehicle(world, store.id, owner.ownerId);
    const advisor = await makeStaff(world, 'advisor', [store.id], 'advisor-w1');
    const other = await makeStore(world, { code: 'W2' });
    const stranger = await makeStaff(world, 'advisor', [other.id], 'advisor-w2');
    const params = { id: owner.ownerId };
    const before = await advisor.client.preference.reach({ params });
    expect(before).toMatchObject({ bound: true, follower: true });
    expect(before.next[0]).toMatchObject({ topic: 'due', channel: 'official_account', costFen: 0 });
    expect(before.next[3]).toMatchObject({ topic: 'offers', channel: null });

    const view = await advisor.client.preference.wishes({
      params,
      body: {
        topics: [{ topic: 'due', channels: { official_account: false } }],
        quietMonths: 0,
        note: '来电说不要公众号',
      },
    });
    expect(view.next[0]).toMatchObject({ channel: 'sms' });
    expect(view.next[0]?.costFen).toBeGreaterThan(0);
    expect(view.log[0]).toMatchObject({ source: 'staff', by: 'advisor-w1' });
    expect(view.log[0]?.text).toContain('来电说不要公众号');
    const audit = await world.rows<{ actor_id: string }>(
      "SELECT actor_id FROM audit_log WHERE action = 'owner.wishes' AND subject_id = ?",
      [owner.ownerId],
    );
    expect(audit).toEqual([{ actor_id: advisor.id }]);

    expect(await codeOf(stranger.client.preference.reach({ params }))).toBe('REQUEST.NOT_FOUND');
    const body = { quietMonths: 3 as const, note: '冒充' };
    expect(await codeOf(stranger.client.preference.wishes({ params, body }))).toBe('REQUEST.NOT_FOUND');
  });
});
