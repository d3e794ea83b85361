import type { KeyObject } from 'node:crypto';
import { type Refund, readRefund, readTrade, type Trade } from './pay.client.js';
import { whyNotGenuine } from './pay-call.js';
import { openResource, type PayResource } from './pay-resource.js';
import { readTransfer, type Transfer } from './transfer.client.js';

export interface NoticeSettings {
  platformKeys: ReadonlyMap<string, KeyObject>;
  /** 32 bytes. */
  apiV3Key: string;
  merchantId: string;
  now: Date;
}

export type NoticeErrorReason =
  | 'missing'
  | 'stale'
  | 'unknown_key'
  | 'bad_signature'
  | 'not_json'
  | 'not_readable'
  | 'other_merchant';

/** A notice that is not WeChat Pay's, or not for us. Answer 4xx: WeChat probes with wrong signatures on purpose. */
export class NoticeError extends Error {
  constructor(readonly reason: NoticeErrorReason) {
    super(`Notice refused: ${reason}`);
    this.name = 'NoticeError';
  }
}

export type PayNotice = { /** WeChat Pay's id of the notice; a repetition has the same. */ id: string } & (
  | { type: 'trade'; trade: Trade }
  | { type: 'refund'; refund: Refund }
  | { type: 'transfer'; transfer: Transfer }
  | { type: 'other'; event: string }
);

interface Envelope {
  id: string;
  event: string;
  resource: Pick<PayResource, 'ciphertext' | 'associated_data' | 'nonce'>;
}

/**
 * Checks signature, age and key of a notice, then opens it. `body` is the text exactly as it came.
 * @throws NoticeError
 */
export function openNotice(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  settings: NoticeSettings,
): PayNotice {
  const why = whyNotGenuine(headers, body, settings.platformKeys, settings.now);
  if (why !== null) throw new NoticeError(why);
  const { id, event, resource } = parse(body);
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(openResource(resource, settings.apiV3Key)) as Record<string, unknown>;
  } catch {
    throw new NoticeError('not_readable');
  }
  const merchant = value.mchid ?? value.mch_id;
  if (merchant !== undefined && merchant !== settings.merchantId) throw new NoticeError('other_merchant');
  if (event.startsWith('TRANSACTION.')) return { id, type: 'trade', trade: readTrade('pay.notice', value) };
  if (event.startsWith('REFUND.')) return { id, type: 'refund', refund: readRefund('pay.notice', value) };
  if (event.startsWith('MCHTRANSFER.'))
    return { id, type: 'transfer', transfer: readTransfer('pay.notice', value) };
  return { id, type: 'other', event };
}

function parse(body: string): Envelope {
  let value: { id?: unknown; event_type?: unknown; resource?: Record<string, unknown> };
  try {
    value = JSON.parse(body) as typeof value;
  } catch {
    throw new NoticeError('not_json');
  }
  const { id, event_type, resource } = value ?? {};
  const { ciphertext, nonce, associated_data = '' } = resource ?? {};
  if (typeof id !== 'string' || id.length > 64 || typeof event_type !== 'string')
    throw new NoticeError('not_json');
  if (typeof ciphertext !== 'string' || typeof nonce !== 'string' || typeof associated_data !== 'string')
    throw new NoticeError('not_json');
  return { id, event: event_type, resource: { ciphertext, nonce, associated_data } };
}
