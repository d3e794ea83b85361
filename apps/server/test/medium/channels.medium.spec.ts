import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sendJob, syncTemplatesJob } from '../../src/modules/messaging/index.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestOwner,
  type TestStaff,
  type TestStore,
} from '../support/factories.js';
import { creditsOf, eventually, installTemplates, messageFor, messageRow, plan } from '../support/sending.js';
import { NOON, startWorld, type World } from '../support/world.js';

const VISIT_KEYS = { car_number1: '车牌', phrase2: '进度', time3: '预计交车', thing4: '说明' };

let world: World;
let store: TestStore;
let admin: TestStaff;

beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world);
  await installTemplates(world);
  admin = await makeStaff(world, 'admin', []);
});
afterAll(async () => {
  await world?.stop();
});
afterEach(() => {
  world.clock.set(NOON);
  world.simulator.world.faults.clear();
});

const sync = () => admin.client.channel.syncTemplates();
const putTemplate = (id: string, keys: object) =>
  world.simulator.world.templates.set(id, {
    id,
    kind: id.startsWith('sub') ? 'subscribe' : 'template',
    title: '维修进度通知',
    keys: keys as Record<string, string>,
  });
const rowOf = async (kind: string, channel: string) => {
  const { rows } = await admin.client.channel.templates();
  const row = rows.find((one) => one.kind === kind && one.channel === channel);
  if (!row) throw new Error(`no row ${kind} ${channel}`);
  return row;
};
const accept = (owner: TestOwner, templateId: string) =>
  world.phones.do(owner.openid, 'subscribe', { results: { [templateId]: 'accept' } });

describe('templates', () => {
  it('are read from both accounts, and show what fills each field and who uses it', async () => {
    const { accounts, changes } = await sync();
    expect(changes).toEqual([]);
    const has = (kind: string) =>
      [...world.simulator.world.templates.values()].filter((one) => one.kind === kind).length;
    expect(accounts.map(({ channel, templates, failure }) => [channel, templates.length, failure])).toEqual([
      ['subscribe', has('subscribe'), ''],
      ['official_account', has('template'), ''],
    ]);
    const row = await rowOf('visit_ready', 'subscribe');
    expect(row).toMatchObject({ state: 'ok', active: true, templateId: 'sub-visit', problem: '' });
    expect(row.fields.map(({ label, word, type }) => [label, word, type])).toEqual([
      ['车牌', 'plate', 'car_number'],
      ['进度', 'step', 'phrase'],
      ['预计交车', 'time', 'time'],
      ['说明', 'note', 'thing'],
    ]);
    expect(row.rules).toEqual(['爱车已备好']);
    expect((await rowOf('service_due', 'subscribe')).rules).not.toEqual([]);
    expect((await rowOf('birthday', 'subscribe')).state).toBe('not_set');
  });

  it('that vanish are switched off with a reason, messages go another way, and come back with the template', async () => {
    const owner = await makeOwner(world, { follower: true });
    await accept(owner, 'sub-visit');
    await eventually(
      () => creditsOf(world, owner.accountId, 'sub-visit'),
      (count) => count === 1,
    );
    world.simulator.world.templates.delete('sub-visit');
    const { changes } = await sync();
    expect(changes).toHaveLength(5);
    expect(changes.join()).toContain('爱车已备好（小程序订阅消息）模板已不在账号里');
    expect(await rowOf('visit_ready', 'subscribe')).toMatchObject({
      state: 'missing_in_account',
      active: false,
    });
    expect((await rowOf('visit_ready', 'subscribe')).problem).toBe(
      '小程序订阅消息的模板“维修进度通知”已不在账号里，这个渠道已暂停，请重新选择模板。',
    );
    const [id] = await plan(world, messageFor(world, store, owner));
    await world.run(sendJob);
    expect((await messageRow(world, id)).channel).toBe('official_account');
    expect(await creditsOf(world, owner.accountId, 'sub-visit')).toBe(1);

    putTemplate('sub-visit', VISIT_KEYS);
    expect((await sync()).changes).toHaveLength(5);
    expect(await rowOf('visit_ready', 'subscribe')).toMatchObject({ state: 'ok', active: true });
    expect((await rowOf('visit_ready', 'subscribe')).problem).toBe('');
  });

  it('whose fields change are drift, until a person maps them again', async () => {
    putTemplate('tpl-visit', { ...VISIT_KEYS, thing5: '地点' });
    await sync();
    expect(await rowOf('visit_ready', 'official_account')).toMatchObject({
      state: 'fields_changed',
      active: false,
    });
    const fields = { car_number1: 'plate', phrase2: 'step', time3: 'time', thing4: 'note' } as const;
    const params = { kind: 'visit_ready', channel: 'official_account' } as const;
    const map = (change: object) =>
      admin.client.channel.mapTemplate({
        params,
        body: { templateId: 'tpl-visit', fields: { ...fields, ...change } },
      });
    await expect(map({})).rejects.toMatchObject({ code: 'CHANNEL.FIELDS_WRONG' });
    await expect(map({ thing5: 'store', time3: 'reason' })).rejects.toMatchObject({
      code: 'CHANNEL.FIELDS_WRONG',
    });
    expect(await map({ thing5: 'store' })).toMatchObject({ state: 'ok', active: true });
    await expect(
      admin.client.channel.mapTemplate({ params, body: { templateId: 'unheard-of', fields } }),
    ).rejects.toMatchObject({ code: 'CHANNEL.TEMPLATE_UNKNOWN' });
    const off = await admin.client.channel.mapTemplate({ params, body: { templateId: null } });
    expect(off).toMatchObject({ state: 'not_set', active: false });
    // What a person switched off stays off, whatever the account has.
    await sync();
    expect((await rowOf('visit_ready', 'official_account')).active).toBe(false);
    putTemplate('tpl-visit', VISIT_KEYS);
    await sync();
    expect(await map({})).toMatchObject({ state: 'ok', active: true });
    const [audit] = await world.rows<{ n: string }>(
      "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'channel.map-template'",
    );
    expect(Number(audit?.n)).toBe(3);
  });

  it('are left alone when WeChat cannot be asked, and the daily job asks again', async () => {
    await world.phones.fault('subscribe_templates', { mode: 'errcode', errcode: 48001 });
    const { accounts, changes } = await sync();
    expect(changes).toEqual([]);
    expect(accounts[0]?.failure).toContain('没有这个接口的权限');
    expect(await rowOf('visit_ready', 'subscribe')).toMatchObject({ state: 'ok', active: true });
    world.simulator.world.faults.clear();
    const before = await world.phones.calls('subscribe_templates');
    await world.run(syncTemplatesJob);
    expect(await world.phones.calls('subscribe_templates')).toBe(before);
    world.clock.advance(24 * 3_600_000);
    await world.phones.put('/clock', { offsetMs: world.clock.now() - Date.now() });
    await world.run(syncTemplatesJob);
    expect(await world.phones.calls('subscribe_templates')).toBe(before + 1);
    // The log-in of the morning before has ended, so the table is asked.
    const syncs = await world.rows<{ failure: string }>('SELECT failure FROM template_sync');
    expect(syncs.map(({ failure }) => failure)).toEqual(['', '']);
    await world.phones.put('/clock', { offsetMs: NOON - Date.now() });
  });
});

describe('circuits', () => {
  const open = async () => {
    const owner = await makeOwner(world);
    await world.phones.fault('template_send', { mode: 'errcode', errcode: 40037 });
    const [id] = await plan(world, messageFor(world, store, owner, { kind: 'visit_checked_in' }));
    await world.run(sendJob);
    world.simulator.world.faults.clear();
    return { owner, id };
  };

  it('open with a reason and an advice, count what they divert, and close by a test', async () => {
    const { owner, id } = await open();
    expect((await messageRow(world, id)).channel).toBe('inbox');
    const [second] = await plan(world, messageFor(world, store, owner, { kind: 'visit_checked_in' }));
    await world.run(sendJob);
    expect((await messageRow(world, second)).why).toContain('暂停使用');
    const { items } = await admin.client.channel.circuits();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      name: 'official_account:tpl-visit',
      title: '公众号模板消息的模板“维修进度通知”',
      diverted: 1,
      held: 0,
    });
    expect(items[0]?.advice).toContain('同步模板');

    const test = (phone?: string) =>
      admin.client.channel.testCircuit({
        params: { name: 'official_account:tpl-visit' },
        body: phone === undefined ? {} : { phone },
      });
    await expect(test()).rejects.toMatchObject({ code: 'CHANNEL.TEST_PHONE_NEEDED' });
    await expect(test('13999999999')).rejects.toMatchObject({ code: 'CHANNEL.TEST_UNBOUND' });
    const stranger = await makeOwner(world, { follower: false });
    await expect(test(stranger.phone)).rejects.toMatchObject({ code: 'CHANNEL.TEST_NOT_FOLLOWER' });

    await world.phones.fault('template_send', { mode: 'errcode', errcode: 40249 });
    const failed = await test(owner.phone);
    expect(failed.closed).toBe(false);
    expect(failed.circuit?.reason).toContain('40249');
    world.simulator.world.faults.clear();

    expect(await test(owner.phone)).toMatchObject({ closed: true, circuit: null });
    expect((await admin.client.channel.circuits()).items).toEqual([]);
    await expect(test(owner.phone)).rejects.toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    const delivered = await world.phones.deliveries(owner.openid);
    expect(delivered.at(-1)?.fields.map(({ value }) => value)).toContain('这是一条测试消息');
    const audits = await world.rows<{ text: string }>(
      "SELECT text FROM audit_log WHERE action = 'channel.test' ORDER BY id",
    );
    expect(audits).toHaveLength(2);
  });

  it('give the credit of a failed test back and spend that of a good one', async () => {
    const owner = await makeOwner(world);
    await accept(owner, 'sub-booking');
    await eventually(
      () => creditsOf(world, owner.accountId, 'sub-booking'),
      (count) => count === 1,
    );
    await world.rows(
      "INSERT INTO circuit (name, reason, opened_at, retry_at) VALUES ('subscribe:sub-booking', '模板不可用（40037）', ?, ?)",
      [world.clock.date(), world.clock.date()],
    );
    const test = () =>
      admin.client.channel.testCircuit({
        params: { name: 'subscribe:sub-booking' },
        body: { phone: owner.phone },
      });
    await world.phones.fault('subscribe_send', { mode: 'errcode', errcode: 41030 });
    expect((await test()).closed).toBe(false);
    expect(await creditsOf(world, owner.accountId, 'sub-booking')).toBe(1);
    world.simulator.world.faults.clear();
    expect((await test()).closed).toBe(true);
    expect(await creditsOf(world, owner.accountId, 'sub-booking')).toBe(0);
  });
});

describe('quota', () => {
  it("counts the group's sends of today and the store's reach bank", async () => {
    const shop = await makeStore(world, { code: 'S9' });
    const manager = await makeStaff(world, 'manager', [shop.id], 'quota-manager');
    const [followed, credited, bare] = await Promise.all([
      makeOwner(world),
      makeOwner(world, { follower: false }),
      makeOwner(world, { follower: false }),
    ]);
    for (const owner of [followed, credited, bare]) await makeVehicle(world, shop.id, owner.ownerId);
    await accept(credited, 'sub-service-due');
    await eventually(
      () => creditsOf(world, credited.accountId, 'sub-service-due'),
      (count) => count === 1,
    );
    const before = await manager.client.channel.quota({ query: {} });
    expect(before.reach).toEqual({ owners: 3, pushable: 2, followers: 1, boundOnly: 1 });
    expect(before.templates.find(({ templateId }) => templateId === 'sub-service-due')).toMatchObject({
      credits: 1,
      owners: 1,
    });
    await plan(world, messageFor(world, store, followed));
    await world.run(sendJob);
    const after = await manager.client.channel.quota({ query: { storeId: shop.id } });
    const sent = (view: typeof after) =>
      view.channels.find(({ channel }) => channel === 'official_account')?.sentToday ?? 0;
    expect(sent(after)).toBe(sent(before) + 1);
    expect(after.channels.find(({ channel }) => channel === 'sms')?.dailyQuota).toBeNull();
    await expect(manager.client.channel.quota({ query: { storeId: store.id } })).rejects.toMatchObject({
      code: 'STORE.NOT_FOUND',
    });
  });
});
