import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { planCareJob, tellCareJob } from '../../src/modules/care/index.js';
import { sendJob } from '../../src/modules/messaging/index.js';
import { call } from '../support/clients.js';
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

let world: World;
let store: TestStore;
let manager: TestStaff;
let owner: TestOwner;

beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world);
  await installTemplates(world);
  manager = await makeStaff(world, 'manager', [store.id]);
  owner = await makeOwner(world, { name: '=王建国' });
});
afterAll(async () => {
  await world?.stop();
});
afterEach(() => {
  world.clock.set(NOON);
  world.simulator.world.faults.clear();
});

/** A message that WeChat refused for its content: it failed. */
const failedOne = async () => {
  await world.phones.fault('template_send', { mode: 'errcode', errcode: 47003, times: 1 });
  const [id] = await plan(world, messageFor(world, store, owner, { kind: 'rating_invitation' }));
  await world.run(sendJob);
  expect((await messageRow(world, id)).state).toBe('failed');
  return id ?? '';
};

describe('the delivery log', () => {
  it('tells every try with its meaning and what to do', async () => {
    const id = await failedOne();
    const detail = await manager.client.delivery.detail({ params: { id } });
    expect(detail).toMatchObject({ state: 'failed', resendBlocked: null, repeats: null, repeatedBy: null });
    expect(detail.timeline).toHaveLength(1);
    expect(detail.timeline[0]).toMatchObject({
      outcome: 'failed',
      code: '47003',
      channelLabel: '公众号模板消息',
    });
    expect(detail.timeline[0]?.text).toContain('模板字段');
    expect(detail.advice).toContain('核对字段对应关系');
    const stranger = await makeStaff(
      world,
      'manager',
      [(await makeStore(world, { code: 'S7' })).id],
      'far-away',
    );
    await expect(stranger.client.delivery.detail({ params: { id } })).rejects.toMatchObject({
      code: 'REQUEST.NOT_FOUND',
    });
  });

  it('is narrowed by class, channel, period and plate', async () => {
    const guest = await makeOwner(world, { name: '李雪梅' });
    const car = await makeVehicle(world, store.id, guest.ownerId);
    const [id] = await plan(world, messageFor(world, store, guest, { vehicleId: car.id }));
    await world.run(sendJob);
    const ids = async (query: object) =>
      (await manager.client.care.messages({ query: { ...query, ownerId: guest.ownerId } })).items.map(
        (row) => row.id,
      );
    expect(await ids({ plate: car.plate.slice(-5) })).toEqual([id]);
    expect(await ids({ plate: '99999' })).toEqual([]);
    expect(await ids({ channel: 'official_account', class: 'service' })).toEqual([id]);
    expect(await ids({ channel: 'sms' })).toEqual([]);
    expect(await ids({ from: '2026-11-18', to: '2026-11-18' })).toEqual([id]);
    expect(await ids({ to: '2026-11-17' })).toEqual([]);
    expect(await ids({ from: '2026-11-19' })).toEqual([]);
    expect(await ids({ rule: 'service' })).toEqual([]);
  });

  it('leaves as a file whose cells no spreadsheet runs, and writes down who took it', async () => {
    await failedOne();
    const get = (format: string) =>
      fetch(`${world.api}/staff/messages/export?format=${format}&state=failed`, {
        headers: { authorization: `Bearer ${manager.token}` },
      });
    const csv = await (await get('csv')).text();
    expect(csv.startsWith('\uFEFF"门店"') || csv.startsWith('"门店"')).toBe(true);
    expect(csv).toContain(`"'=王建国"`);
    const xlsx = await get('xlsx');
    expect(xlsx.headers.get('content-type')).toContain('spreadsheetml');
    expect(
      Buffer.from(await xlsx.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    const audits = await world.rows("SELECT 1 FROM audit_log WHERE action = 'message.export'");
    expect(audits).toHaveLength(2);
    const advisor = await makeStaff(world, 'advisor', [store.id], 'no-export');
    const answer = await call(world.api, 'GET', '/staff/messages/export', { token: advisor.token });
    expect(answer.status).toBe(403);
  });
});

describe('a resend', () => {
  it('is one new message, however many people press at once', async () => {
    const id = await failedOne();
    const colleague = await makeStaff(world, 'manager', [store.id], 'colleague');
    const press = (staff: TestStaff) =>
      staff.client.delivery.resend({ params: { id }, body: { reason: '车主来电说没有收到' } });
    const answers = await Promise.allSettled([press(manager), press(colleague), press(manager)]);
    const won = answers.filter((answer) => answer.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'MESSAGE.RESENT' });
    }
    const again = won[0]?.status === 'fulfilled' ? won[0].value.id : '';
    await world.run(sendJob);
    expect((await messageRow(world, again)).channel).toBe('official_account');
    const detail = await manager.client.delivery.detail({ params: { id } });
    expect(detail).toMatchObject({ repeatedBy: again, resendBlocked: '已经有人重发过了。' });
    const repeated = await manager.client.delivery.detail({ params: { id: again } });
    expect(repeated.repeats).toBe(id);
    const audits = await world.rows<{ text: string }>(
      "SELECT text FROM audit_log WHERE action = 'message.resend'",
    );
    expect(audits.map(({ text }) => text).join()).toContain('车主来电说没有收到');
  });

  it('is refused for what arrived or is under way, and by the access table for advisors', async () => {
    const [waiting] = await plan(world, messageFor(world, store, owner));
    const resend = (staff: TestStaff, id: string) =>
      staff.client.delivery.resend({ params: { id }, body: { reason: '再试一次' } });
    await expect(resend(manager, waiting ?? '')).rejects.toMatchObject({ code: 'MESSAGE.NOT_RESENDABLE' });
    await world.run(sendJob);
    await expect(resend(manager, waiting ?? '')).rejects.toMatchObject({ code: 'MESSAGE.NOT_RESENDABLE' });
    const advisor = await makeStaff(world, 'advisor', [store.id], 'no-resend');
    await expect(resend(advisor, waiting ?? '')).rejects.toMatchObject({ code: 'AUTH.FORBIDDEN' });
  });

  it('of a reminder is a reminder: its answers go by the new message, and what is over is not said again', async () => {
    const guest = await makeOwner(world);
    const car = await makeVehicle(world, store.id, guest.ownerId);
    await world.run(planCareJob);
    await world.run(tellCareJob);
    const [told] = await world.rows<{ id: string }>(
      "SELECT id FROM message WHERE vehicle_id = ? AND kind = 'service_due' ORDER BY id DESC LIMIT 1",
      [car.id],
    );
    const id = told?.id ?? '';
    await world.rows("UPDATE message SET state = 'unknown', claim_until = NULL WHERE id = ?", [id]);
    const detail = await manager.client.delivery.detail({ params: { id } });
    expect(detail.rule?.code).toBe('service');
    const again = await manager.client.delivery.resend({ params: { id }, body: { reason: '车主没有收到' } });
    const repeated = await manager.client.delivery.detail({ params: { id: again.id } });
    expect(repeated.rule?.code).toBe('service');
    expect(repeated.page).toContain(again.id);
    await guest.client.message.answer({
      params: { id: again.id },
      body: { answer: 'done_elsewhere', on: '2026-11-10', reason: 'near' },
    });
    await world.rows("UPDATE message SET state = 'unknown', claim_until = NULL WHERE id = ?", [again.id]);
    await expect(
      manager.client.delivery.resend({ params: { id: again.id }, body: { reason: '再试一次' } }),
    ).rejects.toMatchObject({ code: 'MESSAGE.OUTDATED' });
  });

  it('works for what only stands in the inbox, and passes the gates again', async () => {
    const guest = await makeOwner(world, { follower: false });
    const [id] = await plan(world, messageFor(world, store, guest, { kind: 'rating_invitation' }));
    await world.run(sendJob);
    expect((await messageRow(world, id)).channel).toBe('inbox');
    const again = await manager.client.delivery.resend({
      params: { id: id ?? '' },
      body: { reason: '车主刚刚关注了公众号' },
    });
    await world.run(sendJob);
    expect(await messageRow(world, again.id)).toMatchObject({ state: 'delivered', channel: 'inbox' });
  });
});
