import fc from 'fast-check';

/** What the API document says of a value; only the words that our schemas use. */
export interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  allOf?: readonly JsonSchema[];
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  prefixItems?: readonly JsonSchema[];
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
}

/** Gives an id that exists (or existed) for a field or path of this name; `pick` chooses among them. */
export type IdSource = (name: string, pick: number) => string;

const ID_PATTERN = '^[0-7][0-9A-HJKMNP-TV-Z]{25}$';
/** Deeper, only the first way of a choice is taken, so that values end. */
const DEEP = 4;
/** Lists and records of more entries say nothing new. */
const MANY = 3;

/** Texts that have broken programs before: quotes, control characters, astral planes, halves of pairs, right-to-left. */
const hostileTexts = [
  '',
  ' ',
  '\u0000',
  "' OR 1=1 -- ",
  '%_\\',
  '=1+1',
  '\u202e\u200f\ufeff',
  '👨‍👩‍👧‍👦',
  '\ud800',
  '𠮷野家',
  'e\u0301'.repeat(20),
  '１２３',
  '\r\nSet-Cookie: a=b',
  '<img src=x onerror=alert(1)>',
  '{{7*7}}',
  '__proto__',
  'NaN',
  '../../etc/passwd',
];

/** Values of every kind that a field may be given by somebody who wants it to fail. */
export const strangeValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { $ne: 1 }, { length: 1 }),
  fc.constantFrom(-1, -0, 0.5, 1e-320, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 1e21, 1e308, -1e308),
  fc.constantFrom('x'.repeat(256), '长'.repeat(5_000), '9'.repeat(400)),
  fc.constantFrom(
    '0000-01-01',
    '9999-12-31',
    '2026-02-30',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-23:59',
  ),
  fc.double(),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const dayFrom = (schema: JsonSchema) =>
  fc
    .oneof(
      { weight: 8, arbitrary: fc.integer({ min: -60, max: 90 }) },
      { weight: 1, arbitrary: fc.integer({ min: -700_000, max: 2_900_000 }) },
    )
    .map((days) => new Date(Date.parse('2026-11-18T01:30:00.000Z') + days * 86_400_000))
    .map((date) => (Number.isNaN(date.getTime()) ? new Date(0) : date))
    .map((date) => (schema.format === 'date' ? date.toISOString().slice(0, 10) : date.toISOString()))
    .filter((text) => /^\d{4}-/.test(text));

const extremeDates = (format: string) =>
  format === 'date'
    ? fc.constantFrom('0000-01-01', '0001-01-01', '1000-01-01', '9999-12-31', '2028-02-29')
    : fc.constantFrom(
        '0000-01-01T00:00:00Z',
        '0001-01-01T00:00:00+23:59',
        '9999-12-31T23:59:59.999-23:59',
        '2026-11-18T02:00:00.123456789Z',
        '2026-11-19T09:00:00+08:00',
      );

function text(schema: JsonSchema, name: string, ids: IdSource): fc.Arbitrary<string> {
  if (schema.pattern === ID_PATTERN) return fc.nat().map((pick) => ids(name, pick));
  if (schema.format === 'date' || schema.format === 'date-time')
    return fc.oneof(
      { weight: 9, arbitrary: dayFrom(schema) },
      { weight: 1, arbitrary: extremeDates(schema.format) },
    );
  if (schema.format === 'uri')
    return fc.constantFrom('https://example.com/a', 'http://127.0.0.1:1/x', 'ftp://a/b', 'https://a b', 'x');
  if (schema.pattern)
    return fc.stringMatching(new RegExp(schema.pattern, 'u'), { maxLength: schema.maxLength ?? 60 });
  const min = schema.minLength ?? 0;
  const max = Math.max(min, Math.min(schema.maxLength ?? 200, 600));
  return fc.oneof(
    fc.constantFrom('刹车片', '13900000001', '晋A12345', '12345', ...hostileTexts),
    fc.string({ unit: 'grapheme', minLength: min, maxLength: Math.min(max, min + 20) }),
    fc.constantFrom(min, max).map((length) => '满'.repeat(length)),
  );
}

function number(schema: JsonSchema): fc.Arbitrary<number> {
  const min = schema.minimum ?? -1_000_000;
  const max = schema.maximum ?? 1_000_000;
  if (schema.type === 'integer')
    return fc.oneof(
      fc.constantFrom(Math.ceil(min), Math.floor(max)),
      fc.integer({ min: Math.ceil(min), max: Math.floor(max) }),
      fc.integer({ min: Math.ceil(min), max: Math.min(Math.floor(max), Math.ceil(min) + 50) }),
    );
  const step = schema.multipleOf;
  const any = fc.double({ min, max, noNaN: true });
  return step ? any.map((value) => Math.round(value / step) * step) : any;
}

function object(schema: JsonSchema, root: JsonSchema, depth: number, ids: IdSource): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  if (Object.keys(properties).length === 0 && typeof additionalProperties === 'object')
    return fc.dictionary(
      arbitraryOf(
        propertyNames ?? { type: 'string', maxLength: 20 },
        ids,
        '',
        root,
        depth + 1,
      ) as fc.Arbitrary<string>,
      arbitraryOf(additionalProperties, ids, '', root, depth + 1),
      { maxKeys: MANY },
    );
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, arbitraryOf(value, ids, name, root, depth + 1)]),
  );
  return fc.record(model, { requiredKeys: required.filter((name) => name in model), noNullPrototype: true });
}

/** Values that the schema allows, as far as its words tell; rules in code (refine) may still refuse some. */
export function arbitraryOf(
  schema: JsonSchema,
  ids: IdSource,
  name = '',
  root: JsonSchema = schema,
  depth = 0,
): fc.Arbitrary<unknown> {
  const inside = (part: JsonSchema) => arbitraryOf(part, ids, name, root, depth + 1);
  if (schema.$ref) {
    const target = root.$defs?.[schema.$ref.split('/').at(-1) ?? ''];
    if (!target) throw new Error(`The API document points at nothing: ${schema.$ref}`);
    return inside(target);
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const ways = schema.anyOf ?? schema.oneOf;
  if (ways) {
    const open = depth >= DEEP ? ways.slice(0, 1) : ways;
    return fc.oneof(...open.map(inside));
  }
  if (schema.allOf)
    return fc.tuple(...schema.allOf.map(inside)).map((parts) => Object.assign({}, ...(parts as object[])));
  switch (schema.type) {
    case 'string':
      return text(schema, name, ids);
    case 'integer':
    case 'number':
      return number(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map(inside));
      return fc.array(inside(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? MANY, MANY)),
      });
    case 'object':
      return object(schema, root, depth, ids);
    default:
      return strangeValue;
  }
}

/** Names of fields that no request has, among them those that reach into JavaScript or into rights. */
const SURPLUS = [
  'surplus',
  'constructor',
  'toString',
  'dealerId',
  'isAdmin',
  'createdAt',
  'Id',
  '$where',
  'prototype',
];

/** Every place of a JSON value, as paths; the empty one is the value itself. */
function placesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))];
}

function changed(value: unknown, path: readonly string[], change: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item, at) => (String(at) === key ? changed(item, rest, change) : item));
  const inner = value as Record<string, unknown>;
  return { ...inner, [key]: changed(inner[key], rest, change) };
}

export type Spoilt = { what: 'surplus' | 'strange' | 'missing'; value: unknown };

/** A value with one thing wrong: a field too many, a strange value in some place, or a field taken away. */
export function spoil(value: unknown): fc.Arbitrary<Spoilt> {
  const places = placesOf(value);
  const objects = places.filter((path) => {
    const at = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)?.[key], value);
    return typeof at === 'object' && at !== null && !Array.isArray(at);
  });
  const surplus = fc
    .tuple(
      fc.constantFrom(...(objects.length > 0 ? objects : [[]])),
      fc.constantFrom(...SURPLUS),
      strangeValue,
    )
    .map(([path, key, more]): Spoilt => {
      const add = (old: unknown) => ({ ...(old as object), [key]: more ?? 1 });
      return { what: 'surplus', value: changed(value, path, add) };
    });
  const strange = fc
    .tuple(fc.constantFrom(...places), strangeValue)
    .map(([path, odd]): Spoilt => ({ what: 'strange', value: changed(value, path, () => odd) }));
  const missing = fc.constantFrom(...objects).chain((path) => {
    const at = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value) as object;
    return fc.constantFrom(...[...Object.keys(at), 'nothing']).map((key): Spoilt => {
      const drop = (old: unknown) =>
        Object.fromEntries(Object.entries(old as object).filter(([name]) => name !== key));
      return { what: 'missing', value: changed(value, path, drop) };
    });
  });
  return objects.length > 0 ? fc.oneof(surplus, strange, missing) : strange;
}
