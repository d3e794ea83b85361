import { Agent, type Dispatcher } from 'undici';
import { type Bounded, Deadlines } from './deadlines.js';
import { malformedAnswer, ProviderError } from './errors.js';
import { parseProviderJson } from './provider-json.js';
import { deadlineError, reactionTo, transportError } from './transport-errors.js';

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
  /** JSON that was written already and must go out byte for byte, because a signature covers it. */
  jsonText?: string;
};

export type HttpAnswer = {
  status: number;
  contentType: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
};

/**
 * The one way out to a provider. It keeps connections alive, bounds time and size, and turns every
 * transport failure into a {@link ProviderError} that says whether the work may already be done.
 */
export class ProviderHttp {
  private readonly agent: Dispatcher;
  private readonly deadlines: Deadlines;

  constructor(options: HttpOptions = {}) {
    const timeoutMs = options.timeoutMs ?? 8_000;
    const connectTimeoutMs = options.connectTimeoutMs ?? 3_000;
    this.deadlines = new Deadlines(connectTimeoutMs + timeoutMs * 2);
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
  send(call: HttpCall): Promise<HttpAnswer> {
    return this.exchange(call, asItIs);
  }

  /** The same, giving back what `read` makes of the answer; what `read` throws rejects. */
  private exchange<T>(call: HttpCall, read: (answer: HttpAnswer) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const exchange = new Exchange(call, this.deadlines, read, resolve, reject);
      const pathAt = call.url.indexOf('/', call.url.indexOf('//') + 2);
      const [origin, path] =
        pathAt < 0 ? [call.url, '/'] : [call.url.slice(0, pathAt), call.url.slice(pathAt)];
      const body = call.jsonText ?? (call.json === undefined ? null : JSON.stringify(call.json));
      try {
        this.agent.dispatch(
          {
            origin,
            path,
            method: call.method,
            headers: headersOf(call, body !== null),
            body,
          },
          exchange,
        );
      } catch (error) {
        exchange.onResponseError(null, error);
      }
    });
  }

  /** Sends one request and reads the answer as a JSON object; integers too big for a number become strings. */
  sendForJson(call: HttpCall): Promise<{ status: number; value: Record<string, unknown> }> {
    return this.exchange(call, ({ status, body }) => ({ status, value: readJsonObject(call.api, body) }));
  }

  /** The same, giving back what `read` makes of the object. One promise a call: thousands go out in a second. */
  sendAndRead<T>(call: HttpCall, read: (value: Record<string, unknown>) => T): Promise<T> {
    return this.exchange(call, ({ body }) => read(readJsonObject(call.api, body)));
  }

  /** Closes all connections; calls under way end with a `network` error. */
  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

const asItIs = (answer: HttpAnswer) => answer;

const JSON_HEADERS = { 'content-type': 'application/json' };

function headersOf(call: HttpCall, hasBody: boolean): Record<string, string> | null {
  if (!hasBody) return call.headers ?? null;
  return call.headers === undefined ? JSON_HEADERS : { ...JSON_HEADERS, ...call.headers };
}

/**
 * One request on the wire, told to undici by callbacks: streams, promises and abort signals around each call would take
 * more time than the call itself, and thousands go out in a second.
 */
class Exchange<T> implements Dispatcher.DispatchHandler, Bounded {
  private controller: Dispatcher.DispatchController | null = null;
  private status = 0;
  private contentType = '';
  private headers: HttpAnswer['headers'] = {};
  private first: Buffer | null = null;
  private more: Buffer[] | null = null;
  private isSettled = false;
  endsAt = 0;

  constructor(
    private readonly call: HttpCall,
    private readonly deadlines: Deadlines,
    private readonly read: (answer: HttpAnswer) => T,
    private readonly resolve: (answer: T) => void,
    private readonly reject: (error: unknown) => void,
  ) {
    // Bounds a peer that drips one byte at a time; the usual limits are the agent's.
    deadlines.add(this);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.isSettled) controller.abort(deadlineError());
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.status = status;
    this.headers = headers;
    const type = headers['content-type'];
    this.contentType = Array.isArray(type) ? (type[0] ?? '') : (type ?? '');
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.first === null) this.first = chunk;
    else if (this.more === null) this.more = [this.first, chunk];
    else this.more.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.settle()) return;
    const body = this.more === null ? (this.first ?? Buffer.alloc(0)) : Buffer.concat(this.more);
    if (this.status >= 500) {
      this.reject(
        new ProviderError({
          api: this.call.api,
          code: `http_${this.status}`,
          reaction: reactionTo(this.call, 'maybe_done'),
          outcome: 'maybe_done',
          providerText: body.toString('utf8').slice(0, 200),
        }),
      );
      return;
    }
    const { status, contentType, headers } = this;
    try {
      this.resolve(this.read({ status, contentType, headers, body }));
    } catch (error) {
      this.reject(error);
    }
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: unknown): void {
    if (this.settle()) this.reject(transportError(this.call, error));
  }

  expire(): void {
    if (!this.settle()) return;
    const error = deadlineError();
    this.reject(transportError(this.call, error));
    this.controller?.abort(error);
  }

  /** True for the first end only. */
  private settle(): boolean {
    if (this.isSettled) return false;
    this.isSettled = true;
    this.deadlines.remove(this);
    return true;
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
