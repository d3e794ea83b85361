import { addDays, businessDate } from '@cheban/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Live } from '../../src/platform/live/index.js';
import { call, clientOf } from '../support/clients.js';
import { makeStaff, makeStore, PASSWORD, type TestStore } from '../support/factories.js';
import { startWorld, type World } from '../support/world.js';

describe('staff log-in and team', () => {
  let world: World;
  let store: TestStore;
  let other: TestStore;

  beforeAll(async () => {
    world = await startWorld({ worker: 'none' });
    store = await makeStore(world, { code: 'S1' });
    other = await makeStore(world, { code: 'S2' });
  });
  afterAll(() => world?.stop());

  it('logs in, shows role and stores, and refuses the token of an owner or a forged one', async () => {
    const advisor = await makeStaff(world, 'advisor', [store.id]);
    const me = await advisor.client.staffAuth.me();
    expect(me).toMatchObject({ role: 'advisor', stores: [{ code: 'S1' }] });
    expect(me.permissions).toContain('booking.manage');
    expect(
      (await call(world.api, 'GET', '/staff/me', { token: `${advisor.token.slice(0, -2)}xx` })).status,
    ).toBe(401);
    expect((await call(world.api, 'GET', '/me', { token: advisor.token })).body.error?.code).toBe(
      'AUTH.EXPIRED',
    );
    expect((await call(world.api, 'GET', '/staff/me')).body.error?.code).toBe('AUTH.REQUIRED');
  });

  it('keeps for each person how they want to see a list, and refuses what is no arrangement', async () => {
    const [mine, others] = [
      await makeStaff(world, 'advisor', [store.id], 'lists1'),
      await makeStaff(world, 'advisor', [store.id], 'lists2'),
    ];
    const open = { name: '未处理', filters: { state: 'open' } };
    const save = (client: typeof mine.client, hidden: string[], views: (typeof open)[]) =>
      client.staffAuth.saveList({ body: { list: 'cases', hidden, views } });
    await save(mine.client, ['phone'], [open]);
    await save(mine.client, ['phone', 'who'], [open, { name: '全部', filters: { state: 'all' } }]);
    await save(others.client, [], []);
    expect((await mine.client.staffAuth.me()).lists).toEqual([
      {
        list: 'cases',
        hidden: ['phone', 'who'],
        views: [open, { name: '全部', filters: { state: 'all' } }],
      },
    ]);
    expect((await others.client.staffAuth.me()).lists).toEqual([{ list: 'cases', hidden: [], views: [] }]);

    await expect(save(mine.client, [], [open, open])).rejects.toMatchObject({ status: 400 });
    const many = Array.from({ length: 13 }, (_, index) => ({ ...open, name: `视图${index}` }));
    await expect(save(mine.client, [], many)).rejects.toMatchObject({ status: 400 });
    const wide = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`f${index}`, 'x']));
    await expect(save(mine.client, [], [{ name: '宽', filters: wide as never }])).rejects.toMatchObject({
      status: 400,
    });
    expect((await mine.client.staffAuth.me()).lists[0]?.views).toHaveLength(2);
  });

  it('locks after five wrong passwords, also when they come at once, and opens after fifteen minutes', async () => {
    await makeStaff(world, 'care', [store.id], 'locky');
    const guest = clientOf(world.api, null);
    const wrong = () => guest.staffAuth.login({ body: { login: 'locky', password: 'wrong password' } });
    const results = await Promise.allSettled([wrong(), wrong(), wrong(), wrong(), wrong()]);
    expect(results.every((result) => result.status === 'rejected')).toBe(true);
    const right = () => guest.staffAuth.login({ body: { login: 'locky', password: PASSWORD } });
    await expect(right()).rejects.toMatchObject({ code: 'AUTH.LOCKED', status: 423 });
    world.clock.advance(15 * 60_000 + 1);
    await expect(right()).resolves.toMatchObject({ me: { login: 'locky' } });
  });

  it('answers alike for unknown people and wrong passwords', async () => {
    const unknown = await call(world.api, 'POST', '/staff/login', {
      body: { login: 'nobody', password: 'x' },
    });
    expect(unknown.body.error?.code).toBe('AUTH.PASSWORD_WRONG');
  });

  it('rotates refresh tokens; an old one used later ends the log-in', async () => {
    await makeStaff(world, 'technician', [store.id], 'rotor');
    const guest = clientOf(world.api, null);
    const { session } = await guest.staffAuth.login({ body: { login: 'rotor', password: PASSWORD } });
    const next = await guest.staffAuth.refresh({ body: { refreshToken: session.refreshToken } });
    expect((await call(world.api, 'GET', '/staff/me', { token: session.accessToken })).status).toBe(401);
    await clientOf(world.api, next.accessToken).staffAuth.me();
    world.clock.advance(60_000);
    await expect(
      guest.staffAuth.refresh({ body: { refreshToken: session.refreshToken } }),
    ).rejects.toMatchObject({
      code: 'AUTH.EXPIRED',
    });
    expect((await call(world.api, 'GET', '/staff/me', { token: next.accessToken })).status).toBe(401);
  });

  it('counts a changed role at once, and ends the log-ins of a colleague who left', async () => {
    const admin = await makeStaff(world, 'admin', [], 'boss');
    const advisor = await makeStaff(world, 'advisor', [store.id], 'changing');
    await advisor.client.staffBooking.board({ query: { storeId: store.id } });
    await admin.client.team.update({ params: { id: advisor.id }, body: { role: 'technician' } });
    await expect(advisor.client.customer.search({ query: { q: '张三' } })).rejects.toMatchObject({
      code: 'AUTH.FORBIDDEN',
    });
    await admin.client.team.update({ params: { id: advisor.id }, body: { active: false } });
    await expect(advisor.client.staffAuth.me()).rejects.toMatchObject({ code: 'AUTH.EXPIRED' });
    await expect(
      admin.client.team.update({ params: { id: admin.id }, body: { active: false } }),
    ).rejects.toMatchObject({
      code: 'STAFF.SELF',
    });
  });

  it('ends the live stream of a log-in that ended, of another role or of other stores, before it hears anything', async () => {
    const tell = (id: string) =>
      world.uow.run(async (tx) =>
        world.get(Live).publish(tx, { topic: 'case', storeId: store.id, id, notice: '新投诉' }),
      );
    const listen = async (login: string) => {
      const person = await makeStaff(world, 'advisor', [store.id], login);
      const answer = await fetch(`${world.api}/staff/live`, {
        headers: { authorization: `Bearer ${person.token}` },
      });
      const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
      let heard = '';
      /** Reads until the text came, or the stream ended. */
      const until = async (text: string) => {
        while (!heard.includes(text)) {
          const { value, done } = await reader.read();
          if (done) return heard;
          heard += Buffer.from(value).toString();
        }
        return heard;
      };
      await until('retry');
      return { person, until, close: () => reader.cancel() };
    };
    const one = await listen('listens-1');
    const two = await listen('listens-2');
    const three = await listen('listens-3');
    const four = await listen('listens-4');
    world.clock.advance(2_000);
    await tell('first');
    for (const { until } of [one, two, three, four]) expect(await until('first')).toContain('first');

    await one.person.client.staffAuth.logout();
    await world.rows("UPDATE staff SET role = 'technician' WHERE id = ?", [two.person.id]);
    await world.rows('UPDATE staff_store SET store_id = ? WHERE staff_id = ?', [other.id, three.person.id]);
    world.clock.advance(2_000);
    await tell('second');
    // A stream that has ended answers what it had heard before.
    for (const { until } of [one, two, three]) expect(await until('second')).not.toContain('second');
    expect(await four.until('second')).toContain('second');
    await four.close();
  });

  it('shows and changes the own stores only', async () => {
    const manager = await makeStaff(world, 'manager', [store.id], 'manager-1');
    const { items } = await manager.client.store.list();
    expect(items.map((item) => item.code)).toEqual(['S1']);
    const foreign = await call(world.api, 'PATCH', `/staff/stores/${other.id}`, {
      token: manager.token,
      body: { name: 'x' },
    });
    const missing = await call(world.api, 'PATCH', '/staff/stores/01ARZ3NDEKTSV4RRFFQ69G5FAV', {
      token: manager.token,
      body: { name: 'x' },
    });
    expect(foreign.status).toBe(404);
    expect(foreign.body.error).toMatchObject({ code: 'STORE.NOT_FOUND' });
    expect({ ...foreign.body.error, requestId: '' }).toEqual({ ...missing.body.error, requestId: '' });
    const changed = await manager.client.store.update({
      params: { id: store.id },
      body: { phone: '0351-8888888' },
    });
    expect(changed.phone).toBe('0351-8888888');
  });

  it('changes the days of the week that are told, and leaves the others as they are', async () => {
    const { client } = await makeStaff(world, 'manager', [store.id], 'manager-hours');
    const before = (await client.store.list()).items[0]?.hours ?? [];
    const closed = { opensAt: null, closesAt: null, breakFrom: null, breakTo: null };
    const [tuesday, sunday] = [2, 7].map((weekday) => before.find((day) => day.weekday === weekday));
    const change = (...hours: object[]) =>
      client.store.update({ params: { id: store.id }, body: { hours: hours as typeof before } });
    await Promise.all([
      change({ ...tuesday, opensAt: '10:00', closesAt: '16:00' }),
      change({ ...sunday, ...closed }),
    ]);
    expect((await client.store.list()).items[0]?.hours).toEqual(
      before.map((day) => ({
        ...day,
        ...(day.weekday === 2 ? { opensAt: '10:00', closesAt: '16:00' } : {}),
        ...(day.weekday === 7 ? closed : {}),
      })),
    );
    await change(...before);
  });

  it('finds a line of the audit log by its day, store, kind and person', async () => {
    const { client, id } = await makeStaff(world, 'manager', [store.id], 'manager-audit');
    await client.store.update({ params: { id: store.id }, body: { horizonDays: 21 } });
    const today = businessDate(world.clock.now());
    const found = async (query: object) =>
      (await client.audit.list({ query: { actorId: id, ...query } })).items.map(({ action }) => action);
    const mine = ['store.update'];
    expect((await found({})).toSorted()).toEqual(['staff.login', ...mine]);
    expect(await found({ kind: 'access' })).toEqual(['staff.login']);
    expect(await found({ kind: 'setup', storeId: store.id, from: today, to: today })).toEqual(mine);
    expect(await found({ kind: 'money' })).toEqual([]);
    expect(await found({ from: addDays(today, 1) })).toEqual([]);
    expect(await found({ to: addDays(today, -1) })).toEqual([]);
    await expect(found({ storeId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' })).rejects.toMatchObject({
      code: 'STORE.NOT_FOUND',
    });
  });

  it('takes no half of opening hours or of a break for none', async () => {
    const { client } = await makeStaff(world, 'manager', [store.id], 'manager-2');
    const day = { opensAt: '08:30', closesAt: '17:30', breakFrom: '12:00', breakTo: '13:00' };
    const save = (monday: Partial<Record<keyof typeof day, string | null>>) =>
      client.store.update({
        params: { id: store.id },
        body: {
          hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
            weekday,
            ...(weekday === 1 ? { ...day, ...monday } : day),
          })),
        },
      });
    for (const half of ['opensAt', 'closesAt', 'breakFrom', 'breakTo'])
      await expect(save({ [half]: null })).rejects.toMatchObject({ code: 'STORE.HOURS_INVALID' });
    const { hours } = await save({ breakFrom: null, breakTo: null });
    expect(hours.find(({ weekday }) => weekday === 1)).toMatchObject({ opensAt: '08:30', breakFrom: null });
    expect(hours.find(({ weekday }) => weekday === 2)).toMatchObject({
      breakFrom: '12:00',
      breakTo: '13:00',
    });
  });
});
