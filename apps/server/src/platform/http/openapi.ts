import {
  errors,
  errorView,
  importKinds,
  listRoutes,
  type Policy,
  type Route,
  routes,
} from '@cheban/contracts';
import { z } from 'zod';

const toSchema = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
  });
  return rest;
};

/** Names of ids that a request holds, at any depth. */
function idsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === 'properties' ? Object.keys(inner as object).filter((name) => /Ids?$/.test(name)) : []),
    ...idsIn(inner),
  ]);
}

function parametersOf(route: Route): object[] {
  const parts = [
    ['path', route.params],
    ['query', route.query],
  ] as const;
  return parts.flatMap(([where, schema]) => {
    if (!schema) return [];
    const json = toSchema(schema, 'input') as { properties?: Record<string, object>; required?: string[] };
    return Object.entries(json.properties ?? {}).map(([name, property]) => ({
      name,
      in: where,
      required: where === 'path' || (json.required ?? []).includes(name),
      schema: property,
    }));
  });
}

const everyRoute = [
  'REQUEST.INVALID',
  'REQUEST.TOO_LARGE',
  'REQUEST.TOO_MANY',
  'SERVER.INTERNAL',
  'SERVER.UNAVAILABLE',
];

function errorAnswers(route: Route): Record<string, object> {
  const codes = new Set<string>([...everyRoute, ...(route.errors ?? [])]);
  const ids = [route.query, route.body].flatMap((schema) => (schema ? idsIn(toSchema(schema, 'input')) : []));
  if (route.params || ids.length > 0) codes.add('REQUEST.NOT_FOUND');
  if (ids.some((name) => /^storeIds?$/.test(name))) codes.add('STORE.NOT_FOUND');
  if (route.policy !== 'public')
    for (const code of ['AUTH.REQUIRED', 'AUTH.EXPIRED', 'AUTH.FORBIDDEN']) codes.add(code);
  if (route.policy === 'owner')
    for (const code of ['AUTH.CONSENT_NEEDED', 'AUTH.BIND_NEEDED']) codes.add(code);
  if (route.method !== 'GET') {
    for (const code of ['REQUEST.IDEMPOTENCY_KEY_REUSED', 'REQUEST.IN_PROGRESS', 'REQUEST.UNSUPPORTED_TYPE'])
      codes.add(code);
  }
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const { status } = errors[code as keyof typeof errors];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      {
        description: list.join(' · '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  );
}

function answerOf(route: Route): object {
  if (route.raw === 'download') return { description: 'File', content: { 'application/octet-stream': {} } };
  if (route.raw === 'stream')
    return { description: 'Server-sent events', content: { 'text/event-stream': {} } };
  if (!route.view) return { description: 'Done' };
  return { description: 'Done', content: { 'application/json': { schema: toSchema(route.view, 'output') } } };
}

const IMPORTS = routes.import.upload.path;
/** What is told of a file beside its bytes; photos need nothing. */
const importFields = {
  kind: { type: 'string', enum: importKinds },
  storeId: { type: 'string' },
  asOf: { type: 'string', format: 'date' },
};

function bodyOf(route: Route): object {
  if (route.raw === 'upload') {
    const schema = {
      type: 'object',
      required: ['file', ...(route.path === IMPORTS ? ['kind', 'storeId'] : [])],
      properties: {
        file: { type: 'string', format: 'binary' },
        ...(route.path === IMPORTS ? importFields : {}),
      },
      additionalProperties: false,
    };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  if (!route.body) return {};
  return {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: toSchema(route.body, 'input') } },
    },
  };
}

function securityOf(policy: Policy): object[] {
  if (policy === 'public' || policy === 'provider') return [];
  return policy === 'account' || policy === 'owner' ? [{ owner: [] }] : [{ staff: [] }];
}

const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'One key per intention; the same key with the same body gets the same answer.',
  schema: { type: 'string', minLength: 8, maxLength: 80 },
};

/** The OpenAPI 3.1 document, made from the route table alone. */
export function buildOpenApi(serverUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { routeId, route } of listRoutes()) {
    const path = route.path.replace(/:([a-zA-Z]+)/g, '{$1}');
    const keeps = route.method !== 'GET' && route.policy !== 'public';
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: {
        operationId: routeId,
        tags: [routeId.split('.')[0]],
        summary: route.summary,
        'x-policy': route.policy,
        security: securityOf(route.policy),
        parameters: [...parametersOf(route), ...(keeps ? [idempotencyHeader] : [])],
        ...bodyOf(route),
        responses: { '200': answerOf(route), ...errorAnswers(route) },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cheban 车伴 API',
      version: '1',
      description: 'Instants are UTC, dates are Asia/Shanghai, money is fen.',
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: { Error: toSchema(errorView, 'output') },
      securitySchemes: {
        owner: { type: 'http', scheme: 'bearer', description: 'Access token of /auth/wechat-login' },
        staff: { type: 'http', scheme: 'bearer', description: 'Access token of /staff/login' },
      },
    },
  };
}
