import { roleMay } from '@cheban/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes, fillPath, isPermission, MISSING, shown } from '../support/any-route.js';
import { bodyIds } from '../support/body-ids.js';
import { type BodyId, makeSide, type Side } from '../support/body-sides.js';
import { call, type RawAnswer } from '../support/clients.js';
import { startWorld, type World } from '../support/world.js';

describe('a thing that a body names', () => {
  let world: World;
  let mine: Side;
  let cases: BodyId[];

  beforeAll(async () => {
    world = await startWorld();
    mine = await makeSide(world, 'S1');
    cases = await bodyIds(world, mine, await makeSide(world, 'S2'));
  });
  afterAll(() => world?.stop());

  /** Sends the body with this id, as somebody who may do such a thing at home. */
  function send({ route: routeId, path, body, token }: BodyId, id: string): Promise<RawAnswer> {
    const route = allRoutes.find((one) => one.routeId === routeId)?.route;
    if (!route) throw new Error(`There is no ${routeId}`);
    const member = mine.people.find(({ role }) => isPermission(route) && roleMay(role, route.policy));
    return call(world.api, route.method, fillPath(route, path ?? MISSING), {
      token: token ?? member?.token ?? '',
      body: body(id),
    });
  }

  it('and that is of others is answered like one that does not exist', async () => {
    const wrong: string[] = [];
    for (const one of cases) {
      const where = `${one.route} ${one.field}`;
      const [foreign, missing] = [shown(await send(one, one.foreign)), shown(await send(one, MISSING))];
      if (foreign.status < 400 || JSON.stringify(foreign) !== JSON.stringify(missing))
        wrong.push(`${where}: foreign ${JSON.stringify(foreign)}, missing ${JSON.stringify(missing)}`);
      // The same with what is one's own works: it was the id that was refused, and nothing before it.
      const own = await send(one, one.own);
      if (own.status !== 200) wrong.push(`${where}: ${own.status} ${JSON.stringify(own.body)}`);
    }
    expect(wrong).toEqual([]);
  });
});
