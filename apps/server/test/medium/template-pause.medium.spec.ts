import { DAY_MS, HOUR_MS, MINUTE_MS } from '@cheban/kernel';
import type { Template } from '@cheban/simulator';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SendDue } from '../../src/modules/messaging/index.js';
import { workCare } from '../support/care-work.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestOwner,
  type TestStaff,
  type TestStore,
} from '../support/factories.js';
import { installTemplates, messageFor, messageRow, plan } from '../support/sending.js';
import { NOON, startWorld, type World } from '../support/world.js';

const GONE = '公众号模板缺失，已暂停，模板恢复后再发。';

let world: World;
let store: TestStore;
let admin: TestStaff;
let writer: TestStaff;
beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world);
  await installTemplates(world);
  admin = await makeStaff(world, 'admin', []);
  writer = await makeStaff(world, 'marketing', [store.id]);
  return () => world.stop();
});
afterEach(async () => {
  world.clock.set(NOON);
  world.simulator.world.faults.clear();
  await restore();
  for (const table of ['message', 'message_attempt', 'message_cap', 'circuit'])
    await world.rows(`DELETE FROM ${table}`);
});

const send = () => world.get(SendDue).run();
const sync = () => admin.client.channel.syncTemplates();
const lost: Template[] = [];
/** Takes templates out of the accounts. */
async function lose(...ids: string[]): Promise<void> {
  for (const id of ids) {
    const template = world.simulator.world.templates.get(id);
    if (!template) throw new Error(`no template ${id}`);
    lost.push(template);
    world.simulator.world.templates.delete(id);
  }
  await sync();
}
/** Puts them back. */
async function restore(): Promise<void> {
  for (const template of lost.splice(0)) world.simulator.world.templates.set(template.id, template);
  await sync();
}
/** Of a person whom only the official account reaches. */
const dueOf = async (owner: TestOwner, change: Parameters<typeof messageFor>[3] = {}) =>
  (
    await plan(world, messageFor(world, store, owner, { class: 'care', kind: 'insurance_due', ...change }))
  )[0];
const insuranceRule = async () => {
  const { items } = await writer.client.careRule.list({ query: { storeId: store.id } });
  return items.find(({ code }) => code === 'insurance');
};

describe('a rule whose template is missing', () => {
  it('keeps its due messages with the reason, says so everywhere, and tells them once the template is back', async () => {
    const owner = await makeOwner(world);
    const { id: car } = await makeVehicle(world, store.id, owner.ownerId, {
      lastServiceOn: '2026-11-08',
      soldOn: '2022-05-06',
    });
    const onSixtieth = new Date(NOON + 30 * DAY_MS).toISOString().slice(0, 10);
    await world.rows(
      "UPDATE vehicle SET `use` = 'other', insurance_expires_on = ?, updated_at = ? WHERE id = ?",
      [onSixtieth, world.clock.date(), car],
    );
    expect((await insuranceRule())?.templatePause).toBeNull();
    await lose('sub-service-due', 'tpl-service-due');

    expect((await insuranceRule())?.templatePause).toMatchObject({
      whole: true,
      channels: ['subscribe', 'official_account'],
      what: '订阅消息模板缺失、公众号模板缺失，已暂停',
    });
    const preview = await writer.client.careRule.preview({
      body: { storeId: store.id, code: 'insurance', days: 30 },
    });
    expect(preview.held).toContainEqual({ reason: GONE, count: preview.held[0]?.count });
    expect(preview.messages).toBe(0);

    await workCare(world);
    const told = () =>
      world.rows<{ id: string; state: string; why: string; channel: string | null }>(
        'SELECT id, `state`, why, channel FROM message WHERE vehicle_id = ?',
        [car],
      );
    expect(await told()).toMatchObject([{ state: 'held', why: GONE, channel: null }]);
    const { rows } = await admin.client.channel.templates();
    expect(
      rows.find(({ kind, channel }) => kind === 'insurance_due' && channel === 'official_account')?.problem,
    ).toContain('有 1 条消息在等它');
    expect(await world.phones.deliveries(owner.openid)).toEqual([]);

    await restore();
    expect((await insuranceRule())?.templatePause).toBeNull();
    // Without waiting for the next look.
    await send();
    // WeChat may have said already that it arrived.
    expect(await told()).toMatchObject([{ channel: 'official_account' }]);
    expect(await world.phones.deliveries(owner.openid)).toHaveLength(1);
  });

  it('goes on by its other channels', async () => {
    const owner = await makeOwner(world);
    await lose('tpl-service-due');
    const id = await dueOf(owner, { kind: 'service_due' });
    await send();
    expect(await messageRow(world, id)).toMatchObject({ channel: 'sms' });
    const { items } = await writer.client.careRule.list({ query: { storeId: store.id } });
    expect(items.find(({ code }) => code === 'service')?.templatePause).toMatchObject({
      whole: false,
      channels: ['official_account'],
    });
  });

  it('does not keep whom the missing template would not have reached', async () => {
    const id = await dueOf(await makeOwner(world, { follower: false }));
    await lose('tpl-service-due', 'sub-service-due');
    await send();
    expect(await messageRow(world, id)).toMatchObject({ state: 'delivered', channel: 'inbox' });
  });

  it('speaks in the inbox before its time runs out, and expires like others if nobody looked', async () => {
    const owners = await Promise.all([makeOwner(world), makeOwner(world)]);
    await lose('tpl-service-due');
    const expiresAt = NOON + 2 * HOUR_MS;
    const [last, late] = await Promise.all(owners.map((owner) => dueOf(owner, { expiresAt })));
    await send();
    expect(await messageRow(world, last)).toMatchObject({ state: 'held', why: GONE });
    await world.rows('UPDATE message SET not_before = ? WHERE id = ?', [new Date(expiresAt), late]);
    world.clock.set(expiresAt - 20 * MINUTE_MS);
    await send();
    expect(await messageRow(world, last)).toMatchObject({ state: 'delivered', channel: 'inbox' });
    expect((await messageRow(world, last)).why).toContain('公众号模板缺失，已暂停');
    world.clock.set(expiresAt + 1);
    await send();
    expect(await messageRow(world, late)).toMatchObject({ state: 'expired', channel: null });
  });

  it('wakes nobody, when it is mended, who waits for the morning by then', async () => {
    const id = await dueOf(await makeOwner(world), { expiresAt: NOON + 2 * DAY_MS });
    await lose('tpl-service-due');
    await send();
    expect(await messageRow(world, id)).toMatchObject({ state: 'held', waits_for: 'template' });
    world.clock.set(NOON + 11 * HOUR_MS);
    await send();
    const atNight = await messageRow(world, id);
    expect(atNight).toMatchObject({ state: 'held', waits_for: null });
    // The administrator has not been logged in all day.
    world.clock.set(NOON);
    await restore();
    expect((await messageRow(world, id)).not_before).toEqual(atNight.not_before);
  });

  it('of class service is said in the inbox at once', async () => {
    const id = await dueOf(await makeOwner(world), { class: 'service' });
    await lose('tpl-service-due');
    await send();
    expect(await messageRow(world, id)).toMatchObject({ state: 'delivered', channel: 'inbox' });
  });

  it('may be given up on that channel by a person, which lets go of what waits', async () => {
    const id = await dueOf(await makeOwner(world));
    await lose('tpl-service-due');
    await send();
    await admin.client.channel.mapTemplate({
      params: { kind: 'insurance_due', channel: 'official_account' },
      body: { templateId: null, fields: {} },
    });
    await send();
    expect(await messageRow(world, id)).toMatchObject({ state: 'delivered', channel: 'inbox' });
    await restore();
    await world.rows("UPDATE message_template SET active = 1 WHERE kind = 'insurance_due'");
  });
});

describe('a template that WeChat refuses when it is used (40037)', () => {
  it('puts the first message and all others off, and a good test sends them', async () => {
    const [first, second] = [await makeOwner(world), await makeOwner(world)];
    await world.phones.fault('template_send', { mode: 'errcode', errcode: 40037 });
    const ids = [await dueOf(first), await dueOf(second)];
    await send();
    for (const id of ids)
      expect(await messageRow(world, id)).toMatchObject({
        state: 'held',
        channel: null,
        why: '公众号模板暂停使用：模板不可用（40037），模板恢复后再发。',
      });
    expect((await insuranceRule())?.templatePause?.what).toContain('模板不可用（40037）');

    world.simulator.world.faults.clear();
    await admin.client.channel.testCircuit({
      params: { name: 'official_account:tpl-service-due' },
      body: { phone: first.phone },
    });
    await send();
    for (const id of ids) expect(await messageRow(world, id)).toMatchObject({ channel: 'official_account' });
  });
});
