import { createHash, createHmac } from 'node:crypto';

export type Acs3Request = {
  method: 'GET' | 'POST';
  /** Host with port if not the default one. */
  host: string;
  action: string;
  version: string;
  query: Readonly<Record<string, string>>;
  body: string;
  /** UTC, seconds precision: `2026-11-21T08:00:00Z`. */
  date: string;
  nonce: string;
};

const ALGORITHM = 'ACS3-HMAC-SHA256';

/**
 * The headers of an Aliyun call signed with ACS3-HMAC-SHA256, `authorization` included.
 * Source: "V3 request body and signature" on help.aliyun.com.
 */
export function signAcs3(
  request: Acs3Request,
  accessKeyId: string,
  accessKeySecret: string,
): Record<string, string> {
  const bodyHash = sha256Hex(request.body);
  const headers: Record<string, string> = {
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': bodyHash,
    'x-acs-date': request.date,
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    request.method,
    '/',
    acs3Query(request.query),
    names.map((name) => `${name}:${(headers[name] ?? '').trim()}\n`).join(''),
    names.join(';'),
    bodyHash,
  ].join('\n');
  const signature = createHmac('sha256', accessKeySecret)
    .update(`${ALGORITHM}\n${sha256Hex(canonical)}`)
    .digest('hex');
  return {
    ...headers,
    authorization: `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
}

/** Query string sorted by name, with RFC 3986 escapes. */
export function acs3Query(query: Readonly<Record<string, string>>): string {
  return Object.keys(query)
    .sort()
    .map((name) => `${encode(name)}=${encode(query[name] ?? '')}`)
    .join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
