import { privacyVersion, roleMay, type StaffRole } from '@cheban/contracts';
import { isFormulaInjection } from '@cheban/kernel';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  allRoutes,
  fillPath,
  goodBodies,
  guardedRoutes,
  isOwnerPolicy,
  isPermission,
  MISSING,
} from '../../support/any-route.js';
import { leaksOfQueries, leaksOfThings, type Send, sender } from '../../support/authorization.js';
import { call, type RawAnswer } from '../../support/clients.js';
import { everyExport, readCsv } from '../../support/exports.js';
import type { TestOwner, TestStaff } from '../../support/factories.js';
import { makeStrangers, type Strangers } from '../../support/strangers.js';
import { startWorld, type World } from '../../support/world.js';

/** Guards that are taken away, to see that somebody notices. */
const removed = vi.hoisted(() => new Set<string>());
vi.mock('../../../src/platform/auth/actor.js', async (original) => {
  const real = await original<typeof import('../../../src/platform/auth/actor.js')>();
  const guards: Partial<typeof real> = {
    storeOf: (actor, storeId) => (removed.has('storeOf') ? storeId : real.storeOf(actor, storeId)),
    storesOf: (actor, storeId) =>
      removed.has('storesOf') && storeId !== undefined ? [storeId] : real.storesOf(actor, storeId),
    ensureStore: (actor, storeId) => {
      if (!removed.has('ensureStore')) real.ensureStore(actor, storeId);
    },
  };
  return { ...real, ...guards };
});

vi.mock('../../../src/platform/http/validation.js', async (original) => {
  const real = await original<typeof import('../../../src/platform/http/validation.js')>();
  const validationPipe: typeof real.validationPipe = () => {
    const pipe = real.validationPipe();
    const transform = pipe.transform.bind(pipe);
    pipe.transform = (value, metadata) =>
      removed.has('schemas') ? Promise.resolve(value) : transform(value, metadata);
    return pipe;
  };
  return { ...real, validationPipe };
});
vi.mock('../../../../../packages/kernel/src/text.js', async (original) => {
  const real = await original<typeof import('@cheban/kernel')>();
  return { ...real, csvSafe: (text: string) => (removed.has('csvSafe') ? text : real.csvSafe(text)) };
});
/** Does the work without a guard. */
async function without<T>(guard: string, work: () => Promise<T>): Promise<T> {
  removed.add(guard);
  try {
    return await work();
  } finally {
    removed.delete(guard);
  }
}

describe('hostile requests', () => {
  let world: World;
  let strangers: Strangers;
  let owner: TestOwner;
  let staff: Map<StaffRole, TestStaff>;
  let foreign: Map<string, string>;
  let send: Send;

  beforeAll(async () => {
    world = await startWorld();
    strangers = await makeStrangers(world);
    ({ owner, staff, foreign } = strangers);
    send = sender(world, strangers);
  });
  afterAll(() => world?.stop());

  it('lets every role do what the access table says, and nothing else', async () => {
    const wrong: string[] = [];
    for (const { routeId, route } of guardedRoutes.filter(
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
    expect(foreign.size).toBeGreaterThan(25);
    expect(await leaksOfThings(strangers, send)).toEqual([]);
  });

  it('keeps staff out of stores that are not theirs, in every query', async () => {
    expect(await leaksOfQueries(world, strangers)).toEqual([]);
  });

  /** What these routes take although it is unknown, of another type or oddly shaped. */
  async function taken(routes: typeof allRoutes): Promise<string[]> {
    const wrong: string[] = [];
    const admin = staff.get('admin')?.token ?? '';
    for (const { routeId, route } of routes) {
      const token = isOwnerPolicy(route) ? owner.token : admin;
      const path = fillPath(route, MISSING);
      const refused = async (what: string, answer: RawAnswer) => {
        if (answer.status !== 400 || answer.body.error?.code !== 'REQUEST.INVALID')
          wrong.push(`${routeId} ${what}: ${answer.status} ${answer.body.error?.code}`);
      };
      if (route.method !== 'GET') {
        const known = goodBodies[routeId] ?? {};
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
          ...(goodBodies[routeId] ? { body: goodBodies[routeId] } : {}),
        }),
      );
    }
    return wrong;
  }
  const spoken = allRoutes.filter(({ route }) => !route.raw);

  it('refuses unknown fields, wrong types and odd shapes on every route with a body or query', async () => {
    expect(await taken(spoken)).toEqual([]);
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
      body: { version: privacyVersion, granted: true },
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

  it('publishes every route in the API document, and serves a page for people', async () => {
    const document = (await call(world.api, 'GET', '/openapi.json')).body as unknown as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string; 'x-policy': string }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const published = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((entry) => entry.operationId),
    );
    expect(published.sort()).toEqual(allRoutes.map(({ routeId }) => routeId).sort());
    const page = await fetch(`${world.api}/docs`);
    expect(await page.text()).toContain('swagger-ui');
  });

  it('lets no cell of any export run as a formula', async () => {
    const formula = '=cmd|"/C calc"!A0';
    for (const [table, column] of [
      ['owner', 'name'],
      ['vehicle', 'model'],
      ['store', 'name'],
      ['staff', 'name'],
      ['message', 'title'],
    ])
      await world.rows(`UPDATE ${table} SET ${column} = ?`, [formula]);
    const look = async () => {
      const cells = (await everyExport(world, strangers)).flatMap(({ routeId, text }) =>
        readCsv(text)
          .flat()
          .map((cell) => ({ routeId, cell })),
      );
      return {
        seen: cells.filter(({ cell }) => cell.includes('calc')).length,
        live: cells.filter(({ cell }) => isFormulaInjection(cell)).map(({ routeId }) => routeId),
      };
    };
    const { seen, live } = await look();
    expect(live).toEqual([]);
    expect(seen).toBeGreaterThan(3);
    // A writer that puts the cells down as they are is seen, in more than one list.
    expect(new Set((await without('csvSafe', look)).live).size).toBeGreaterThan(1);
  });

  // What the open doors let through changes the world, so this is the last one.
  it.each(['storesOf', 'storeOf', 'ensureStore'])('would notice if %s were taken away', async (guard) => {
    const leaks = await without(guard, async () => [
      ...(await leaksOfQueries(world, strangers)),
      ...(await leaksOfThings(strangers, send)),
    ]);
    expect(leaks.length).toBeGreaterThan(0);
  });

  it('would notice if the schemas were taken away', async () => {
    const some = spoken.filter(({ routeId }) => routeId.startsWith('preference.'));
    expect((await without('schemas', () => taken(some))).length).toBeGreaterThan(some.length / 2);
  });
});
