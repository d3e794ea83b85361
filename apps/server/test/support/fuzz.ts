import { type Route, roleMay, type StaffRole } from '@cheban/contracts';
import fc from 'fast-check';
import type { z } from 'zod';
import { allRoutes, goodBodies, isOwnerPolicy, isPermission, MISSING } from './any-route.js';
import { call, type RawAnswer } from './clients.js';
import { arbitraryOf, type IdSource, type JsonSchema, spoil, strangeValue } from './fuzz-values.js';

/** What the published API document says of one operation. */
export interface Operation {
  operationId: string;
  parameters: { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: JsonSchema }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { description: string }>;
}

/** Tokens to ask with; a log-in that an example ended or took the consent from is replaced by a new one. */
export interface Actors {
  staff(role: StaffRole): Promise<string>;
  owner(routeId: string): Promise<string>;
  /** The answer says that the log-in behind the token is no use any more. */
  spent(token: string): void;
}

interface Example {
  routeId: string;
  method: string;
  path: string;
  body: string | undefined;
  token: string | undefined;
  /** The schemas of the route take it. */
  lawful: boolean;
}

export interface FuzzResult {
  examples: number;
  /** Examples that were answered with 200, by operation. */
  done: Map<string, number>;
  /** Examples that came past log-in, rights and validation, by operation. */
  inside: Map<string, number>;
  wrong: string[];
}

const SPENT = new Set(['AUTH.EXPIRED', 'AUTH.CONSENT_NEEDED', 'AUTH.BIND_NEEDED']);
const LEAK = /\bSELECT\b|\bINSERT INTO\b|\bER_[A-Z]+|QueryFailedError|node_modules|\.js:\d+|ZodError/;
/** Bodies that are no JSON objects, or are more than one. */
const rawBodies = [
  '[]',
  'null',
  '"text"',
  '0',
  '{"a":',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"a":1e999}',
  `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
];

/** Ids that the system has shown, by the name of the field and by the area that showed them. */
export class SeenIds {
  private readonly byName = new Map<string, string[]>();
  constructor(private readonly hidden: ReadonlySet<string>) {}

  add(name: string, id: string): void {
    if (this.hidden.has(id)) return;
    const list = this.byName.get(name) ?? [];
    if (!list.includes(id)) this.byName.set(name, [...list.slice(-40), id]);
  }

  /** Every id of an answer, by its field; `id` itself by the area that answered. */
  learn(routeId: string, value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(inner))
        this.add(key === 'id' ? areaOf(routeId) : key, inner);
      else this.learn(routeId, inner);
    }
  }

  /** Mostly an id that fits, sometimes any other, sometimes one that nothing has. */
  source(routeId: string): IdSource {
    return (name, pick) => {
      const fitting = [...(this.byName.get(routeId) ?? []), ...(this.byName.get(areaOf(routeId)) ?? [])];
      const list = name === 'id' || !this.byName.has(name) ? fitting : (this.byName.get(name) ?? []);
      const way = pick % 10;
      if (way === 0) return MISSING;
      const from = way === 1 ? [...this.byName.values()].flat() : list;
      return from[Math.floor(pick / 10) % Math.max(1, from.length)] ?? MISSING;
    };
  }
}

/** Staff and owner sides of a thing show the same ids. */
const areaOf = (routeId: string) =>
  (routeId.split('.')[0] ?? '').replace(/^(staff|owner)(?=[A-Z])/, '').toLowerCase();

const json = (value: unknown) => JSON.parse(JSON.stringify(value) ?? 'null') as unknown;
const takes = (schema: z.ZodType | undefined, value: unknown) =>
  schema === undefined || schema.safeParse(value).success;

/** The query as Fastify reads it. */
function readBack(search: URLSearchParams): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const key of new Set(search.keys())) {
    const all = search.getAll(key);
    read[key] = all.length > 1 ? all : all[0];
  }
  return read;
}

function parameters(
  operation: Operation,
  where: 'path' | 'query',
  ids: IdSource,
): fc.Arbitrary<Record<string, unknown>> {
  const list = operation.parameters.filter((parameter) => parameter.in === where);
  const model = Object.fromEntries(list.map(({ name, schema }) => [name, arbitraryOf(schema, ids, name)]));
  const requiredKeys = list.filter(({ required }) => required).map(({ name }) => name);
  return fc.record(model, { requiredKeys, noNullPrototype: true }) as fc.Arbitrary<Record<string, unknown>>;
}

function bodies(routeId: string, operation: Operation, ids: IdSource): fc.Arbitrary<unknown> {
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (!schema) return fc.constant(undefined);
  const made = arbitraryOf(schema, ids);
  const known = goodBodies[routeId];
  // What is known to pass goes further than what only fits the schema; ids in it are filled from what exists.
  return known === undefined ? made : fc.oneof(made, fc.constant(known));
}

/** Requests to one operation: half of them lawful by the document, half with one thing wrong. */
function requests(route: Route, routeId: string, operation: Operation, ids: IdSource) {
  const spoilt = <T>(values: fc.Arbitrary<T>) =>
    values.chain((value) => spoil(value).map((one) => one.value));
  const parts = (path: fc.Arbitrary<unknown>, query: fc.Arbitrary<unknown>, body: fc.Arbitrary<unknown>) =>
    fc.record({ path, query, body, raw: fc.constant<string | undefined>(undefined) });
  const path = parameters(operation, 'path', ids);
  const query = parameters(operation, 'query', ids);
  const body = bodies(routeId, operation, ids);
  const good = parts(path, query, body);
  const bad = [parts(path, spoilt(query), body)];
  if (route.params) bad.push(parts(spoilt(path), query, body));
  if (route.method !== 'GET') {
    bad.push(fc.record({ path, query, body, raw: fc.constantFrom<string | undefined>(...rawBodies) }));
    if (route.body) bad.push(parts(path, query, spoilt(body)), parts(path, query, spoilt(body)));
    else bad.push(parts(path, query, strangeValue));
  }
  return fc.oneof(good, fc.oneof(...bad));
}

function searchOf(query: unknown): URLSearchParams {
  const search = new URLSearchParams();
  if (typeof query !== 'object' || query === null) {
    search.append(String(query).slice(0, LONGEST), '1');
    return search;
  }
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? [...value, ...value] : [value])
      search.append(key, (typeof one === 'object' ? JSON.stringify(one) : String(one)).slice(0, LONGEST));
  }
  return search;
}

type Request = { path: unknown; query: unknown; body: unknown; raw: string | undefined };

function exampleOf(routeId: string, route: Route, request: Request, token: string | undefined): Example {
  const given = { ...(typeof request.path === 'object' ? (request.path as Record<string, unknown>) : {}) };
  const search = searchOf(request.query);
  // A path cannot be without its parts, nor hold what no URL can be made of.
  const params: Record<string, string> = {};
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = given[name];
    const part = typeof value === 'string' ? value : JSON.stringify(value ?? MISSING);
    const whole = Buffer.from(part.slice(0, LONGEST)).toString();
    const fit = whole === '' || /^\.+$/.test(whole) ? '-' : whole;
    params[name] = fit;
    return encodeURIComponent(fit);
  });
  const body = request.raw ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  const lawful =
    (request.raw === undefined || (request.raw === 'null' && !route.body)) &&
    takes(route.params, params) &&
    (route.query ? takes(route.query, readBack(search)) : search.size === 0) &&
    (route.body ? takes(route.body, json(request.body)) : isEmpty(json(request.body)));
  const suffix = search.size > 0 ? `?${search}` : '';
  return { routeId, method: route.method, path: `${path}${suffix}`, body, token, lawful };
}

const isEmpty = (body: unknown) =>
  body === null ||
  (typeof body === 'object' && !Array.isArray(body) && Object.keys(body as object).length === 0);

/** What is wrong with an answer; null if nothing. */
function judge(example: Example, route: Route, operation: Operation, answer: RawAnswer): string | null {
  const { status } = answer;
  const code = answer.body.error?.code;
  if (status >= 500) return `${status} ${code}`;
  if (LEAK.test(JSON.stringify(answer.body).slice(0, 20_000)) && status !== 200)
    return `leaks: ${JSON.stringify(answer.body)}`;
  if (status === 200) {
    if (!example.lawful) return 'took what its schema refuses';
    if (route.view && !route.raw && !route.view.safeParse(answer.body).success)
      return 'answers what its view does not allow';
    return null;
  }
  const documented = operation.responses[String(status)]?.description.split(' · ') ?? [];
  if (!code || !documented.includes(code)) return `undocumented ${status} ${code}`;
  return null;
}

export interface FuzzOptions {
  api: string;
  operations: Map<string, Operation>;
  actors: Actors;
  ids: SeenIds;
  /** Examples of each operation. */
  examples: number;
  seed: number;
  /** These operations only. */
  only?: (routeId: string) => boolean;
  /** Runs before each operation: counters of abuse are set back, so that limits hide nothing. */
  rest: () => Promise<void>;
}

const ROUND = 25;
/** The clock of a test differs from the database's, and that is what it tells. */
const UNSENT = new Set(['system.ready']);
/** Characters of a value in an address; Node's own parser refuses longer heads before any program sees them. */
const LONGEST = 1_000;

/** Sends examples to every operation of the API document, in rounds, so that later ones meet what earlier ones made. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const result: FuzzResult = { examples: 0, done: new Map(), inside: new Map(), wrong: [] };
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  const targets = allRoutes.filter(
    ({ routeId, route }) =>
      route.raw !== 'upload' &&
      route.raw !== 'stream' &&
      !UNSENT.has(routeId) &&
      (options.only?.(routeId) ?? true),
  );
  for (let sent = 0; sent < options.examples; sent += ROUND) {
    const numRuns = Math.min(ROUND, options.examples - sent);
    for (const [at, { routeId, route }] of targets.entries()) {
      const operation = options.operations.get(routeId);
      if (!operation) throw new Error(`${routeId} is not in the API document`);
      await options.rest();
      const seed = options.seed + sent * 1_000 + at;
      for (const request of fc.sample(requests(route, routeId, operation, options.ids.source(routeId)), {
        numRuns,
        seed,
      })) {
        const token = await tokenFor(options, routeId, route, result.examples);
        const example = exampleOf(routeId, route, request, token);
        const answer = await call(options.api, example.method, example.path, {
          ...(token ? { token } : {}),
          ...(example.body === undefined ? {} : { body: example.body }),
        });
        result.examples += 1;
        const code = answer.body.error?.code ?? '';
        if (token && SPENT.has(code)) options.actors.spent(token);
        if (answer.status === 200) {
          count(result.done, routeId);
          options.ids.learn(routeId, answer.body);
        }
        if (
          !/^(REQUEST\.(INVALID|TOO_MANY)|AUTH\.(REQUIRED|EXPIRED|FORBIDDEN|CONSENT_NEEDED|BIND_NEEDED))$/.test(
            code,
          )
        )
          count(result.inside, routeId);
        const problem = judge(example, route, operation, answer);
        if (problem) result.wrong.push(describe(example, problem));
      }
    }
  }
  return result;
}

const describe = (example: Example, problem: string) =>
  `${example.routeId}: ${problem} · ${example.method} ${example.path.slice(0, 300)} ${example.body?.slice(0, 600) ?? ''}`;

async function tokenFor(
  options: FuzzOptions,
  routeId: string,
  route: Route,
  turn: number,
): Promise<string | undefined> {
  if (route.policy === 'public' || route.policy === 'provider') return undefined;
  if (isOwnerPolicy(route)) return options.actors.owner(routeId);
  const roles: StaffRole[] = ['admin', 'manager', 'advisor', 'care', 'marketing', 'group'];
  const may = isPermission(route) ? roles.filter((role) => roleMay(role, route.policy as never)) : roles;
  return options.actors.staff(may[turn % 3 === 0 ? turn % may.length : 0] ?? 'admin');
}
