import { DAY_MS } from '@cheban/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SlotFinder } from '../../src/modules/booking/index.js';
import { OwnerIntake } from '../../src/modules/owner/index.js';
import { AccountRepository } from '../../src/modules/owner/persistence/account.repository.js';
import { eraseOwnersJob } from '../../src/modules/privacy/index.js';
import { LoanerRepository } from '../../src/modules/workshop/persistence/loaner.repository.js';
import { OwnerSessions } from '../../src/platform/auth/index.js';
import { makeSession } from '../support/activities.js';
import { canariesOf } from '../support/canaries.js';
import { call, clientOf } from '../support/clients.js';
import { makeOwner } from '../support/factories.js';
import { importBytes } from '../support/imports.js';
import { isGone, leaves, startDeletion } from '../support/leaving.js';
import { installTemplates, messageFor, plan } from '../support/sending.js';
import { codeOf, type Guest, makeGuest, makeWorkshop, type TestWorkshop } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

describe('a person who is deleted this moment', () => {
  let world: World;
  let shop: TestWorkshop;

  beforeAll(async () => {
    world = await startWorld();
    await installTemplates(world);
    shop = await makeWorkshop(world, 'P2');
  });
  beforeEach(() => world.rows("UPDATE session SET access_until = '2030-01-01'"));
  afterAll(() => world?.stop());

  const count = async (sql: string, ...of: string[]) =>
    Number((await world.rows<{ n: string }>(`SELECT COUNT(*) AS n FROM ${sql}`, of))[0]?.n);
  const slotOf = ({ owner, car }: Guest) => ({
    ...{ ownerId: owner.ownerId, vehicleId: car.id, storeId: shop.store.id },
    ...{ serviceId: shop.store.services.service, advisorId: null },
    startsAt: new Date(Math.ceil(world.clock.now() / DAY_MS) * DAY_MS + DAY_MS + 2 * 3_600_000).toISOString(),
  });
  const daysAhead = (days: number) => new Date(world.clock.now() + days * DAY_MS).toISOString().slice(0, 10);

  it.each([
    [
      'booking',
      (guest: Guest) => shop.manager.client.staffBooking.create({ body: { ...slotOf(guest), note: '' } }),
    ],
    ['booking_hold', (guest: Guest) => shop.manager.client.staffBooking.hold({ body: slotOf(guest) })],
  ])('gets no %s of staff who have looked at their car already', async (table, write) => {
    const guest = await makeGuest(world, shop);
    await leaves(world, guest.owner);
    const finder = world.get(SlotFinder);
    const find = finder.shop.bind(finder);
    // Their car has been looked at by now, and nothing is written yet.
    const looked = vi.spyOn(finder, 'shop').mockImplementationOnce(async (...of) => {
      await world.run(eraseOwnersJob);
      return find(...of);
    });
    expect(await codeOf(write(guest))).toBe('VEHICLE.NOT_FOUND');
    looked.mockRestore();
    expect(await isGone(world, guest.owner)).toBe(true);
    expect(await count(`${table} WHERE owner_id = ?`, guest.owner.ownerId)).toBe(0);
  });

  it.each([
    ['with a key', { 'idempotency-key': 'a-last-wish' }],
    ['without one', undefined],
  ])('writes nothing more after the log-in was looked at, %s', async (_, headers) => {
    const { owner } = await makeGuest(world, shop);
    await leaves(world, owner);
    const sessions = world.get(OwnerSessions);
    const resolve = sessions.resolve.bind(sessions);
    const looked = vi.spyOn(sessions, 'resolve').mockImplementationOnce(async (token) => {
      const actor = await resolve(token);
      await world.run(eraseOwnersJob);
      return actor;
    });
    const body = { topics: [{ topic: 'due', on: false }] };
    const answer = await call(world.api, 'PUT', '/owner/preferences', {
      token: owner.token,
      body,
      ...(headers ? { headers } : {}),
    });
    looked.mockRestore();
    expect([answer.status, answer.body.error?.code]).toEqual([401, 'AUTH.EXPIRED']);
    expect(await count('message_wish WHERE owner_id = ?', owner.ownerId)).toBe(0);
    expect(await count('idempotency_key WHERE actor_id = ?', owner.accountId)).toBe(0);
  });

  it('is not brought back by an import that had read them', async () => {
    const { owner, car } = await makeGuest(world, shop);
    await leaves(world, owner);
    let gone = async () => {};
    const intake = world.get(OwnerIntake) as unknown as { recogniseNewNumbers(...of: unknown[]): unknown };
    const next = intake.recogniseNewNumbers.bind(intake);
    const read = vi.spyOn(intake, 'recogniseNewNumbers').mockImplementationOnce(async (...of) => {
      gone = await startDeletion(world, owner);
      return next(...of);
    });
    const line = `客户姓名,手机号码,车架号,车牌号,爱好\n王某某,${owner.phone},${car.vin},${car.plate},钓鱼\n`;
    await importBytes(world, { kind: 'vehicles', storeId: shop.store.id, content: Buffer.from(line) });
    read.mockRestore();
    await gone();
    const left = await canariesOf(world);
    for (const mine of [owner.phone, owner.openid]) expect(left.has(mine)).toBe(false);
    expect(await count('owner_vehicle WHERE owner_id = ?', owner.ownerId)).toBe(0);
  });

  it('keeps no loaner from others, whether it is lent before or in that moment', async () => {
    const { owner } = await makeGuest(world, shop);
    const { id: carId } = await shop.manager.client.loaner.saveCar({
      params: { id: shop.store.id, code: 'L1' },
      body: { plate: '晋A12345', model: '凯美瑞', active: true },
    });
    const lend = (from: number, ownerId = owner.ownerId) => {
      const body = { carId, ownerId, from: daysAhead(from), to: daysAhead(from + 1) };
      return shop.advisor.client.loaner.book({ body });
    };
    await lend(10);
    await leaves(world, owner);
    let gone = async () => {};
    const loans = world.get(LoanerRepository);
    const insert = loans.insertLoan.bind(loans);
    // The person has been looked at by now.
    const lent = vi.spyOn(loans, 'insertLoan').mockImplementationOnce(async (...of) => {
      gone = await startDeletion(world, owner);
      return insert(...of);
    });
    await lend(20);
    lent.mockRestore();
    await gone();
    expect(await count("loan WHERE owner_id = ? AND state = 'cancelled'", owner.ownerId)).toBe(2);
    expect(await count('loan_day WHERE car_id = ?', carId)).toBe(0);
    expect(await codeOf(lend(30))).toBe('REQUEST.NOT_FOUND');
  });

  it('leaves no account bound to nobody when another WeChat binds the phone', async () => {
    const owner = await makeOwner(world);
    await leaves(world, owner);
    let gone = async () => {};
    const accounts = world.get(AccountRepository);
    const bind = accounts.bindOwner.bind(accounts);
    const bound = vi.spyOn(accounts, 'bindOwner').mockImplementationOnce(async (...of) => {
      gone = await startDeletion(world, owner);
      return bind(...of);
    });
    const next = await makeOwner(world, { phone: owner.phone }).catch(() => null);
    bound.mockRestore();
    await gone();
    expect(await count('account WHERE owner_id = ?', owner.ownerId)).toBe(0);
    const orphans =
      "session s LEFT JOIN account a ON a.id = s.subject_id WHERE s.kind = 'owner' AND a.id IS NULL";
    expect(await count(orphans)).toBe(0);
    if (next) expect(next.ownerId).toBe(owner.ownerId);
  });

  it('is a new account to WeChat when they log in', async () => {
    const { owner } = await makeGuest(world, shop);
    await leaves(world, owner);
    const accounts = world.get(AccountRepository);
    const find = accounts.findByUnionid.bind(accounts);
    const found = vi.spyOn(accounts, 'findByUnionid').mockImplementationOnce(async (...of) => {
      const known = await find(...of);
      await world.run(eraseOwnersJob);
      return known;
    });
    const { code } = await world.phones.do<{ code: string }>(owner.openid, 'login-code');
    const { me, session } = await clientOf(world.api, null).auth.wechatLogin({ body: { code, app: 'mini' } });
    found.mockRestore();
    expect(me).toMatchObject({ bound: false, consented: false, name: null });
    expect((await clientOf(world.api, session.accessToken).auth.me()).bound).toBe(false);
    expect(await isGone(world, owner)).toBe(true);
  });

  it('loses what a job wrote of them after it with the next runs', async () => {
    const { owner } = await makeGuest(world, shop);
    await leaves(world, owner);
    await world.run(eraseOwnersJob);
    expect(await isGone(world, owner)).toBe(true);
    const [late] = await plan(world, messageFor(world, shop.store, owner, { title: '该保养了' }));
    const told = () => world.rows('SELECT title, body, state FROM message WHERE id = ?', [late]);
    expect(await told()).toMatchObject([{ title: expect.stringContaining('保养') }]);
    await world.run(eraseOwnersJob);
    expect(await told()).toEqual([{ title: '', body: '', state: 'suppressed' }]);
  });

  it('waits until the seats that are kept for them are given back', async () => {
    const { owner } = await makeGuest(world, shop);
    const { sessionId } = await makeSession(world, shop.manager, shop.store.id, {
      startsAt: new Date(world.clock.now() + 9 * DAY_MS).toISOString(),
    });
    const { id } = await owner.client.activity.signUp({
      params: { id: sessionId },
      body: { guests: 0, answers: {}, orWait: false },
    });
    await leaves(world, owner);
    await world.run(eraseOwnersJob);
    expect((await owner.client.privacy.overview()).erasure?.waitsFor).toEqual([
      '报名的活动还没举行，请先取消报名',
    ]);
    await owner.client.activity.cancel({ params: { id } });
    await world.run(eraseOwnersJob);
    expect(await isGone(world, owner)).toBe(true);
  });
});
