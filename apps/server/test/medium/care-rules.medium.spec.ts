import type { CareRuleBody } from '@cheban/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sendJob } from '../../src/modules/messaging/index.js';
import { workCare } from '../support/care-work.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestStaff,
  type TestStore,
} from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { NOON, startWorld, type World } from '../support/world.js';

let world: World;
let store: TestStore;
let writer: TestStaff;
let manager: TestStaff;
let other: TestStaff;

beforeAll(async () => {
  world = await startWorld({ env: { CARE_APPROVAL_OVER: '2' } });
  store = await makeStore(world);
  await installTemplates(world);
  writer = await makeStaff(world, 'marketing', [store.id]);
  manager = await makeStaff(world, 'manager', [store.id], 'manager-a');
  other = await makeStaff(world, 'manager', [store.id], 'manager-b');
});
afterAll(async () => {
  await world?.stop();
});
afterEach(() => world.clock.set(NOON));

const work = () => workCare(world);
const ruleOf = (code: string) =>
  writer.client.careRule.detail({ params: { code }, query: { storeId: store.id } });
const custom = (change: Partial<CareRuleBody> = {}): CareRuleBody => ({
  name: '冬季用车提示',
  trigger: { type: 'on_date', on: '2026-11-25' },
  kind: 'notice',
  class: 'care',
  tellAt: '10:00',
  actionLabel: null,
  stages: [
    { offset: 0, validDays: 3, title: '天冷了，{owner}', body: '出车前热车一分钟，路上慢行。', short: null },
  ],
  channels: ['subscribe'],
  audience: null,
  ...change,
});
/** A car with an insurance that ends in so many days; its owner is bound unless told otherwise. */
async function insured(days: number, bound = true): Promise<string> {
  const owner = bound ? await makeOwner(world) : null;
  const { id } = await makeVehicle(world, store.id, owner?.ownerId ?? null, {
    lastServiceOn: '2026-11-08',
    soldOn: '2022-05-06',
  });
  await world.rows(
    "UPDATE vehicle SET `use` = 'other', insurance_expires_on = ?, updated_at = ? WHERE id = ?",
    [new Date(NOON + days * 86_400_000).toISOString().slice(0, 10), world.clock.date(), id],
  );
  return id;
}

describe('reminder rules', () => {
  it('a small edit is in force at once, and what is not told yet follows', async () => {
    const car = await insured(32);
    await work();
    const before = await ruleOf('insurance');
    expect(before).toMatchObject({ source: 'built_in', version: 0, state: 'on', basedOn: { store: 0 } });
    const body = {
      ...before.body,
      stages: before.body.stages.map((stage) =>
        stage.offset === -30 ? { ...stage, body: '{why}。本店新写的话。' } : stage,
      ),
    };
    const saved = await writer.client.careRule.save({
      params: { code: 'insurance' },
      body: { storeId: store.id, basedOnVersion: 0, body },
    });
    expect(saved).toMatchObject({ version: 1, state: 'live' });
    await expect(
      manager.client.careRule.save({
        params: { code: 'insurance' },
        body: { storeId: store.id, basedOnVersion: 0, body },
      }),
    ).rejects.toMatchObject({ code: 'CARE.RULE_CHANGED' });
    await work();
    world.clock.set(NOON + 2 * 86_400_000);
    await work();
    const said = await world.rows<{ body: string }>(
      "SELECT body FROM message WHERE vehicle_id = ? AND kind = 'insurance_due' ORDER BY id DESC LIMIT 1",
      [car],
    );
    expect(said[0]?.body).toContain('本店新写的话');
  });

  it('says in words what may not be saved', async () => {
    const { body, basedOn } = await ruleOf('birthday');
    const save = (change: Partial<CareRuleBody>) =>
      writer.client.careRule.save({
        params: { code: 'birthday' },
        body: { storeId: store.id, basedOnVersion: basedOn.store, body: { ...body, ...change } },
      });
    const [stage] = body.stages;
    if (!stage) throw new Error('A birthday has a stage');
    await expect(
      save({ stages: [{ ...stage, body: '生日快乐，凭此消息八折优惠。' }] }),
    ).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
      fields: [{ path: 'body.stages.0.body', message: '祝福里不能带优惠' }],
    });
    await expect(save({ class: 'marketing' })).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
    await expect(
      writer.client.careRule.create({
        body: { storeId: store.id, body: custom({ class: 'marketing', channels: ['official_account'] }) },
      }),
    ).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
    await expect(
      writer.client.careRule.create({ body: { storeId: null, body: custom() } }),
    ).rejects.toMatchObject({ code: 'CARE.GROUP_ONLY' });
  });

  it('a mass send waits for another person; of two who decide exactly one does', async () => {
    const made = await manager.client.careRule.create({ body: { storeId: store.id, body: custom() } });
    expect(made.state).toBe('submitted');
    const decide = (who: TestStaff) =>
      who.client.careRule.decide({
        params: { code: made.code },
        body: { storeId: store.id, version: 1, do: 'approve', note: '' },
      });
    await expect(decide(manager)).rejects.toMatchObject({ code: 'CARE.OWN_APPROVAL' });
    await expect(decide(writer)).rejects.toMatchObject({ code: 'AUTH.FORBIDDEN' });
    const list = await other.client.careRule.list({ query: { storeId: store.id } });
    expect(list.items.find(({ code }) => code === made.code)).toMatchObject({
      version: 0,
      waiting: { version: 1, mayDecide: true },
    });
    const third = await makeStaff(world, 'manager', [store.id], 'manager-c');
    const answers = await Promise.allSettled([decide(other), decide(third)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = answers.find((answer) => answer.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'CARE.DECIDED' });
    await work();
    world.clock.set(Date.parse('2026-11-25T03:00:00.000Z'));
    await work();
    const [told] = await world.rows<{ n: number }>(
      'SELECT COUNT(*) AS n FROM care_item WHERE `rule` = ? AND state = ?',
      [made.code, 'told'],
    );
    expect(Number(told?.n)).toBeGreaterThan(0);
    const audit = await world.rows<{ action: string }>(
      "SELECT action FROM audit_log WHERE action LIKE 'care.rule.%' ORDER BY id",
    );
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['care.rule.save', 'care.rule.approve']),
    );
  });

  it('a paused rule holds with its reason, and goes on when resumed', async () => {
    const car = await insured(61);
    await work();
    const state = (step: 'pause' | 'resume') =>
      writer.client.careRule.state({
        params: { code: 'insurance' },
        body: { storeId: store.id, do: step, why: step === 'pause' ? '保险公司系统维护' : '' },
      });
    await state('pause');
    await expect(state('pause')).rejects.toMatchObject({ code: 'CARE.RULE_STATE' });
    await work();
    const items = () =>
      world.rows<{ state: string; why: string }>(
        'SELECT state, why FROM care_item WHERE vehicle_id = ? AND `rule` = ? AND stage = -60',
        [car, 'insurance'],
      );
    expect((await items())[0]).toMatchObject({ state: 'held' });
    expect((await items())[0]?.why).toContain('保险公司系统维护');
    await state('resume');
    await work();
    expect((await items())[0]?.state).toBe('planned');
    world.clock.set(NOON + 86_400_000);
    await work();
    expect((await items())[0]?.state).toBe('told');
  });

  it('counts nobody by an audience that cannot be read', async () => {
    const unclear = { field: 'car.km', op: 'is', value: false } as const;
    await expect(
      writer.client.careRule.preview({
        body: { storeId: store.id, code: null, body: custom({ audience: unclear }) },
      }),
    ).rejects.toMatchObject({ code: 'REQUEST.INVALID', fields: [{ path: 'body.audience' }] });
  });

  it('previews who would get it, by which way, and who not', async () => {
    await insured(90, false);
    const preview = await writer.client.careRule.preview({
      body: { storeId: store.id, code: 'insurance', days: 60 },
    });
    expect(preview.exact).toBe(true);
    expect(preview.carsInAudience).toBeGreaterThanOrEqual(3);
    expect(preview.cars).toBeGreaterThan(0);
    expect(preview.messages).toBe(preview.byChannel.reduce((sum, { messages }) => sum + messages, 0));
    expect(preview.notReached.map(({ reason }) => reason)).toContain('没有登记的车主。');
    const unbound = preview.notReached.find(({ reason }) => reason.includes('由顾问致电'));
    expect(preview.calls, 'a call for each of those whom no message reaches').toBe(unbound?.count ?? 0);
    expect(preview.told.map(({ text }) => text).join()).toContain('续保');
    const narrowed = await writer.client.careRule.preview({
      body: {
        storeId: store.id,
        code: 'insurance',
        days: 60,
        body: {
          ...(await ruleOf('insurance')).body,
          audience: { field: 'car.model', op: 'in', value: ['没有这款车'] },
        },
      },
    });
    expect(narrowed).toMatchObject({ carsInAudience: 0, cars: 0, messages: 0, told: [] });
  });

  it('sends the words to the colleague who asks, once their phone is bound', async () => {
    const test = () =>
      writer.client.careRule.test({
        params: { code: 'insurance' },
        body: { storeId: store.id, offset: -30 },
      });
    await expect(test()).rejects.toMatchObject({ code: 'CARE.BIND_FIRST' });
    const me = await makeOwner(world, { name: '市场专员本人' });
    const admin = await makeStaff(world, 'admin', [], 'admin-a');
    await admin.client.team.update({ params: { id: writer.id }, body: { phone: me.phone } });
    const { messageId, text } = await test();
    expect(text).toContain('本店新写的话');
    await world.run(sendJob);
    const [row] = await world.rows<{ state: string; channel: string; title: string }>(
      'SELECT state, channel, title FROM message WHERE id = ?',
      [messageId],
    );
    // WeChat says at any moment that it has arrived.
    expect(['accepted', 'delivered']).toContain(row?.state);
    expect(row?.channel).toBe('official_account');
    expect(row?.title).toContain('【测试】');
    const caps = await world.rows('SELECT 1 FROM message_cap WHERE message_id = ?', [messageId]);
    expect(caps).toEqual([]);
  });
});
