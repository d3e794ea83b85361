import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiName, Fault } from '../world/faults.js';
import type { World } from '../world/world.js';

/** An answer on its way out: JSON text by default. */
export type Answer =
  | string
  | { status?: number; contentType: string; headers?: Record<string, string>; body: string | Buffer };

export type ProviderRoute = {
  api: ApiName;
  method: 'GET' | 'POST';
  path: string;
  handle: (request: FastifyRequest) => Answer | Promise<Answer>;
  /** How this provider words an error that a fault asks for. */
  refuse?: (errcode: number | string) => Answer;
};

const HANG_MS = 60_000;
const JSON_TYPE = 'application/json; charset=utf-8';

/** Adds one provider API, with its call counter and fault switch. */
export function addProviderRoute(app: FastifyInstance, world: World, route: ProviderRoute): void {
  const refuse = route.refuse ?? wechatRefusal;
  const work = (request: FastifyRequest, reply: FastifyReply): undefined | Promise<FastifyReply> => {
    const answer = route.handle(request);
    if (answer instanceof Promise) return answer.then((value) => send(reply, value));
    // Nothing is returned: Fastify would wait for a returned reply, which costs much at thousands a second.
    send(reply, answer);
    return undefined;
  };
  app.route({
    method: route.method,
    url: route.path,
    handler: (request, reply) => {
      const fault = world.faults.next(route.api);
      return fault ? withFault(fault, request, reply, route, refuse, work) : work(request, reply);
    },
  });
}

async function withFault(
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
  route: ProviderRoute,
  refuse: (errcode: number | string) => Answer,
  work: (request: FastifyRequest, reply: FastifyReply) => undefined | Promise<FastifyReply>,
): Promise<FastifyReply> {
  switch (fault.mode) {
    case 'delay':
      await new Promise((done) => setTimeout(done, fault.delayMs ?? 1_000));
      return (await work(request, reply)) ?? reply;
    case 'timeout-before':
      return hang(reply, fault.delayMs);
    case 'timeout-after':
      await route.handle(request);
      return hang(reply, fault.delayMs);
    case 'http-500':
      return reply.code(500).type('text/plain').send('internal server error');
    case 'errcode-after':
      await route.handle(request);
      return send(reply, refuse(fault.errcode ?? -1));
    case 'errcode':
      return send(reply, refuse(fault.errcode ?? -1));
    case 'malformed': {
      const answer = await route.handle(request);
      const text = typeof answer === 'string' ? answer : answer.body.toString();
      return reply.type(JSON_TYPE).send(text.slice(0, Math.max(1, Math.floor(text.length / 2))));
    }
    case 'html':
      return reply.type('text/html').send('<html><head><title>502</title></head><body>busy</body></html>');
    case 'none':
      return (await work(request, reply)) ?? reply;
  }
}

/** Keeps the caller waiting, then breaks the connection. */
function hang(reply: FastifyReply, delayMs = HANG_MS): FastifyReply {
  reply.hijack();
  const timer = setTimeout(() => reply.raw.destroy(), delayMs);
  timer.unref();
  reply.raw.on('close', () => clearTimeout(timer));
  return reply;
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  if (typeof answer === 'string') return reply.header('content-type', JSON_TYPE).send(answer);
  return reply
    .code(answer.status ?? 200)
    .headers({ ...answer.headers, 'content-type': answer.contentType })
    .send(answer.body);
}

const ERRMSGS: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40125: 'invalid appsecret',
  40163: 'code been used',
  40169: 'invalid length for scene, or the data is not json string',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  43004: 'require subscribe',
  43101: 'user refuse to accept the msg',
  45009: 'reach max api daily quota limit',
  47001: 'data format error',
  48001: 'api unauthorized',
};

/** A WeChat error as JSON text, with the `rid` tail that the real service adds. */
export function wechatRefusal(errcode: number | string, errmsg?: string): string {
  const rid = `${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}`;
  const text = errmsg ?? ERRMSGS[Number(errcode)] ?? 'error';
  return JSON.stringify({ errcode: Number(errcode), errmsg: `${text} rid: ${rid}` });
}

/** The query of a request as plain texts. */
export function queryOf(request: FastifyRequest): Record<string, string | undefined> {
  return request.query as Record<string, string | undefined>;
}

/** The JSON object in a request's body, or null when there is none. */
export function bodyOf(request: FastifyRequest): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(String(request.body ?? ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Runs `work` with the body when token and body are good; else the refusal. */
export function withToken(
  world: World,
  appId: string,
  request: FastifyRequest,
  work: (body: Record<string, unknown>) => Answer | Promise<Answer>,
): Answer | Promise<Answer> {
  const errcode = world.tokens.check(queryOf(request).access_token ?? '', appId);
  if (errcode !== 0) return wechatRefusal(errcode);
  if (request.method === 'GET') return work({});
  const body = bodyOf(request);
  return body ? work(body) : wechatRefusal(47001);
}
