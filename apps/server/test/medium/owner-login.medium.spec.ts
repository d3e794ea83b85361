import { privacyVersion } from '@cheban/contracts';
import { HOUR_MS } from '@cheban/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Accounts } from '../../src/modules/owner/index.js';
import { call, clientOf } from '../support/clients.js';
import {
  makeOwner,
  makeStore,
  makeVehicle,
  nextPhone,
  type TestOwner,
  type TestStore,
} from '../support/factories.js';
import { travel } from '../support/shop.js';
import { startWorld, type World } from '../support/world.js';

describe('owner log-in', () => {
  let world: World;
  let store: TestStore;

  beforeAll(async () => {
    world = await startWorld({ worker: 'none' });
    store = await makeStore(world);
  });
  afterAll(() => world?.stop());

  const guest = () => clientOf(world.api, null);
  const loginCode = async (openid: string) =>
    (await world.phones.do<{ code: string }>(openid, 'login-code')).code;

  it('uses a code once, and refuses unknown ones', async () => {
    await world.phones.person({ openid: 'mini-once', phone: '13900000001' });
    const code = await loginCode('mini-once');
    const { me } = await guest().auth.wechatLogin({ body: { code, app: 'mini' } });
    expect(me).toMatchObject({ bound: false, consented: false, name: null });
    await expect(guest().auth.wechatLogin({ body: { code, app: 'mini' } })).rejects.toMatchObject({
      code: 'AUTH.CODE_INVALID',
    });
    await expect(guest().auth.wechatLogin({ body: { code: 'nonsense', app: 'mini' } })).rejects.toMatchObject(
      {
        code: 'AUTH.CODE_INVALID',
      },
    );
  });

  it('says that WeChat is busy when it is, and logs in afterwards', async () => {
    await world.phones.person({ openid: 'mini-busy', phone: '13900000002' });
    await world.phones.fault('code2session', { mode: 'http-500', times: 1 });
    const code = await loginCode('mini-busy');
    await expect(guest().auth.wechatLogin({ body: { code, app: 'mini' } })).rejects.toMatchObject({
      code: 'AUTH.WECHAT_BUSY',
      retry: true,
    });
    await expect(guest().auth.wechatLogin({ body: { code, app: 'mini' } })).resolves.toBeDefined();
  });

  it('shows nothing personal before the consent, and nothing after it is withdrawn', async () => {
    const owner = await makeOwner(world);
    await makeVehicle(world, store.id, owner.ownerId);
    expect((await owner.client.owner.home()).cars).toHaveLength(1);
    await owner.client.auth.consent({ body: { version: privacyVersion, granted: false } });
    await expect(owner.client.owner.home()).rejects.toMatchObject({ code: 'AUTH.CONSENT_NEEDED' });
    expect(await owner.client.auth.me()).toMatchObject({ phoneMasked: null, vehicles: [] });
  });

  it('binds by SMS code: one a minute, five tries, once', async () => {
    await world.phones.person({ openid: 'mini-sms', phone: '13900000003' });
    const { session } = await guest().auth.wechatLogin({
      body: { code: await loginCode('mini-sms'), app: 'mini' },
    });
    const client = clientOf(world.api, session.accessToken);
    await expect(client.auth.sendSmsCode({ body: { phone: '13900000003' } })).rejects.toMatchObject({
      code: 'AUTH.CONSENT_NEEDED',
    });
    await client.auth.consent({ body: { version: privacyVersion, granted: true } });
    const [first, second] = await Promise.allSettled([
      client.auth.sendSmsCode({ body: { phone: '13900000003' } }),
      client.auth.sendSmsCode({ body: { phone: '13900000003' } }),
    ]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
    const [message] = await world.phones.deliveries('mini-sms');
    const code = /(?<!\d)\d{6}(?!\d)/.exec(JSON.stringify(message))?.[0] ?? '';
    await expect(
      client.auth.bindPhone({
        body: { method: 'sms', phone: '13900000003', code: code === '000000' ? '000001' : '000000' },
      }),
    ).rejects.toMatchObject({ code: 'AUTH.SMS_CODE_WRONG' });
    const me = await client.auth.bindPhone({ body: { method: 'sms', phone: '139 0000-0003', code } });
    expect(me).toMatchObject({ bound: true, phoneMasked: '139****0003' });
    await expect(
      client.auth.bindPhone({ body: { method: 'sms', phone: '13900000003', code } }),
    ).rejects.toMatchObject({
      code: 'AUTH.SMS_CODE_WRONG',
    });
  });

  it('finds the person that was imported under the phone', async () => {
    const first = await makeOwner(world, { phone: '13911112222', name: '李四' });
    await makeVehicle(world, store.id, first.ownerId);
    const again = await makeOwner(world, { phone: '13911112222' });
    expect(again.ownerId).toBe(first.ownerId);
    expect((await again.client.auth.me()).vehicles).toHaveLength(1);
  });

  it('joins follower and mini-program of one person without losing log-in, consent or owner', async () => {
    const person = { openid: 'mini-join', oaOpenid: 'oa-join', unionid: 'union-join', phone: '13900000009' };
    await world.phones.person(person);
    const accounts = world.get(Accounts);
    // The follow push came first and knew no unionid; the log-in made a second row.
    await world.uow.run((tx) =>
      accounts.linkOfficial(tx, { officialOpenid: 'oa-join', unionid: null, follower: true }),
    );
    const { session } = await guest().auth.wechatLogin({
      body: { code: await loginCode('mini-join'), app: 'mini' },
    });
    const client = clientOf(world.api, session.accessToken);
    await client.auth.consent({ body: { version: privacyVersion, granted: true } });
    await world.uow.run((tx) =>
      accounts.linkOfficial(tx, { officialOpenid: 'oa-join', unionid: 'union-join', follower: true }),
    );
    const proof = await world.phones.do<{ code: string }>('mini-join', 'phone-code');
    const me = await client.auth.bindPhone({ body: { method: 'wechat', code: proof.code } });
    expect(me).toMatchObject({ bound: true, consented: true });
    const account = await accounts.findByOpenid('official', 'oa-join');
    expect(account).toMatchObject({ miniOpenid: 'mini-join', unionid: 'union-join', follower: true });
    expect(account?.ownerId).not.toBeNull();
    const [rows] = await world.rows<{ n: string }>(
      'SELECT COUNT(*) AS n FROM account WHERE follower = 1 AND owner_id IS NULL',
    );
    expect(Number(rows?.n)).toBe(0);
  });

  it('binds a car by VIN as driver, refuses wrong proofs alike, and keeps phones out of the database in clear', async () => {
    const owner = await makeOwner(world, { phone: '13977778888' });
    const car = await makeVehicle(world, store.id, owner.ownerId);
    const friend = await makeOwner(world);
    const wrong = await call(world.api, 'POST', '/owner/vehicles', {
      token: friend.token,
      body: { by: 'plate', plate: car.plate, phone: '13977770000' },
    });
    const unknown = await call(world.api, 'POST', '/owner/vehicles', {
      token: friend.token,
      body: { by: 'vin', vin: 'LVGUNKNAWN0000000' },
    });
    expect(wrong.body.error?.code).toBe('VEHICLE.PROOF_MISMATCH');
    expect(unknown.body.error?.code).toBe('VEHICLE.PROOF_MISMATCH');
    await friend.client.owner.bindVehicle({ body: { by: 'vin', vin: car.vin.toLowerCase() } });
    expect((await friend.client.auth.me()).vehicles).toMatchObject([{ id: car.id, role: 'driver' }]);
    const [stored] = await world.rows<{ phone: string; vin: string }>(
      'SELECT o.phone, v.vin FROM owner o, vehicle v WHERE o.id = ? AND v.id = ?',
      [owner.ownerId, car.id],
    );
    expect(stored?.phone).not.toContain('13977778888');
    expect(stored?.vin).not.toContain(car.vin);
  });

  it('makes one owner of a car without people, and a driver of whoever has sold it and binds it again', async () => {
    const car = await makeVehicle(world, store.id, null);
    const both = [await makeOwner(world), await makeOwner(world)];
    const bind = (owner: TestOwner) => owner.client.owner.bindVehicle({ body: { by: 'vin', vin: car.vin } });
    await Promise.all(both.map(bind));
    const roles = async () =>
      (
        await world.rows<{ role: string }>(
          'SELECT role FROM owner_vehicle WHERE vehicle_id = ? AND ended_at IS NULL ORDER BY role',
          [car.id],
        )
      ).map(({ role }) => role);
    expect(await roles()).toEqual(['driver', 'owner']);
    const taps = await Promise.allSettled(both.map(bind));
    expect(taps.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await world.rows("UPDATE owner_vehicle SET ended_at = ? WHERE vehicle_id = ? AND role = 'owner'", [
      world.clock.date(),
      car.id,
    ]);
    await world.rows("UPDATE owner_vehicle SET role = 'owner' WHERE vehicle_id = ? AND ended_at IS NULL", [
      car.id,
    ]);
    expect((await Promise.allSettled(both.map(bind))).map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(await roles()).toEqual(['driver', 'owner']);
  });

  it('sends a phone ten codes a day, from however many accounts', async () => {
    const phone = nextPhone('139');
    const ask = async () => {
      // Providers stop at five an hour by themselves.
      await travel(world, 2 * HOUR_MS);
      const { client } = await makeOwner(world);
      return client.auth.sendSmsCode({ body: { phone } });
    };
    for (let code = 1; code <= 10; code += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'REQUEST.TOO_MANY' });
  });

  it('ends a log-in for good', async () => {
    const owner = await makeOwner(world);
    await owner.client.auth.logout();
    await expect(owner.client.auth.me()).rejects.toMatchObject({ code: 'AUTH.EXPIRED' });
  });
});
