/**
 * Signatures of WeChat Pay APIv3: SHA256 with RSA over lines that each end with a newline.
 * Source: pay.weixin.qq.com, 签名与验签规则.
 */
import { type KeyObject, randomBytes, sign, verify } from 'node:crypto';

const SCHEMA = 'WECHATPAY2-SHA256-RSA2048';

export interface SignedRequest {
  method: 'GET' | 'POST';
  /** Path with query, as it goes over the wire. */
  path: string;
  /** The exact bytes of the body; empty for GET. */
  body: string;
}

export interface MerchantKey {
  merchantId: string;
  /** Serial number of the merchant certificate, hexadecimal. */
  serialNo: string;
  privateKey: KeyObject;
}

const lines = (...parts: readonly (string | number)[]) => parts.map((part) => `${part}\n`).join('');

export function signText(text: string, privateKey: KeyObject): string {
  return sign('sha256', Buffer.from(text), privateKey).toString('base64');
}

/** False for anything that is not a good signature, also for text that is no base64 at all. */
export function isSignature(text: string, signature: string, publicKey: KeyObject): boolean {
  try {
    return verify('sha256', Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** What is signed of a request. `timestamp` is seconds since 1970. */
export function requestText(request: SignedRequest, timestamp: number, nonce: string): string {
  return lines(request.method, request.path, timestamp, nonce, request.body);
}

/** What is signed of a reply or a notice. */
export function replyText(timestamp: string, nonce: string, body: string): string {
  return lines(timestamp, nonce, body);
}

/** The Authorization header of a request. */
export function authorization(key: MerchantKey, request: SignedRequest, now: Date): string {
  const timestamp = Math.floor(now.getTime() / 1000);
  const nonce = randomBytes(16).toString('hex');
  const signature = signText(requestText(request, timestamp, nonce), key.privateKey);
  return (
    `${SCHEMA} mchid="${key.merchantId}",nonce_str="${nonce}",timestamp="${timestamp}",` +
    `serial_no="${key.serialNo}",signature="${signature}"`
  );
}

export interface ReadAuthorization {
  merchantId: string;
  nonce: string;
  timestamp: number;
  serialNo: string;
  signature: string;
}

/** Reads an Authorization header as the provider does; null if it is none of WeChat Pay. */
export function readAuthorization(header: string): ReadAuthorization | null {
  if (!header.startsWith(`${SCHEMA} `)) return null;
  const fields = new Map(
    [...header.slice(SCHEMA.length + 1).matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
  );
  const [merchantId, nonce, timestamp, serialNo, signature] = [
    'mchid',
    'nonce_str',
    'timestamp',
    'serial_no',
    'signature',
  ].map((name) => fields.get(name));
  if (!merchantId || !nonce || !timestamp || !serialNo || !signature) return null;
  return { merchantId, nonce, timestamp: Number(timestamp), serialNo, signature };
}

export interface PaymentParams {
  /** Seconds since 1970, as text: wx.requestPayment wants it so. */
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'RSA';
  paySign: string;
}

/** What the text of a mini-program payment signature is. */
export const paymentText = (
  appId: string,
  params: Pick<PaymentParams, 'timeStamp' | 'nonceStr' | 'package'>,
) => lines(appId, params.timeStamp, params.nonceStr, params.package);

/** Parameters of wx.requestPayment for a prepared order. */
export function paymentParams(key: MerchantKey, appId: string, prepayId: string, now: Date): PaymentParams {
  const unsigned = {
    timeStamp: String(Math.floor(now.getTime() / 1000)),
    nonceStr: randomBytes(16).toString('hex'),
    package: `prepay_id=${prepayId}`,
  };
  return { ...unsigned, signType: 'RSA', paySign: signText(paymentText(appId, unsigned), key.privateKey) };
}
