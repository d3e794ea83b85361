import type { Endpoint, ErrorView, Route, RouteInput, Routes, RouteView } from '@cheban/contracts';
import { type ErrorCode, errors } from '@cheban/contracts/constants';
import { endpoints } from '@cheban/contracts/endpoints';

export interface ApiRequest {
  method: string;
  /** Path below the API base with parameters and query filled in, for instance `/owner/slots?days=14`. */
  path: string;
  body?: unknown;
  headers: Record<string, string>;
}
export interface ApiResponse {
  status: number;
  body: unknown;
}
/**
 * How a request travels (fetch, Taro.request …). Adds the access token and refreshes it; resolves with any HTTP
 * status, rejects only when no answer came.
 */
export type Transport = (request: ApiRequest) => Promise<ApiResponse>;

/** Anything but a 2xx answer. `message` is Chinese and meant for people. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode | 'NETWORK',
    message: string,
    readonly retry: boolean,
    readonly fields: { path: string; message: string }[] = [],
    readonly requestId: string | null = null,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

type Call<R> = keyof RouteInput<R> extends never
  ? (input?: Record<string, never>, options?: CallOptions) => Promise<RouteView<R>>
  : Partial<RouteInput<R>> extends RouteInput<R>
    ? (input?: RouteInput<R>, options?: CallOptions) => Promise<RouteView<R>>
    : (input: RouteInput<R>, options?: CallOptions) => Promise<RouteView<R>>;

export interface CallOptions {
  /**
   * Key of one intention of the user. Pass the same key when the user tries the same thing again after a lost answer;
   * without it every call of a POST, PUT or PATCH gets a new one.
   */
  idempotencyKey?: string;
}

export type ApiClient = {
  readonly [A in keyof Routes]: { readonly [R in keyof Routes[A]]: Call<Routes[A][R]> };
};

/** A key for one intention: 128 random bits as hex (Math.random suffices where crypto is missing: it is no secret). */
export function newIdempotencyKey(): string {
  const bytes = new Uint8Array(16);
  if (globalThis.crypto?.getRandomValues) globalThis.crypto.getRandomValues(bytes);
  else for (let index = 0; index < bytes.length; index += 1) bytes[index] = Math.floor(Math.random() * 256);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Parts {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** Fills `:name` parameters and appends the query; undefined query values are left out. */
export function buildPath(endpoint: Endpoint, input: Parts): string {
  const path = endpoint.path.replace(/:([a-zA-Z]+)/g, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name] ?? '')),
  );
  const pairs = Object.entries(input.query ?? {})
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}

function toError(response: ApiResponse): ApiError {
  const error = (response.body as ErrorView | null)?.error;
  if (error) {
    return new ApiError(
      response.status,
      error.code as ErrorCode,
      error.message,
      error.retry,
      error.fields ?? [],
      error.requestId,
    );
  }
  const fallback = errors['SERVER.UNAVAILABLE'];
  return new ApiError(response.status, 'SERVER.UNAVAILABLE', fallback.text, fallback.retry);
}

/** Answers by which the server says that nothing was done and that the same request may come again in a moment. */
const COME_AGAIN: ReadonlySet<string> = new Set<ErrorCode>(['SERVER.UNAVAILABLE', 'REQUEST.IN_PROGRESS']);
const MOST_TRIES = 3;
const LONGEST_WAIT_SEC = 5;

/**
 * Milliseconds after which a writing request is sent again with its key, or null. Reads are asked again by whoever shows
 * them; a lost answer or a proxy's error page names no time and is told to the person at once.
 */
function comeAgainMs(response: ApiResponse, tries: number): number | null {
  const error = (response.body as ErrorView | null)?.error;
  if (tries >= MOST_TRIES || !error?.retryAfterSec || error.retryAfterSec > LONGEST_WAIT_SEC) return null;
  // Whoever was turned away together does not come back together.
  return COME_AGAIN.has(error.code) ? error.retryAfterSec * 1_000 * (0.5 + Math.random()) : null;
}

async function write(transport: Transport, request: ApiRequest): Promise<ApiResponse> {
  for (let tries = 1; ; tries += 1) {
    const response = await transport(request);
    const waitMs = comeAgainMs(response, tries);
    if (waitMs === null) return response;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

/** Typed calls of every JSON route: `client.booking.create({ body })`. Rejects with ApiError. */
export function createApiClient(transport: Transport): ApiClient {
  const client: Record<string, Record<string, unknown>> = {};
  for (const [area, table] of Object.entries(endpoints)) {
    const calls: Record<string, unknown> = {};
    for (const [name, endpoint] of Object.entries(table as Record<string, Endpoint>)) {
      calls[name] = async (input: Parts = {}, options: CallOptions = {}) => {
        const headers: Record<string, string> = {};
        if (endpoint.method !== 'GET')
          headers['Idempotency-Key'] = options.idempotencyKey ?? newIdempotencyKey();
        const request: ApiRequest = { method: endpoint.method, path: buildPath(endpoint, input), headers };
        if (input.body !== undefined) request.body = input.body;
        let response: ApiResponse;
        try {
          response = await (endpoint.method === 'GET' ? transport(request) : write(transport, request));
        } catch {
          throw new ApiError(0, 'NETWORK', '网络不给力，请检查网络后重试，您填写的内容不会丢失。', true);
        }
        if (response.status >= 200 && response.status < 300) return response.body;
        throw toError(response);
      };
    }
    client[area] = calls;
  }
  return client as unknown as ApiClient;
}

export type { Route };
