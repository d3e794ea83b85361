import { ApiError, type ApiRequest, type ApiResponse, createApiClient } from '@cheban/api-client';
import { errors } from '@cheban/contracts/constants';
import { noteServerTime } from '../shared/format/now.js';
import { createSession } from './session.js';

const BASE = '/api';
const REFRESH_KEY = 'cheban.console.refresh';
/** A request without any answer for this long counts as lost. */
const TIMEOUT_MS = 20_000;

/** Reads a body as JSON, or as null when it is none (a proxy's error page). */
async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function send(request: ApiRequest): Promise<ApiResponse> {
  const init: RequestInit = {
    method: request.method,
    headers: { Accept: 'application/json', ...request.headers },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    cache: 'no-store',
  };
  if (request.body !== undefined) {
    init.body = JSON.stringify(request.body);
    init.headers = { ...init.headers, 'Content-Type': 'application/json' };
  }
  const response = await fetch(BASE + request.path, init);
  noteServerTime(response.headers.get('date'));
  return { status: response.status, body: await readBody(response) };
}

export const session = createSession({
  send,
  now: () => Date.now(),
  store: {
    read: () => localStorage.getItem(REFRESH_KEY),
    write: (token) => {
      if (token === null) localStorage.removeItem(REFRESH_KEY);
      else localStorage.setItem(REFRESH_KEY, token);
    },
  },
  exclusively: async (work) => {
    // Web Locks exist on secure origins only; elsewhere a second tab at worst asks to log in again.
    if (!('locks' in navigator)) return work();
    return await navigator.locks.request('cheban.console.refresh', () => work());
  },
});

/** Tells when another tab logged in or out. */
export function onOtherTab(listener: () => void): () => void {
  const handle = (event: StorageEvent) => {
    if (event.key === REFRESH_KEY || event.key === null) listener();
  };
  window.addEventListener('storage', handle);
  return () => window.removeEventListener('storage', handle);
}

export const api = createApiClient(session.transport);

/** fetch below /api with the access token, for what is not JSON (files, streams). */
export async function authorisedFetch(path: string, init: RequestInit = {}): Promise<Response> {
  const attempt = async () => {
    const token = await session.accessToken();
    const headers = new Headers(init.headers);
    if (token) headers.set('Authorization', `Bearer ${token}`);
    return fetch(BASE + path, { ...init, headers });
  };
  const first = await attempt();
  if (first.status !== 401) return first;
  session.expire();
  return attempt();
}

/** The error of an answer that is not 2xx, with the Chinese sentence of the server. */
export async function errorOf(response: Response): Promise<ApiError> {
  const body = (await readBody(response)) as {
    error?: {
      code: ApiError['code'];
      message: string;
      retry: boolean;
      fields?: ApiError['fields'];
      requestId: string;
    };
  } | null;
  const found = body?.error;
  if (found) {
    return new ApiError(
      response.status,
      found.code,
      found.message,
      found.retry,
      found.fields ?? [],
      found.requestId,
    );
  }
  const code = response.status === 413 ? 'REQUEST.TOO_LARGE' : 'SERVER.UNAVAILABLE';
  return new ApiError(response.status, code, errors[code].text, errors[code].retry);
}

/**
 * Posts a form with a file and returns the server's view. Rejects with ApiError.
 * @param idempotencyKey of the intention; without one the route needs none (a photo is known by its bytes)
 */
export async function uploadForm<V>(path: string, form: FormData, idempotencyKey?: string): Promise<V> {
  const headers = {
    Accept: 'application/json',
    ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
  };
  const response = await authorisedFetch(path, { method: 'POST', body: form, headers }).catch(() => {
    throw new ApiError(0, 'NETWORK', '网络不给力，文件没有传完，请重试。', true);
  });
  if (!response.ok) throw await errorOf(response);
  return (await response.json()) as V;
}

/** Downloads a file with the access token and hands it to the browser. Rejects with ApiError. */
export async function downloadFile(path: string, fileName: string): Promise<void> {
  const response = await authorisedFetch(path).catch(() => {
    throw new ApiError(0, 'NETWORK', '网络不给力，文件没有下载成功，请重试。', true);
  });
  if (!response.ok) throw await errorOf(response);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
