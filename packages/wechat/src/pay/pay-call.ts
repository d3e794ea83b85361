import { constants, type KeyObject, publicEncrypt } from 'node:crypto';
import { malformedAnswer, ProviderError } from '../errors.js';
import { type HttpAnswer, type ProviderHttp, readJsonObject } from '../http.js';
import { payError } from './pay-errors.js';
import { authorization, isSignature, type MerchantKey, replyText } from './pay-signature.js';

export interface PayAccount {
  http: ProviderHttp;
  /** For example `https://api.mch.weixin.qq.com`. */
  baseUrl: string;
  merchant: MerchantKey;
  /** WeChat Pay's public keys by serial: `PUB_KEY_ID_…`, or a platform certificate's number. */
  platformKeys: ReadonlyMap<string, KeyObject>;
  /** Which of them encrypts what only WeChat Pay may read. */
  platformSerial: string;
  now: () => Date;
}

/** Older or newer by more than this and a signature is a replay. Source: 签名与验签规则. */
const MAX_SKEW_SEC = 300;

/** Why headers and body do not come from WeChat Pay, or null if they do. */
export function whyNotGenuine(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  platformKeys: ReadonlyMap<string, KeyObject>,
  now: Date,
): 'missing' | 'stale' | 'unknown_key' | 'bad_signature' | null {
  const [timestamp, nonce, signature, serial] = ['timestamp', 'nonce', 'signature', 'serial'].map((name) => {
    const value = headers[`wechatpay-${name}`];
    return typeof value === 'string' ? value : undefined;
  });
  if (!timestamp || !nonce || !signature || !serial || !/^\d{1,12}$/.test(timestamp)) return 'missing';
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > MAX_SKEW_SEC) return 'stale';
  const key = platformKeys.get(serial);
  if (!key) return 'unknown_key';
  return isSignature(replyText(timestamp, nonce, body), signature, key) ? null : 'bad_signature';
}

/**
 * One signed call; the reply's signature is checked before a word of it is believed.
 * @throws ProviderError of the provider's code, or `bad_reply` when the reply is not WeChat Pay's
 */
export async function payCall(
  account: PayAccount,
  api: string,
  method: 'GET' | 'POST',
  path: string,
  json?: unknown,
): Promise<Record<string, unknown>> {
  const body = json === undefined ? '' : JSON.stringify(json);
  const answer = await account.http.send({
    api,
    method,
    url: `${account.baseUrl}${path}`,
    headers: {
      accept: 'application/json',
      authorization: authorization(account.merchant, { method, path, body }, account.now()),
      'wechatpay-serial': account.platformSerial,
    },
    ...(json === undefined ? {} : { jsonText: body }),
  });
  const text = answer.body.toString('utf8');
  if (answer.status >= 400) throw refusal(api, answer, text);
  const why = whyNotGenuine(answer.headers, text, account.platformKeys, account.now());
  if (why !== null)
    throw new ProviderError({
      api,
      code: 'bad_reply',
      reaction: 'QUERY',
      outcome: method === 'GET' ? 'not_done' : 'maybe_done',
      providerText: why,
    });
  return text === '' ? {} : readJsonObject(api, answer.body);
}

function refusal(api: string, answer: HttpAnswer, text: string): ProviderError {
  try {
    const value = JSON.parse(text) as { code?: unknown; message?: unknown };
    return payError(api, answer.status, String(value.code ?? ''), String(value.message ?? ''));
  } catch {
    return malformedAnswer(api, text);
  }
}

/** RSA-OAEP (SHA-1), base64: for fields such as a payee's name that only WeChat Pay may read. */
export function encryptForWechat(account: PayAccount, plain: string): string {
  const key = account.platformKeys.get(account.platformSerial);
  if (!key) throw new Error('The key of WeChat Pay is not configured');
  return publicEncrypt(
    { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
    Buffer.from(plain),
  ).toString('base64');
}
