import { Agent, type Dispatcher, request } from 'undici';
import { malformedAnswer, type Outcome, ProviderError } from './errors.js';
import { parseProviderJson } from './provider-json.js';
import type { Reaction } from './reactions.js';

export type HttpOptions = {
  /** Milliseconds to open a connection. Default 3000. */
  connectTimeoutMs?: number;
  /** Milliseconds from the written request to the first byte, and between bytes. Default 8000. */
  timeoutMs?: number;
  /** Connections kept per host. Default 32. */
  connections?: number;
  /** Largest answer accepted, in bytes. Default 2 MiB. */
  maxAnswerBytes?: number;
};

export type HttpCall = {
  /** Our name of the call, for errors and metrics. */
  api: string;
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  /** Written as JSON. */
  json?: unknown;
};

export type HttpAnswer = { status: number; contentType: string; body: Buffer };

/**
 * The one way out to a provider. It keeps connections alive, bounds time and size, and turns every
 * transport failure into a {@link ProviderError} that says whether the work may already be done.
 */
export class ProviderHttp {
  private readonly agent: Dispatcher;
  private readonly deadlineMs: number;

  constructor(options: HttpOptions = {}) {
    const timeoutMs = options.timeoutMs ?? 8_000;
    const connectTimeoutMs = options.connectTimeoutMs ?? 3_000;
    this.deadlineMs = connectTimeoutMs + timeoutMs * 2;
    this.agent = new Agent({
      connect: { timeout: connectTimeoutMs },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      connections: options.connections ?? 32,
      maxResponseSize: options.maxAnswerBytes ?? 2 * 1024 * 1024,
    });
  }

  /**
   * Sends one request and reads the whole answer, whatever its status below 500.
   * @throws ProviderError `timeout`, `network` or `http_<status>` for 5xx
   */
  async send(call: HttpCall): Promise<HttpAnswer> {
    let answer: HttpAnswer;
    try {
      const hasBody = call.json !== undefined;
      const response = await request(call.url, {
        method: call.method,
        headers: hasBody ? { 'content-type': 'application/json', ...call.headers } : (call.headers ?? {}),
        body: hasBody ? JSON.stringify(call.json) : null,
        dispatcher: this.agent,
        // Bounds a peer that drips one byte at a time; the usual limits are the agent's.
        signal: AbortSignal.timeout(this.deadlineMs),
      });
      const type = response.headers['content-type'];
      answer = {
        status: response.statusCode,
        contentType: Array.isArray(type) ? (type[0] ?? '') : (type ?? ''),
        body: Buffer.from(await response.body.arrayBuffer()),
      };
    } catch (error) {
      throw transportError(call, error);
    }
    if (answer.status >= 500) {
      throw new ProviderError({
        api: call.api,
        code: `http_${answer.status}`,
        reaction: reactionTo(call, 'maybe_done'),
        outcome: 'maybe_done',
        providerText: answer.body.toString('utf8').slice(0, 200),
      });
    }
    return answer;
  }

  /** Sends one request and reads the answer as a JSON object; integers too big for a number become strings. */
  async sendForJson(call: HttpCall): Promise<{ status: number; value: Record<string, unknown> }> {
    const answer = await this.send(call);
    return { status: answer.status, value: readJsonObject(call.api, answer.body) };
  }

  /** Closes all connections; calls under way end with a `network` error. */
  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

/** Reads a body as a JSON object, or throws a `malformed` ProviderError. */
export function readJsonObject(api: string, body: Buffer): Record<string, unknown> {
  const text = body.toString('utf8');
  let value: unknown;
  try {
    value = parseProviderJson(text);
  } catch (error) {
    throw malformedAnswer(api, text, error);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformedAnswer(api, text);
  return value as Record<string, unknown>;
}

// Failures that come before a single byte of the request has left this machine.
const BEFORE_WRITING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_INVALID_ARG',
  'UND_ERR_DESTROYED',
  'UND_ERR_CLOSED',
]);
const TIMEOUTS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** Reading again is harmless; repeating a write that may be done is the caller's decision. */
function reactionTo(call: HttpCall, outcome: Outcome): Reaction {
  return outcome === 'not_done' || call.method === 'GET' ? 'RETRY' : 'UNKNOWN';
}

function transportError(call: HttpCall, error: unknown): ProviderError {
  const codes = errorCodes(error);
  const isTimeout =
    codes.some((code) => TIMEOUTS.has(code)) || (error instanceof Error && error.name === 'TimeoutError');
  const outcome: Outcome = codes.some((code) => BEFORE_WRITING.has(code)) ? 'not_done' : 'maybe_done';
  return new ProviderError({
    api: call.api,
    code: isTimeout ? 'timeout' : 'network',
    reaction: reactionTo(call, outcome),
    outcome,
    providerText: codes[0] ?? (error instanceof Error ? error.name : 'unknown'),
    cause: error,
  });
}

/** The codes of an error, of its cause and of the parts of an AggregateError (several addresses tried). */
function errorCodes(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  return [
    ...(typeof code === 'string' ? [code] : []),
    ...errorCodes(cause),
    ...(Array.isArray(errors) ? errors.flatMap(errorCodes) : []),
  ];
}
