import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendJob } from '../../src/modules/messaging/index.js';
import { Retention } from '../../src/modules/privacy/index.js';
import { call } from '../support/clients.js';
import { readCsv } from '../support/exports.js';
import { makeStaff } from '../support/factories.js';
import { uploadPhoto } from '../support/photos.js';
import { installTemplates } from '../support/sending.js';
import {
  codeOf,
  type Guest,
  makeGuest,
  makeWorkshop,
  outcomes,
  type TestWorkshop,
} from '../support/visits.js';
import { NOON, startWorld, type World } from '../support/world.js';

/** The store's place, and two others some 5 and 60 km away. */
const STORE = { latitude: 37.8, longitude: 112.5 };
const NEAR = { latitude: 37.845, longitude: 112.5 };
const FAR = { latitude: 38.34, longitude: 112.5 };

describe('help on the road', () => {
  let world: World;
  let shop: TestWorkshop;
  let foreign: TestWorkshop;

  beforeAll(async () => {
    world = await startWorld();
    await installTemplates(world);
    shop = await makeWorkshop(world, 'R1');
    foreign = await makeWorkshop(world, 'R2');
    await shop.manager.client.store.update({
      params: { id: shop.store.id },
      body: { ...STORE, rescueFreeKm: 30 },
    });
  });
  beforeEach(() => world.clock.set(NOON));
  afterAll(() => world?.stop());

  const callFor = ({ owner, car }: Guest, more: object = {}) =>
    owner.client.rescue.call({ body: { vehicleId: car.id, kind: 'tow', ...more } });
  const desk = () => shop.advisor.client.staffRescue;
  const take = (id: string, who = shop.advisor) =>
    who.client.staffRescue.move({ params: { id }, body: { seen: 'requested', to: 'accepted' } });
  /** What has happened is told, and a minute passes: messages stand in the order of their instants. */
  const tell = async () => {
    await world.settle();
    await world.run(sendJob);
    world.clock.advance(60_000);
  };
  const titles = (ownerId: string) =>
    world
      .rows<{ title: string }>(
        "SELECT title FROM message WHERE owner_id = ? AND kind = 'rescue_progress' ORDER BY id",
        [ownerId],
      )
      .then((rows) => rows.map(({ title }) => title));

  it('goes from the tap to the end, and the owner knows who comes and when', async () => {
    const guest = await makeGuest(world, shop);
    const { owner, car } = guest;
    const photoId = await uploadPhoto(world, owner, 'owner');
    const called = await callFor(guest, {
      spot: NEAR,
      address: '滨河东路辅路',
      words: '打不着火',
      photoIds: [photoId],
    });
    expect(called).toMatchObject({
      state: 'requested',
      fee: 'free',
      feeText: '您在本店 30 公里免费救援范围内',
      storePhone: '0351-7000000',
      mayCancel: true,
      photos: [{ id: photoId }],
      spot: NEAR,
    });
    // Who has no car on file rings the stores.
    const { items: numbers } = await owner.client.rescue.stores();
    expect(numbers).toContainEqual({ name: called.storeName, phone: called.storePhone });
    const params = { id: called.id };
    expect((await owner.client.owner.home()).cars[0]?.rescue).toMatchObject({
      ...params,
      state: 'requested',
    });
    const day = () => shop.advisor.client.staffBooking.myDay({ query: { storeId: shop.store.id } });
    expect((await day()).rescues).toEqual([expect.objectContaining({ ...params, plate: car.plate })]);

    await take(called.id);
    await tell();
    const body = {
      seen: 'accepted',
      to: 'on_the_way',
      etaMinutes: 25,
      helper: '王师傅 0351-7000001',
    } as const;
    const setOut = world.clock.now();
    await desk().move({ params, body });
    await tell();
    const coming = await owner.client.rescue.detail({ params });
    expect(coming).toMatchObject({ state: 'on_the_way', helper: '王师傅 0351-7000001' });
    expect(Date.parse(coming.etaAt ?? '')).toBe(setOut + 25 * 60_000);
    // Who comes and when stand beside it.
    expect(coming.text).toBe('救援人员正在赶来');
    // A new time to arrive is told anew.
    await desk().move({ params, body: { seen: 'on_the_way', to: 'on_the_way', etaMinutes: 40 } });
    await tell();
    await desk().move({ params, body: { seen: 'on_the_way', to: 'arrived' } });
    await tell();
    expect((await owner.client.rescue.detail({ params })).mayCancel).toBe(false);
    expect(await codeOf(owner.client.rescue.cancel({ params, body: {} }))).toBe('RESCUE.STATE');
    await desk().move({ params, body: { seen: 'arrived', to: 'done', costFen: 0, note: '搭电后已启动' } });
    await tell();

    expect(await titles(owner.ownerId)).toEqual([
      '门店已接到您的救援',
      '救援人员正在赶来',
      '救援人员正在赶来',
      '救援人员已到达',
    ]);
    const sent = await world.phones.deliveries(owner.openid);
    expect(JSON.stringify(sent)).toContain('正在赶来');
    const seen = await desk().detail({ params });
    expect(seen).toMatchObject({ state: 'done', costFen: 0, next: [], distanceKm: 5 });
    expect(seen.steps.map(({ state, byName }) => [state, byName])).toEqual([
      ['requested', '车主'],
      ...['accepted', 'on_the_way', 'on_the_way', 'arrived', 'done'].map((state) => [state, 'advisor-r1']),
    ]);
    expect(JSON.stringify(await owner.client.rescue.detail({ params }))).not.toContain('搭电后已启动');
    expect((await day()).rescues).toEqual([]);
    expect((await owner.client.owner.home()).cars[0]?.rescue).toBeNull();
    const timeline = await shop.advisor.client.customer.timeline({
      params: { id: owner.ownerId },
      query: { kind: 'rescue' },
    });
    expect(timeline.items).toEqual([expect.objectContaining({ title: '救援 拖车 · 已完成' })]);
    // The car is free for another call.
    expect((await callFor(guest)).id).not.toBe(called.id);
  });

  it('promises nothing beyond the area of the store, nor where nobody knows how far it is', async () => {
    const far = await callFor(await makeGuest(world, shop), { spot: FAR });
    expect(far).toMatchObject({ fee: 'to_confirm' });
    expect(far.feeText).toContain('范围外');
    const nowhere = await callFor(await makeGuest(world, shop), { address: '' });
    expect(nowhere).toMatchObject({ fee: 'to_confirm', spot: null });
    expect(await callFor(await makeGuest(world, foreign), { spot: NEAR })).toMatchObject({
      fee: 'to_confirm',
    });
  });

  it('is one call however often it is tapped; somebody else of the car is told so', async () => {
    const guest = await makeGuest(world, shop);
    const taps = await Promise.all(Array.from({ length: 5 }, () => callFor(guest)));
    expect(new Set(taps.map(({ id }) => id)).size).toBe(1);
    const key = { 'idempotency-key': 'rescue-tap-000001' };
    const other = await makeGuest(world, shop);
    const body = { vehicleId: other.car.id, kind: 'fuel' };
    const send = () =>
      call(world.api, 'POST', '/owner/rescues', { token: other.owner.token, body, headers: key });
    const answers = [await send(), await send()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    const rows = await world.rows<{ n: string }>('SELECT COUNT(*) AS n FROM rescue_call WHERE owner_id = ?', [
      other.owner.ownerId,
    ]);
    expect(Number(rows[0]?.n)).toBe(1);

    const spouse = await makeGuest(world, shop);
    await world.rows('UPDATE owner_vehicle SET vehicle_id = ? WHERE owner_id = ?', [
      guest.car.id,
      spouse.owner.ownerId,
    ]);
    const theirs = spouse.owner.client.rescue.call({ body: { vehicleId: guest.car.id, kind: 'tow' } });
    expect(await codeOf(theirs)).toBe('RESCUE.TAKEN');
  });

  it('is the new owner’s once the car is sold, whatever whoever sold it had called for', async () => {
    const [seller, buyer] = [await makeGuest(world, shop), await makeGuest(world, shop)];
    const old = await callFor(seller);
    await seller.owner.client.owner.partFromVehicle({ params: { id: seller.car.id } });
    await world.rows('UPDATE owner_vehicle SET vehicle_id = ? WHERE owner_id = ?', [
      seller.car.id,
      buyer.owner.ownerId,
    ]);
    const taps = await outcomes([1, 2, 3].map(() => callFor({ ...buyer, car: seller.car })));
    expect(taps).toEqual({ done: 3, codes: [] });
    const calls = await world.rows<{ owner_id: string; state: string; open_vehicle_id: string | null }>(
      'SELECT owner_id, state, open_vehicle_id FROM rescue_call WHERE vehicle_id = ? ORDER BY state',
      [seller.car.id],
    );
    expect(calls.map(({ owner_id, state, open_vehicle_id }) => [owner_id, state, open_vehicle_id])).toEqual([
      [seller.owner.ownerId, 'cancelled', null],
      [buyer.owner.ownerId, 'requested', seller.car.id],
    ]);
    const told = await seller.owner.client.rescue.detail({ params: { id: old.id } });
    expect(told.text).toBe('救援已取消：车已转手，新车主在呼叫救援');
  });

  it('is taken by one of two, and by nobody once the owner has gone on', async () => {
    const second = await makeStaff(world, 'care', [shop.store.id], 'care-r1');
    const { id } = await callFor(await makeGuest(world, shop));
    expect(await outcomes([take(id), take(id, second)])).toEqual({ done: 1, codes: ['RESCUE.STATE'] });

    const guest = await makeGuest(world, shop);
    const { id: leaving } = await callFor(guest);
    const params = { id: leaving };
    const race = await outcomes([
      guest.owner.client.rescue.cancel({ params, body: { reason: '已自行启动' } }),
      take(leaving),
    ]);
    // Whoever was first: the cancellation holds, for it may follow the taking too.
    const end = await guest.owner.client.rescue.detail({ params });
    expect(end.state).toBe('cancelled');
    expect(race.codes.every((code) => code === 'RESCUE.STATE')).toBe(true);
    expect(end.steps.map(({ state }) => state)).toEqual(
      race.done === 2 ? ['requested', 'accepted', 'cancelled'] : ['requested', 'cancelled'],
    );
    await tell();
    expect(await titles(guest.owner.ownerId)).toEqual([]);
  });

  it('is cancelled by staff with a reason that the owner reads', async () => {
    const guest = await makeGuest(world, shop);
    const { id } = await callFor(guest);
    const params = { id };
    const cancel = (note: string) =>
      desk().move({ params, body: { seen: 'requested', to: 'cancelled', note } });
    expect(await codeOf(cancel(''))).toBe('REQUEST.INVALID');
    await cancel('已由交警安排拖车');
    await tell();
    expect(await titles(guest.owner.ownerId)).toEqual(['救援已取消']);
    expect((await guest.owner.client.rescue.detail({ params })).text).toContain('已由交警安排拖车');
  });

  it('is nobody’s but the owner’s and the store’s', async () => {
    const guest = await makeGuest(world, shop);
    const stranger = await makeGuest(world, shop);
    const { id } = await callFor(guest);
    const params = { id };
    expect(await codeOf(stranger.owner.client.rescue.detail({ params }))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(stranger.owner.client.rescue.cancel({ params, body: {} }))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(callFor({ owner: stranger.owner, car: guest.car }))).toBe('VEHICLE.NOT_FOUND');
    expect(await codeOf(take(id, foreign.advisor))).toBe('REQUEST.NOT_FOUND');
    expect(await codeOf(take(id, shop.technician))).toBe('AUTH.FORBIDDEN');
    const day = await shop.technician.client.staffBooking.myDay({ query: { storeId: shop.store.id } });
    expect(day.rescues).toEqual([]);
    const list = await foreign.advisor.client.staffRescue.list({ query: {} });
    expect(list.items.map(({ storeId }) => storeId)).not.toContain(shop.store.id);
  });

  it('is listed and taken away as a table by those who work on it', async () => {
    const { id } = await callFor(await makeGuest(world, shop), { kind: 'accident' });
    const { items } = await desk().list({ query: { kind: 'accident', state: 'requested' } });
    expect(items.map((row) => row.id)).toEqual([id]);
    const answer = await call(world.api, 'GET', '/staff/rescues.csv?kind=accident', {
      token: shop.advisor.token,
    });
    const [head, ...rows] = readCsv(String(answer.body.text));
    expect(head?.slice(0, 3)).toEqual(['呼叫时间', '类型', '状态']);
    expect(rows.map((row) => row[1])).toEqual(['事故']);
  });

  it('keeps the person until it ends, and forgets the place after a year', async () => {
    const guest = await makeGuest(world, shop);
    const { id } = await callFor(guest, { spot: NEAR, address: '滨河东路', words: '爆胎' });
    const { blockers } = await guest.owner.client.privacy.overview();
    expect(JSON.stringify(blockers)).toContain('救援还在进行');
    const place = () => world.rows<object>('SELECT spot, address, words FROM rescue_call WHERE id = ?', [id]);
    world.clock.advance(366 * 86_400_000);
    await world.get(Retention).run(false);
    expect(await place()).not.toEqual([{ spot: null, address: null, words: null }]);
    const said = () =>
      world.rows<object>(
        `SELECT r.reason, r.distance_m AS distance, s.note FROM rescue_call r JOIN rescue_step s ON s.rescue_id = r.id
          WHERE r.id = ?`,
        [id],
      );
    await world.rows("UPDATE rescue_step SET note = '在服务区等' WHERE rescue_id = ?", [id]);
    await world.rows(
      "UPDATE rescue_call SET state = 'done', open_vehicle_id = NULL, reason = '已找到人' WHERE id = ?",
      [id],
    );
    world.clock.advance(86_400_000);
    await world.get(Retention).run(false);
    expect(await place()).toEqual([{ spot: null, address: null, words: null }]);
    expect(await said()).toEqual([{ reason: '', distance: null, note: '' }]);
  });
});
