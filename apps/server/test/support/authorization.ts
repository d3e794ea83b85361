import { type Route, roleMay, type StaffRole, staffRoles } from '@cheban/contracts';
import {
  fillPath,
  goodBodies,
  guardedRoutes,
  isOwnerPolicy,
  isPermission,
  MISSING,
  neededQuery,
  shown,
} from './any-route.js';
import { call, type RawAnswer } from './clients.js';
import type { Strangers } from './strangers.js';
import type { World } from './world.js';

/** Sends a good request to a route about the thing with this id. */
export type Send = (
  route: Route,
  routeId: string,
  id: string,
  token: string | undefined,
) => Promise<RawAnswer>;

/** How one sends in this world; what a query needs names the home store of the strangers. */
export const sender =
  ({ api }: World, { mine }: Strangers): Send =>
  (route, routeId, id, token) => {
    const body = goodBodies[routeId];
    return call(api, route.method, `${fillPath(route, id)}${neededQuery(route, mine.id)}`, {
      ...(token ? { token } : {}),
      ...(body === undefined ? {} : { body }),
    });
  };

const everywhere = new Set<StaffRole>(['admin', 'group']);

/**
 * Asks every operation with an id for a thing of another owner or another store, as everybody who may use the operation
 * at home. Returns where the answer is not the one for a thing that does not exist.
 */
export async function leaksOfThings(strangers: Strangers, send: Send): Promise<string[]> {
  const { foreign, owner, staff } = strangers;
  const leaks: string[] = [];
  for (const { routeId, route } of guardedRoutes) {
    const id = foreign.get(routeId);
    if (id === undefined) continue;
    const people: [string, string | undefined][] = isOwnerPolicy(route)
      ? [['owner', owner.token]]
      : staffRoles
          .filter((role) => !everywhere.has(role) && isPermission(route) && roleMay(role, route.policy))
          .map((role) => [role, staff.get(role)?.token]);
    for (const [who, token] of people) {
      const other = shown(await send(route, routeId, id, token));
      const missing = shown(await send(route, routeId, MISSING, token));
      if (other.status !== 404 || JSON.stringify(other) !== JSON.stringify(missing))
        leaks.push(
          `${routeId} as ${who}: foreign ${JSON.stringify(other)}, missing ${JSON.stringify(missing)}`,
        );
    }
  }
  return leaks;
}

/** Asks every list and figure that may be narrowed to a store for a store of others. Returns where it is not refused. */
export async function leaksOfQueries(world: World, { staff, theirs }: Strangers): Promise<string[]> {
  const leaks: string[] = [];
  for (const { routeId, route } of guardedRoutes) {
    const shape = (route.query as { shape?: object } | undefined)?.shape;
    if (!isPermission(route) || route.method !== 'GET' || route.path.includes(':id')) continue;
    if (!shape || !('storeId' in shape)) continue;
    const needed = neededQuery(route, theirs.id);
    const search = needed.includes('storeId') ? needed : `${needed}${needed ? '&' : '?'}storeId=${theirs.id}`;
    for (const role of staffRoles.filter((one) => !everywhere.has(one) && roleMay(one, route.policy))) {
      const answer = await call(world.api, 'GET', `${fillPath(route, MISSING)}${search}`, {
        token: staff.get(role)?.token ?? '',
      });
      if (answer.status !== 404) leaks.push(`${routeId} as ${role}: ${answer.status}`);
    }
  }
  return leaks;
}
