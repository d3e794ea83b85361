import { randomBytes } from 'node:crypto';
import { encryptPush, pushSignature } from '@cheban/wechat';
import type { AppCredentials } from '../options.js';

/** One event before it gets its form: WeChat's names, with the items of a subscribe event apart. */
export type PushContent = {
  openid: string;
  createdSeconds: number;
  fields: Record<string, string | number>;
  /** For subscribe events: the wrapper that XML puts around the list, and the items. */
  list?: { wrapper: string; items: Record<string, string | number>[] };
  /** One object inside the event, as wxa_media_check has it. */
  nested?: { name: string; fields: Record<string, string | number> };
};

export type PushRequest = { url: string; contentType: string; body: string };

/** Writes an event as WeChat would: XML or JSON, plain or encrypted, signed in the query. */
export function formatPush(
  app: AppCredentials,
  content: PushContent,
  form: { format: 'xml' | 'json'; encrypt: 'plain' | 'aes' },
): PushRequest {
  const head = {
    ToUserName: app.originalId,
    FromUserName: content.openid,
    CreateTime: content.createdSeconds,
    MsgType: 'event',
    ...content.fields,
  };
  const isXml = form.format === 'xml';
  let body = isXml ? toXml(head, content) : toJson(head, content);
  const timestamp = String(content.createdSeconds);
  const nonce = String(randomBytes(4).readUInt32BE());
  const query: Record<string, string> = {
    signature: pushSignature(app.pushToken, timestamp, nonce),
    timestamp,
    nonce,
    openid: content.openid,
  };
  if (form.encrypt === 'aes') {
    const encrypted = encryptPush(body, app.aesKey, app.appId);
    query.encrypt_type = 'aes';
    query.msg_signature = pushSignature(app.pushToken, timestamp, nonce, encrypted);
    body = isXml
      ? `<xml>${element('ToUserName', app.originalId)}${element('Encrypt', encrypted)}</xml>`
      : JSON.stringify({ ToUserName: app.originalId, Encrypt: encrypted });
  }
  return {
    url: `${app.callbackUrl}?${new URLSearchParams(query)}`,
    contentType: isXml ? 'text/xml' : 'application/json',
    body,
  };
}

function toXml(head: Record<string, string | number>, { list, nested }: PushContent): string {
  const items = list?.items.map((item) => `<List>${elements(item)}</List>`).join('') ?? '';
  const wrapped = list ? `<${list.wrapper}>${items}</${list.wrapper}>` : '';
  const inner = nested ? `<${nested.name}>${elements(nested.fields)}</${nested.name}>` : '';
  return `<xml>${elements(head)}${wrapped}${inner}</xml>`;
}

/** In JSON one item is an object and several are an array, as the real service does it. */
function toJson(head: Record<string, string | number>, { list, nested }: PushContent): string {
  const items = list && (list.items.length === 1 ? list.items[0] : list.items);
  return JSON.stringify({
    ...head,
    ...(items ? { List: items } : {}),
    ...(nested ? { [nested.name]: nested.fields } : {}),
  });
}

function elements(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => element(name, value))
    .join('');
}

function element(name: string, value: string | number): string {
  if (typeof value === 'number') return `<${name}>${value}</${name}>`;
  return `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
}
