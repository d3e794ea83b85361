import {
  listRoutes,
  type Permission,
  permissions,
  type Route,
  roleMay,
  type StaffRole,
  staffRoles,
} from '@cheban/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type RawAnswer } from '../support/clients.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestOwner,
  type TestStaff,
  type TestStore,
} from '../support/factories.js';
import { makeGuest, makeWorkshop, wholeVisit } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

const MISSING = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const all = listRoutes();
const guarded = all.filter(({ route }) => route.policy !== 'public' && route.policy !== 'provider');
const isOwnerPolicy = (route: Route) => route.policy === 'owner' || route.policy === 'account';
const isPermission = (route: Route): route is Route & { policy: Permission } =>
  (permissions as readonly string[]).includes(route.policy);

/** What everybody sees of an error, without what differs by request. */
const shown = (answer: RawAnswer) => ({
  status: answer.status,
  error: { ...answer.body.error, requestId: '' },
});

describe('hostile requests', () => {
  let world: World;
  let mine: TestStore;
  let theirs: TestStore;
  let owner: TestOwner;
  const staff = new Map<StaffRole, TestStaff>();
  /** Ids of things in the other store or of the other owner, by route. */
  const foreign = new Map<string, string>();

  const fill = (route: Route, id: string) =>
    route.path.replace(':id', id).replace(':code', 'X1').replace(/:\w+/g, MISSING);
  /** Query strings that a route needs before it looks at anything else. */
  const query = (route: Route, storeId: string) => {
    const shape =
      (
        route.query as
          | { shape?: Record<string, { safeParse(value: unknown): { success: boolean } }> }
          | undefined
      )?.shape ?? {};
    const needed = Object.entries(shape).filter(([, schema]) => !schema.safeParse(undefined).success);
    const values: Record<string, string> = { storeId, serviceId: MISSING, q: '12345', scene: 'home' };
    return needed.length === 0
      ? ''
      : `?${new URLSearchParams(needed.map(([name]): [string, string] => [name, values[name] ?? '1']))}`;
  };
  const bodies: Record<string, unknown> = {
    'booking.cancel': { reason: 'x' },
    'booking.reschedule': { startsAt: '2026-11-25T01:00:00.000Z' },
    'visit.rate': { stars: 5, nps: null },
    'owner.reportMileage': { km: 20_000 },
    'staffBooking.cancel': { reason: 'x' },
    'staffBooking.reschedule': { startsAt: '2026-11-25T01:00:00.000Z' },
    'workshop.advance': { step: 'in_work' },
    'workshop.handOver': { lines: [], paidFen: 0, mileageKm: 20_000 },
    'workshop.saveReport': {
      wheels: ['front_left', 'front_right', 'rear_left', 'rear_right'].map((wheel) => ({
        wheel,
        foundKpa: 230,
        setKpa: 230,
        treadMm: 5,
        padMm: 6,
      })),
      sign: false,
    },
    'customer.unmask': { reason: '核对' },
    'customer.judgeMileage': { accept: true },
    'case.addStep': { text: '已联系' },
    'import.run': { mapping: {}, dryRun: true },
    'store.update': { name: '新名字' },
    'store.saveService': {
      kind: 'service',
      name: 'x',
      bayKind: 'service',
      minutes: 60,
      promiseMinutes: null,
      priceFromFen: null,
      active: true,
    },
    'store.saveBay': { name: 'x', kind: 'service', active: true },
    'team.update': { name: '某某' },
    'team.resetPassword': { password: 'a long enough password' },
  };

  const send = (route: Route, routeId: string, id: string, token: string | undefined, storeId = mine.id) => {
    const body = bodies[routeId];
    return call(world.api, route.method, `${fill(route, id)}${query(route, storeId)}`, {
      ...(token ? { token } : {}),
      ...(body === undefined ? {} : { body }),
    });
  };

  beforeAll(async () => {
    world = await startWorld();
    mine = await makeStore(world, { code: 'S1' });
    const shop = await makeWorkshop(world, 'S2');
    theirs = shop.store;
    for (const role of staffRoles) {
      staff.set(
        role,
        await makeStaff(world, role, role === 'admin' || role === 'group' ? [] : [mine.id], `mine-${role}`),
      );
    }
    owner = await makeOwner(world);
    await makeVehicle(world, mine.id, owner.ownerId);
    const guest = await makeGuest(world, shop);
    const taken = {
      storeId: theirs.id,
      vehicleId: guest.car.id,
      serviceId: theirs.services.service,
      advisorId: null,
      note: '',
    };
    await guest.owner.client.booking.create({ body: { ...taken, startsAt: '2026-11-18T06:00:00.000Z' } });
    const visitId = await wholeVisit(shop, guest);
    await guest.owner.client.visit.rate({
      params: { id: visitId },
      body: { stars: 1, nps: 0, text: '不满意' },
    });
    await world.settle();
    const [message] = await world.rows<{ id: string }>('SELECT id FROM message WHERE owner_id = ? LIMIT 1', [
      guest.owner.ownerId,
    ]);
    const [complaint] = await world.rows<{ id: string }>('SELECT id FROM complaint_case WHERE store_id = ?', [
      theirs.id,
    ]);
    const [booking] = await world.rows<{ id: string }>('SELECT id FROM booking WHERE store_id = ?', [
      theirs.id,
    ]);
    const stranger = await makeStaff(world, 'advisor', [theirs.id], 'stranger');
    const ids: [RegExp, string | undefined][] = [
      [/^(booking|staffBooking)\./, booking?.id],
      [/^(visit|workshop)\./, visitId],
      [/^message\./, message?.id],
      [/^customer\.(detail|timeline|unmask)/, guest.owner.ownerId],
      [/^owner\./, guest.car.id],
      [/^case\./, complaint?.id],
      [/^store\./, theirs.id],
      [/^team\./, stranger.id],
    ];
    for (const { routeId, route } of all) {
      if (!route.path.includes(':id')) continue;
      const found = ids.find(([pattern]) => pattern.test(routeId))?.[1];
      if (found) foreign.set(routeId, found);
    }
  });
  afterAll(() => world?.stop());

  it('asks everybody for a log-in, and takes no forged or foreign one', async () => {
    const advisor = staff.get('advisor')?.token ?? '';
    const wrong: string[] = [];
    for (const { routeId, route } of guarded) {
      const other = isOwnerPolicy(route) ? advisor : owner.token;
      const attempts: [string, string | undefined, string][] = [
        ['none', undefined, 'AUTH.REQUIRED'],
        ['forged', `${other.slice(0, 20)}AAAAAAAAAAAAAAAAAAAAAAA`, 'AUTH.EXPIRED'],
        ['jwt', 'eyJhbGciOiJub25lIn0eyJzdWIiOiJhZG1pbiJ9', 'AUTH.EXPIRED'],
        ['of the other side', other, 'AUTH.EXPIRED'],
      ];
      for (const [name, token, code] of attempts) {
        const answer = await send(route, routeId, MISSING, token);
        if (answer.status !== 401 || answer.body.error?.code !== code)
          wrong.push(`${routeId} ${name}: ${answer.status} ${answer.body.error?.code}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('lets every role do what the access table says, and nothing else', async () => {
    const wrong: string[] = [];
    for (const { routeId, route } of guarded.filter(
      (entry) => isPermission(entry.route) && entry.route.raw !== 'stream',
    )) {
      for (const [role, member] of staff) {
        const answer = await send(route, routeId, MISSING, member.token);
        const forbidden = answer.status === 403 && answer.body.error?.code === 'AUTH.FORBIDDEN';
        if (isPermission(route) && forbidden === roleMay(role, route.policy))
          wrong.push(`${routeId} as ${role}: ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('answers alike for things of others and things that do not exist', async () => {
    const wrong: string[] = [];
    const checked = guarded.filter(({ routeId }) => foreign.has(routeId));
    expect(checked.length).toBeGreaterThan(25);
    for (const { routeId, route } of checked) {
      const roles: (string | undefined)[] = isOwnerPolicy(route)
        ? [owner.token]
        : staffRoles
            .filter(
              (role) =>
                role !== 'admin' && role !== 'group' && isPermission(route) && roleMay(role, route.policy),
            )
            .map((role) => staff.get(role)?.token);
      for (const token of roles) {
        const other = await send(route, routeId, foreign.get(routeId) ?? '', token);
        const missing = await send(route, routeId, MISSING, token);
        if (other.status !== 404 || JSON.stringify(shown(other)) !== JSON.stringify(shown(missing))) {
          wrong.push(
            `${routeId}: foreign ${JSON.stringify(shown(other))}, missing ${JSON.stringify(shown(missing))}`,
          );
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('keeps staff out of stores that are not theirs, in every query', async () => {
    const wrong: string[] = [];
    const advisor = staff.get('manager')?.token ?? '';
    for (const { routeId, route } of guarded.filter(
      (entry) => isPermission(entry.route) && entry.route.method === 'GET',
    )) {
      const shape = (route.query as { shape?: object } | undefined)?.shape;
      if (!shape || !('storeId' in shape) || route.path.includes(':id')) continue;
      const suffix = query(route, theirs.id);
      const search = suffix.includes('storeId')
        ? suffix
        : `${suffix}${suffix ? '&' : '?'}storeId=${theirs.id}`;
      const answer = await call(world.api, 'GET', `${route.path}${search}`, { token: advisor });
      if (answer.status !== 404) wrong.push(`${routeId}: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('refuses unknown fields, wrong types and odd shapes on every route with a body or query', async () => {
    const wrong: string[] = [];
    const admin = staff.get('admin')?.token ?? '';
    for (const { routeId, route } of all.filter((entry) => !entry.route.raw)) {
      const token = isOwnerPolicy(route) ? owner.token : admin;
      const path = fill(route, MISSING);
      const refused = async (what: string, answer: RawAnswer) => {
        if (answer.status !== 400 || answer.body.error?.code !== 'REQUEST.INVALID')
          wrong.push(`${routeId} ${what}: ${answer.status} ${answer.body.error?.code}`);
      };
      if (route.method !== 'GET') {
        const known = bodies[routeId] ?? {};
        for (const body of [
          { ...(known as object), surplus: 1 },
          '[]',
          '"text"',
          '{"__proto__":{"admin":true}}',
          '{"a":',
          '[[[[[[1]]]]]]',
        ]) {
          await refused(
            typeof body === 'string' ? body : 'surplus',
            await call(world.api, route.method, path, { token, body }),
          );
        }
      }
      await refused(
        'query',
        await call(world.api, route.method, `${path}?surplus=1`, {
          token,
          ...(bodies[routeId] ? { body: bodies[routeId] } : {}),
        }),
      );
    }
    expect(wrong).toEqual([]);
  });

  it('refuses ten megabytes, foreign content types and strange keys', async () => {
    const big = await call(world.api, 'POST', '/staff/login', {
      body: { login: 'a'.repeat(10_000_000), password: 'x' },
    });
    expect([big.status, big.body.error?.code]).toEqual([413, 'REQUEST.TOO_LARGE']);
    const text = await call(world.api, 'POST', '/staff/login', {
      body: 'login=a',
      headers: { 'content-type': 'text/csv' },
    });
    expect([text.status, text.body.error?.code]).toEqual([415, 'REQUEST.UNSUPPORTED_TYPE']);
    const key = await call(world.api, 'POST', '/auth/consent', {
      token: owner.token,
      body: { version: '2026-11-01', granted: true },
      headers: { 'idempotency-key': "x' OR 1=1 --" },
    });
    expect(key.status).toBe(400);
    const unknown = await call(world.api, 'GET', '/no/such/path');
    expect([unknown.status, unknown.body.error?.code]).toEqual([404, 'REQUEST.NOT_FOUND']);
  });

  it('survives texts that are no ids and no cursors', async () => {
    for (const text of ["'", '晋A', '%00', '../../etc', 'x'.repeat(150)]) {
      for (const path of [
        `/owner/bookings/${encodeURIComponent(text)}`,
        `/owner/bookings?cursor=${encodeURIComponent(text)}`,
        `/owner/messages?cursor=${encodeURIComponent(text)}`,
        `/owner/visits?cursor=${encodeURIComponent(text)}`,
      ]) {
        const answer = await call(world.api, 'GET', path, { token: owner.token });
        expect(answer.status, path).toBeLessThan(500);
        expect(JSON.stringify(answer.body)).not.toMatch(/SQL|ER_|at .*\.js/);
      }
      const found = await call(world.api, 'GET', `/staff/search?q=${encodeURIComponent(`${text}%_`)}`, {
        token: staff.get('advisor')?.token ?? '',
      });
      expect(found.status).toBeLessThan(500);
    }
  });

  it('refuses XML with entities and pushes that nobody signed', async () => {
    const xml =
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><ToUserName>&e;</ToUserName></xml>';
    const headers = { 'content-type': 'text/xml' };
    for (const path of ['/callback/mini-program', '/callback/official-account']) {
      const answer = await call(world.api, 'POST', `${path}?signature=0&timestamp=1&nonce=2`, {
        body: xml,
        headers,
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(JSON.stringify(answer.body)).not.toContain('root:');
    }
  });

  it('publishes every route in the API document, and serves a page for people', async () => {
    const document = (await call(world.api, 'GET', '/openapi.json')).body as unknown as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string; 'x-policy': string }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const published = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((entry) => entry.operationId),
    );
    expect(published.sort()).toEqual(all.map(({ routeId }) => routeId).sort());
    const page = await fetch(`${world.api}/docs`);
    expect(await page.text()).toContain('swagger-ui');
  });
});
