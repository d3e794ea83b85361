import { DAY_MS } from '@cheban/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendJob } from '../../src/modules/messaging/index.js';
import { eraseOwnersJob, Retention, retainJob } from '../../src/modules/privacy/index.js';
import { personalTables } from '../../src/personal-data.js';
import { fieldCipher, openName } from '../../src/platform/crypto/index.js';
import { retentionRules } from '../../src/retention-rules.js';
import { canariesOf } from '../support/canaries.js';
import { call } from '../support/clients.js';
import { makeOwner, type TestOwner } from '../support/factories.js';
import { importBytes } from '../support/imports.js';
import { codeFor as readCode } from '../support/leaving.js';
import { installTemplates, messageFor, messageRow, plan } from '../support/sending.js';
import { travel } from '../support/shop.js';
import { codeOf, makeGuest, makeWorkshop, type TestWorkshop, wholeVisit } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

/** Columns by which a row belongs to a person. */
const BY_PERSON = /^(owner_id|account_id|inviter_id|invitee_id|member_id|uploader_id)$/;
/** Tables with such a column that say nothing of the person, or go by themselves. */
const OTHERWISE = new Map([
  ['referral', 'by both people'],
  ['message', 'by its owner'],
]);

describe('a person and their own data', () => {
  let world: World;
  let shop: TestWorkshop;

  beforeAll(async () => {
    world = await startWorld();
    await installTemplates(world);
    shop = await makeWorkshop(world, 'P1');
  });
  beforeEach(() => world.rows("UPDATE session SET access_until = '2030-01-01'"));
  afterAll(() => world?.stop());

  const codeFor = (owner: TestOwner) => readCode(world, owner);

  it('every table with a person in it is in the book, and every rule names real columns', async () => {
    const known = new Set([...personalTables.map(({ table }) => table), ...OTHERWISE.keys()]);
    const missing = world.foundation.dataSource.entityMetadatas
      .filter(({ columns }) => columns.some(({ databaseName }) => BY_PERSON.test(databaseName)))
      .map(({ tableName }) => tableName)
      .filter((table) => !known.has(table));
    expect(missing).toEqual([]);
    for (const { table, from } of retentionRules)
      expect(await world.rows(`SELECT \`${from}\` FROM \`${table}\` LIMIT 1`)).toBeDefined();
  });

  it('shows everything that is kept of them, to nobody but them', async () => {
    const guest = await makeGuest(world, shop);
    const visitId = await wholeVisit(shop, guest);
    await guest.owner.client.visit.rate({
      params: { id: visitId },
      body: { stars: 5, nps: 10, text: '很满意' },
    });
    const neighbour = await makeGuest(world, shop);
    expect(await codeOf(guest.owner.client.privacy.exportData({ body: { code: '000000' } }))).toBe(
      'AUTH.SMS_CODE_WRONG',
    );
    const code = await codeFor(guest.owner);
    const { sections } = await guest.owner.client.privacy.exportData({ body: { code } });
    const text = JSON.stringify(sections);
    const titles = sections.map(({ title }) => title);
    for (const title of ['个人资料', '车辆', '到店维修', '工单与收款', '评价', '隐私授权记录'])
      expect(titles).toContain(title);
    for (const mine of [guest.owner.phone, guest.car.plate, guest.car.vin, '很满意', '399 元', '已交车'])
      expect(text).toContain(mine);
    for (const theirs of [neighbour.owner.phone, neighbour.car.plate]) expect(text).not.toContain(theirs);
    // A code serves once.
    expect(await codeOf(guest.owner.client.privacy.exportData({ body: { code } }))).toBe(
      'AUTH.SMS_CODE_WRONG',
    );
    const [audit] = await world.rows<{ n: string }>(
      "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'privacy.export' AND subject_id = ?",
      [guest.owner.ownerId],
    );
    expect(Number(audit?.n)).toBe(1);
  });

  it('waits for what is under way, may be taken back, and then leaves nothing but what the law keeps', async () => {
    const guest = await makeGuest(world, shop);
    const { owner, car } = guest;
    await wholeVisit(shop, guest);
    const booking = await owner.client.booking.create({
      body: {
        vehicleId: car.id,
        storeId: shop.store.id,
        serviceId: shop.store.services.service,
        startsAt: '2026-11-23T02:00:00.000Z',
        advisorId: null,
        note: '空调有异味',
      },
    });
    await plan(world, messageFor(world, shop.store, owner, { notBefore: world.clock.now() + 5 * DAY_MS }));
    const ask = async () =>
      owner.client.privacy.askErasure({ body: { code: await codeFor(owner), understood: true } });

    expect((await ask()).erasure).not.toBeNull();
    await owner.client.privacy.withdrawErasure();
    expect((await owner.client.privacy.overview()).erasure).toBeNull();

    const asked = await ask();
    expect(asked.erasure?.waitsFor).toEqual(['有预约还没到店，请先取消或等服务完成']);
    const list = () => shop.manager.client.staffPrivacy.erasures({ query: { state: 'waiting' } });
    expect(await list()).toMatchObject({ waiting: 1, items: [{ dueOn: asked.erasure?.dueOn }] });
    await world.run(eraseOwnersJob);
    await travel(world, 3 * DAY_MS);
    await world.run(eraseOwnersJob);
    expect((await owner.client.privacy.overview()).erasure?.waitsFor).toHaveLength(1);
    await owner.client.booking.cancel({ params: { id: booking.id }, body: { reason: '不用了' } });
    await world.settle();

    await world.run(eraseOwnersJob);
    expect((await call(world.api, 'GET', '/owner/home', { token: owner.token })).status).toBe(401);
    const left = await canariesOf(world);
    for (const mine of [owner.phone, owner.openid, owner.oaOpenid, car.plate])
      expect(left.has(mine)).toBe(false);
    const [row] = await world.rows<{ name: string; phone: string | null }>(
      'SELECT name, phone FROM owner WHERE id = ?',
      [owner.ownerId],
    );
    expect([openName(row?.name ?? ''), row?.phone]).toEqual(['已注销车主', null]);
    const count = async (sql: string) =>
      Number((await world.rows<{ n: string }>(`SELECT COUNT(*) AS n FROM ${sql}`, [owner.ownerId]))[0]?.n);
    expect(await count('work_order WHERE visit_id IN (SELECT id FROM visit WHERE owner_id = ?)')).toBe(1);
    expect(await count('owner_vehicle WHERE owner_id = ?')).toBe(0);
    expect(await count("booking WHERE owner_id = ? AND note = '' AND cancel_reason IS NULL")).toBe(1);
    expect(
      (await world.rows('SELECT 1 FROM consent_log WHERE account_id = ?', [owner.accountId])).length,
    ).toBe(1);
    const done = await shop.manager.client.staffPrivacy.erasures({ query: { state: 'done' } });
    expect(done.items[0]).toMatchObject({ ownerName: null, phoneMasked: null, daysLeft: null });
    expect(done.items[0]?.kept.map(({ title }) => title)).toContain('工单与收款');

    // Nothing more is sent, and an export of the dealership brings nobody back.
    const heard = (await world.phones.deliveries(owner.openid)).length;
    await travel(world, 3 * DAY_MS);
    await world.run(sendJob);
    expect((await world.phones.deliveries(owner.openid)).length).toBe(heard);
    const line = `客户姓名,手机号码,车架号,车牌号,品牌\n王某,${owner.phone},${car.vin},${car.plate},广汽丰田\n`;
    await importBytes(world, { kind: 'vehicles', storeId: shop.store.id, content: Buffer.from(line) });
    expect((await canariesOf(world)).has(owner.phone)).toBe(false);

    // Whoever has the phone now begins anew.
    const next = await makeOwner(world, { phone: owner.phone });
    expect(next.ownerId).not.toBe(owner.ownerId);
    expect((await next.client.auth.me()).vehicles).toEqual([]);
    await importBytes(world, { kind: 'vehicles', storeId: shop.store.id, content: Buffer.from(line) });
    expect(await count('owner_vehicle WHERE owner_id = ?')).toBe(0);
    expect((await next.client.auth.me()).vehicles).toHaveLength(1);
  });

  it('says nothing but what is under way from the wish to leave until it is done or taken back', async () => {
    // Ten in the morning: no quiet hours stand against anything.
    world.clock.set(Math.ceil(world.clock.now() / DAY_MS) * DAY_MS + 2 * 3_600_000);
    await travel(world, 0);
    const { owner } = await makeGuest(world, shop);
    const code = await codeFor(owner);
    const heard = async () => (await world.phones.deliveries(owner.openid)).length;
    const before = await heard();
    await owner.client.privacy.askErasure({ body: { code, understood: true } });
    const [care, asks, visit] = await plan(
      world,
      messageFor(world, shop.store, owner, { class: 'care', kind: 'service_due', title: '该保养了' }),
      messageFor(world, shop.store, owner, { kind: 'rating_invitation', title: '请您评价' }),
      messageFor(world, shop.store, owner),
    );
    await world.run(sendJob);
    for (const id of [care, asks])
      expect(await messageRow(world, id)).toMatchObject({
        state: 'held',
        why: expect.stringContaining('注销'),
      });
    expect((await messageRow(world, visit)).state).not.toBe('held');
    const told = await heard();
    expect(told).toBeGreaterThan(before);
    const manager = shop.manager.client;
    const reach = await manager.preference.reach({ params: { id: owner.ownerId } });
    expect(reach.next.map(({ why }) => why).join()).toContain('已申请注销账号');

    await travel(world, DAY_MS);
    await world.run(sendJob);
    expect(await heard()).toBe(told);
    await owner.client.privacy.withdrawErasure();
    await travel(world, DAY_MS);
    await world.run(sendJob);
    for (const id of [care, asks]) expect((await messageRow(world, id)).state).not.toBe('held');
    expect(await heard()).toBeGreaterThan(told);
  });

  it('deletes what is old once a night, in chunks, and counts the same in a dry run', async () => {
    const old = new Date(world.clock.now() - 4 * DAY_MS);
    const values = Array.from({ length: 2_300 }, (_, i) => [
      String(i).padStart(26, '0'),
      `retention-${i}`,
      'x'.repeat(43),
      fieldCipher().encrypt('null'),
      old,
    ]);
    await world.rows(
      'INSERT INTO idempotency_key (actor_id, idem_key, request_hash, answer, created_at) VALUES ?',
      [values],
    );
    const rowsOf = async (dryRun: boolean) =>
      (await world.get(Retention).run(dryRun)).find(({ table }) => table === 'idempotency_key')?.rows;
    const left = async () =>
      Number(
        (
          await world.rows<{ n: string }>(
            "SELECT COUNT(*) AS n FROM idempotency_key WHERE idem_key LIKE 'retention-%'",
          )
        )[0]?.n,
      );
    expect(await rowsOf(true)).toBeGreaterThanOrEqual(2_300);
    await world.run(retainJob);
    expect(await left()).toBe(2_300);
    // Three in the morning.
    const hour = 3_600_000;
    world.clock.set(Math.ceil(world.clock.now() / DAY_MS) * DAY_MS + 20 * hour);
    await world.run(retainJob);
    expect(await left()).toBe(0);
    expect(await rowsOf(true)).toBe(0);
  });
});
