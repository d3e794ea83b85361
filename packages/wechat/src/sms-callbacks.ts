import { parseProviderJson } from './provider-json.js';
import { isObject } from './push-body.js';
import { PushError } from './push-error.js';

/** A text that a customer sent back, such as R to refuse advertising. */
export type SmsReply = {
  phone: string;
  content: string;
  sentAt: string;
  /** Refuses further advertising: R, T, TD, N or 退订. */
  isOptOut: boolean;
  dedupeKey: string;
};

/** What the carrier says about one message. */
export type SmsReceipt = {
  phone: string;
  bizId: string;
  outId: string;
  isDelivered: boolean;
  errCode: string;
  reportedAt: string;
};

const OPT_OUT = /^(?:r|t|td|n|退订)$/i;

/** Reads Aliyun's HTTP push of replies (SmsUp). @throws PushError `malformed` */
export function readSmsReplies(body: string): SmsReply[] {
  return listOf(body).map((item) => {
    const content = String(item.content ?? '').trim();
    const phone = String(item.phone_number ?? '');
    return {
      phone,
      content,
      sentAt: instantOf(item.send_time),
      isOptOut: OPT_OUT.test(content),
      dedupeKey: `${phone}:${String(item.sequence_id ?? item.send_time)}`,
    };
  });
}

/** Reads Aliyun's HTTP push of receipts (SmsReport). @throws PushError `malformed` */
export function readSmsReceipts(body: string): SmsReceipt[] {
  return listOf(body).map((item) => ({
    phone: String(item.phone_number ?? ''),
    bizId: String(item.biz_id ?? ''),
    outId: String(item.out_id ?? ''),
    isDelivered: item.success === true || item.success === 'true',
    errCode: String(item.err_code ?? ''),
    reportedAt: instantOf(item.report_time),
  }));
}

function listOf(body: string): Record<string, unknown>[] {
  let value: unknown;
  try {
    value = parseProviderJson(body);
  } catch {
    throw new PushError('malformed', 'not JSON');
  }
  if (!Array.isArray(value)) throw new PushError('malformed', 'not an array');
  return value.filter(isObject);
}

/** `2026-11-21 10:00:00` in Beijing time → ISO instant. */
function instantOf(value: unknown): string {
  const millis = Date.parse(`${String(value).replace(' ', 'T')}+08:00`);
  if (Number.isNaN(millis)) throw new PushError('malformed', 'no time');
  return new Date(millis).toISOString();
}
