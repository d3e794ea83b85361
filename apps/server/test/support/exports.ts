import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { allRoutes, fillPath, MISSING, neededQuery } from './any-route.js';
import { call } from './clients.js';
import type { Strangers } from './strangers.js';
import type { World } from './world.js';

/** Every list that staff can take away as a table, as the one who may see most gets it. Fails if one is refused. */
export async function everyExport(
  world: World,
  { staff, theirs, foreign }: Strangers,
): Promise<{ routeId: string; text: string }[]> {
  const exports = allRoutes.filter(
    ({ route }) => route.raw === 'download' && /csv$|export$/.test(route.path),
  );
  expect(exports.length).toBeGreaterThan(6);
  const token = staff.get('admin')?.token ?? '';
  const texts: { routeId: string; text: string }[] = [];
  for (const { routeId, route } of exports) {
    const shape = (route.query as { shape?: object } | undefined)?.shape ?? {};
    const query = neededQuery(route, theirs.id);
    const format = 'format' in shape ? `${query ? '&' : '?'}format=csv` : '';
    const path = `${fillPath(route, foreign.get(routeId) ?? MISSING)}${query}${format}`;
    const answer = await call(world.api, 'GET', path, { token });
    // Of some things there is none in this world.
    if (answer.status === 404 && !foreign.has(routeId)) continue;
    expect(answer.status, routeId).toBe(200);
    texts.push({ routeId, text: String(answer.body.text ?? '') });
  }
  return texts;
}

/** The rows of a CSV, without the mark at the beginning. */
export const readCsv = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });
