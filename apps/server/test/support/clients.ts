import { type ApiClient, createApiClient } from '@cheban/api-client';

/** A typed client with a fixed access token (or none). Rejects with ApiError. */
export function clientOf(api: string, accessToken: string | null): ApiClient {
  return createApiClient(async ({ method, path, body, headers }) => {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: {
        ...headers,
        ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  });
}

export interface RawAnswer {
  status: number;
  headers: Headers;
  body: { error?: { code: string; message: string; fields?: { path: string; message: string }[] } } & Record<
    string,
    unknown
  >;
}

/** A raw call, for requests that a typed client cannot make. */
export async function call(
  api: string,
  method: string,
  path: string,
  options: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<RawAnswer> {
  const { token, body, headers } = options;
  const response = await fetch(`${api}${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined || headers?.['content-type'] ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  let parsed: unknown = {};
  try {
    parsed = text === '' ? {} : JSON.parse(text);
  } catch {
    parsed = { text };
  }
  return { status: response.status, headers: response.headers, body: parsed as RawAnswer['body'] };
}
