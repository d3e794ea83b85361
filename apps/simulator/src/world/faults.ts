export const FAULT_MODES = [
  'none',
  'delay',
  'timeout-before',
  'timeout-after',
  'http-500',
  'errcode',
  'errcode-after',
  'malformed',
  'html',
] as const;
export type FaultMode = (typeof FAULT_MODES)[number];

export type Fault = {
  /**
   * - `delay`: works, but answers `delayMs` later
   * - `timeout-before`: does nothing and never answers; `timeout-after`: works and never answers
   * - `http-500`, `html`, `errcode`: does nothing and answers with an error
   * - `errcode-after`: works and answers with an error
   * - `malformed`: works and answers with half a JSON text
   */
  mode: FaultMode;
  /** For `errcode` and `errcode-after`: a number for WeChat, a code for SMS and pay, an HTTP status for weather. */
  errcode?: number | string;
  delayMs?: number;
  /** How many calls it hits; without it, all until it is taken away. */
  times?: number;
  /** 0 to 1; default 1. */
  probability?: number;
};

/** Names of the APIs that can be counted and broken. */
const API_NAMES = [
  'token',
  'stable_token',
  'code2session',
  'phone_number',
  'subscribe_send',
  'qrcode_unlimit',
  'msg_sec_check',
  'media_check_async',
  'subscribe_templates',
  'template_send',
  'template_list',
  'user_get',
  'user_batchget',
  'qrcode_create',
  'web_login',
  'sms_send',
  'sms_query',
  'weather_alerts',
  'pay_order',
  'pay_query',
  'pay_close',
  'pay_refund',
  'pay_refund_query',
  'pay_transfer',
  'pay_transfer_query',
  'pay_transfer_cancel',
] as const;
export type ApiName = (typeof API_NAMES)[number];

type Counter = { total: number; faulted: number };

/** The fault switch and the call counter of every API. */
export class Faults {
  private readonly faults = new Map<ApiName, Fault>();
  private readonly counters = new Map<ApiName, Counter>(
    API_NAMES.map((api) => [api, { total: 0, faulted: 0 }]),
  );

  set(api: ApiName, fault: Fault): void {
    if (fault.mode === 'none') this.faults.delete(api);
    else this.faults.set(api, { ...fault });
  }

  clear(): void {
    this.faults.clear();
  }

  list(): Record<string, Fault> {
    return Object.fromEntries(this.faults);
  }

  /** Counts a call and says which fault hits it, if any. */
  next(api: ApiName): Fault | null {
    const counter = this.counters.get(api) as Counter;
    counter.total += 1;
    if (this.faults.size === 0) return null;
    const fault = this.faults.get(api);
    if (!fault || (fault.probability !== undefined && Math.random() >= fault.probability)) return null;
    if (fault.times !== undefined) {
      fault.times -= 1;
      if (fault.times <= 0) this.faults.delete(api);
    }
    counter.faulted += 1;
    return fault;
  }

  calls(): Record<string, Counter> {
    return Object.fromEntries([...this.counters].map(([api, counter]) => [api, { ...counter }]));
  }

  resetCalls(): void {
    for (const counter of this.counters.values()) Object.assign(counter, { total: 0, faulted: 0 });
  }
}

export function isApiName(name: string): name is ApiName {
  return (API_NAMES as readonly string[]).includes(name);
}
