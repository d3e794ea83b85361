import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepCampaignsJob } from '../../src/modules/campaign/index.js';
import { sendJob } from '../../src/modules/messaging/index.js';
import { sendPayoutsJob } from '../../src/modules/payment/index.js';
import { FieldCipher, fieldCipher, sealName, useFieldCipher } from '../../src/platform/crypto/index.js';
import { DataKeys } from '../../src/platform/data-keys/index.js';
import { approvedCampaign, planOf, startWave, tap, ticketOf } from '../support/campaigns.js';
import {
  type Canaries,
  canariesOf,
  canDump,
  dumpOf,
  grep,
  grepRedis,
  grepTables,
  withoutEncryption,
} from '../support/canaries.js';
import { call } from '../support/clients.js';
import { everyExport, readCsv } from '../support/exports.js';
import { makeOwner, makeStaff } from '../support/factories.js';
import { importBytes } from '../support/imports.js';
import { uploadPhoto } from '../support/photos.js';
import { installTemplates } from '../support/sending.js';
import { makeStrangers, type Strangers } from '../support/strangers.js';

import { makeGuest, makeWorkshop, wholeVisit } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

const NAME = '欧阳金丝雀';

describe('personal data at rest', () => {
  const logs: string[] = [];
  const bodies: string[] = [];
  let world: World;
  let strangers: Strangers;
  let canaries: Canaries;

  beforeAll(async () => {
    world = await startWorld({ logs });
    await installTemplates(world);
    strangers = await makeStrangers(world);
    const { guest, theirs } = strangers;
    await nameEverybody();
    await driveMore(theirs.id, guest);
    await driveVisit();
    canaries = await canariesOf(world);
  });
  beforeEach(() => world.rows("UPDATE session SET access_until = '2030-01-01'"));
  afterAll(() => world?.stop());

  async function nameEverybody(): Promise<void> {
    const { name, nameHead, nameIndex } = sealName(NAME);
    await world.rows('UPDATE owner SET name = ?, name_head = ?, name_index = ?', [name, nameHead, nameIndex]);
  }

  /** Booked, served, rated badly and called about, by somebody whose name everybody knows. */
  async function driveVisit(): Promise<void> {
    const shop = await makeWorkshop(world, 'S9');
    const guest = await makeGuest(world, shop);
    await nameEverybody();
    const visitId = await wholeVisit(shop, guest);
    const { id } = await guest.owner.client.rescue.call({
      body: {
        vehicleId: guest.car.id,
        kind: 'tow',
        spot: { latitude: 37.123456, longitude: 112.654321 },
        address: '金丝雀大桥东侧 200 米',
        words: '车里有金丝雀',
      },
    });
    for (const body of [
      { seen: 'requested', to: 'accepted', helper: '金丝雀师傅' },
      { seen: 'accepted', to: 'on_the_way', etaMinutes: 20 },
    ] as const)
      await shop.advisor.client.staffRescue.move({ params: { id }, body });
    await guest.owner.client.visit.rate({
      params: { id: visitId },
      body: { stars: 1, nps: 0, text: '不满意' },
    });
    await world.settle();
    await world.run(sendJob);
  }

  /** What `makeStrangers` leaves out: an import, a packet that is paid, messages that go out, lists and errors. */
  async function driveMore(storeId: string, guest: Strangers['guest']): Promise<void> {
    const rows = [
      '客户姓名,手机号码,车架号,车牌号,品牌',
      `${NAME}二,13766660001,LVGBM50K3NG600001,晋AC6001,广汽丰田`,
      `${NAME}三,13766660002,LVG-SHORT,晋AC6002,广汽丰田`,
    ];
    await importBytes(world, { kind: 'vehicles', storeId, content: Buffer.from(`${rows.join('\n')}\n`) });
    await uploadPhoto(world, guest, 'owner');
    const manager = await makeStaff(world, 'manager', [storeId], 'canary-manager');
    const marketing = await makeStaff(world, 'marketing', [storeId], 'canary-marketing');
    const desk = { world, marketing, manager, store: strangers.theirs };
    const id = await approvedCampaign(desk, planOf(desk, 2));
    const ticket = await ticketOf(guest, id);
    startWave(desk);
    await tap(world, guest.token, id, ticket);
    for (const job of [sweepCampaignsJob, sweepCampaignsJob, sendPayoutsJob, sendJob]) await world.run(job);
    await world.settle();
    await world.run(sendJob);
    const [car] = await world.rows<{ vin: string; plate: string }>('SELECT vin, plate FROM vehicle LIMIT 1');
    const vin = fieldCipher().decrypt(car?.vin ?? '');
    const plate = fieldCipher().decrypt(car?.plate ?? '');
    const answers = [
      await call(world.api, 'POST', '/owner/vehicles', {
        token: strangers.owner.token,
        body: { by: 'plate', plate, phone: '13999998888' },
      }),
      await call(world.api, 'POST', '/owner/vehicles', {
        token: strangers.owner.token,
        body: { by: 'vin', vin, more: guest.phone },
      }),
      await call(world.api, 'POST', '/auth/bind-phone', {
        token: guest.token,
        body: { method: 'sms', phone: guest.phone, code: '000000' },
      }),
      await call(world.api, 'GET', `/staff/search?q=${encodeURIComponent(vin)}&x=${guest.phone}`, {
        token: manager.token,
      }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      bodies.push(JSON.stringify(body));
    }
    await call(world.api, 'GET', `/staff/search?q=${guest.phone}`, { token: manager.token });
    await call(world.api, 'GET', `/staff/search?q=${encodeURIComponent(NAME)}`, { token: manager.token });
  }

  it('stands nowhere in clear: tables, Redis and its queues, logs, answers of errors', async () => {
    expect(new Set(canaries.values()).size).toBe(11);
    expect(await grepTables(world, canaries)).toEqual([]);
    expect(await grepRedis(world, canaries)).toEqual([]);
    expect(logs.length).toBeGreaterThan(20);
    expect([...new Set(grep(canaries, 'log', logs.join('\n')))]).toEqual([]);
    expect(grep(canaries, 'error', bodies.join('\n'))).toEqual([]);
  });

  /** Names and plates are what the readers of a list need: they stand in columns of their own, and nowhere else. */
  const columns: Record<string, RegExp> = { 'owner.name': /^(车主|姓名)$/, 'vehicle.plate': /^车牌$/ };
  /** What lists that leave the house say beyond that. */
  const grepExports = async () =>
    (await everyExport(world, strangers)).flatMap(({ routeId, text }) => {
      const [head = [], ...rows] = readCsv(text);
      const isOwn = (hit: string, column: number) =>
        columns[hit.split(': ')[1] ?? '']?.test(head[column] ?? '');
      return rows.flatMap((cells) =>
        cells.flatMap((cell, column) => grep(canaries, routeId, cell).filter((hit) => !isOwn(hit, column))),
      );
    });

  it('is masked in every list that is taken away, and seen where one says it', async () => {
    expect(await grepExports()).toEqual([]);
    const { guest } = strangers;
    const { name, nameHead, nameIndex } = sealName(guest.phone);
    await world.rows('UPDATE owner SET name = ?, name_head = ?, name_index = ? WHERE id = ?', [
      name,
      nameHead,
      nameIndex,
      guest.ownerId,
    ]);
    const said = new Set((await grepExports()).map((hit) => hit.split(': ')[1]));
    expect([...said]).toEqual(['owner.phone']);
    await nameEverybody();
    expect(await grepExports()).toEqual([]);
    const [plate] = [...canaries].find(([, what]) => what === 'vehicle.plate') ?? [''];
    for (const word of [NAME, plate]) {
      await world.rows('UPDATE message SET title = CONCAT(title, ?)', [word]);
      expect(new Set((await grepExports()).map((hit) => hit.split(': ')[1])).size).toBe(1);
      await world.rows("UPDATE message SET title = REPLACE(title, ?, '')", [word]);
    }
    expect(await grepExports()).toEqual([]);
  });

  it.runIf(canDump)('is not in a dump that somebody carries away, and seen where it is', async () => {
    const dump = async () => grep(canaries, 'dump', await dumpOf(world));
    expect(await dump()).toEqual([]);
    const { guest } = strangers;
    const said = [guest.phone, guest.ownerId];
    await world.rows('UPDATE message SET why = CONCAT(why, ?) WHERE owner_id = ? LIMIT 1', said);
    expect(await dump()).toEqual(['dump: owner.phone']);
    await world.rows("UPDATE message SET why = REPLACE(why, ?, '') WHERE owner_id = ?", said);
    expect(await dump()).toEqual([]);
  });

  it('is seen where a field is left in clear', async () => {
    await withoutEncryption(async () => {
      const { guest } = strangers;
      await world.rows('UPDATE account SET mini_openid = ? WHERE id = ?', [guest.openid, guest.accountId]);
    });
    expect(await grepTables(world, canaries)).toEqual(['account: account.mini_openid']);
    await world.rows('UPDATE account SET mini_openid = ? WHERE id = ?', [
      fieldCipher().encrypt(strangers.guest.openid),
      strangers.guest.accountId,
    ]);
    expect(await grepTables(world, canaries)).toEqual([]);
  });

  it('moves to a new key while everything runs, goes on where it broke off, and needs the old key no more', async () => {
    const keys = world.get(DataKeys);
    const [k1] = world.config.dataKeys;
    if (!k1) throw new Error('no key');
    const k2 = { id: 'k2', key: Buffer.alloc(32, 5) };
    const use = (...list: { id: string; key: Buffer }[]) => {
      useFieldCipher(new FieldCipher(list, world.config.indexKey));
      world.config.dataKeys.splice(0, world.config.dataKeys.length, ...list);
    };
    const before = await canariesOf(world);
    use(k2, k1);
    const stop = new Error('killed');
    let chunks = 0;
    const half = () => {
      chunks += 1;
      if (chunks === 6) throw stop;
    };
    await expect(keys.rotate(half, 3)).rejects.toBe(stop);
    const midway = await keys.status();
    const left = (status: typeof midway) =>
      status.places.reduce((sum, place) => sum + place.total - place.newest, 0);
    expect(left(midway)).toBeGreaterThan(0);
    expect(midway.places.some(({ newest }) => newest > 0)).toBe(true);
    expect(midway.removable).toEqual([]);

    // Half-way: everything is read, found and written.
    expect(await canariesOf(world)).toEqual(before);
    const manager = strangers.staff.get('manager');
    const owner = await makeOwner(world, { name: '欧阳新来' });
    const [row] = await world.rows<{ phone: string }>('SELECT phone FROM owner WHERE id = ?', [
      owner.ownerId,
    ]);
    expect(row?.phone.startsWith('k2.')).toBe(true);
    const home = await strangers.owner.client.owner.home({});
    const hits = await manager?.client.customer.search({ query: { q: home.cars[0]?.plate ?? '' } });
    expect(hits?.items).toHaveLength(1);

    expect(await keys.rotate()).toBeGreaterThan(0);
    const done = await keys.status();
    expect(left(done)).toBe(0);
    expect(done.removable).toEqual(['k1']);
    expect(done.places.find(({ place }) => place === 'photos')).toMatchObject({ total: 2, newest: 2 });
    use(k2);
    const after = await canariesOf(world);
    for (const canary of before.keys()) expect(after.has(canary)).toBe(true);
    expect((await strangers.owner.client.owner.home({})).cars[0]?.plate).toBe(home.cars[0]?.plate);
    expect(await keys.rotate()).toBe(0);
    use(k1, k2);
  });
});
