import { randomBytes, randomUUID } from 'node:crypto';
import { replyText, sealResource, signText } from '@cheban/wechat';
import { Agent, request } from 'undici';
import type { SimulatorClock } from '../world/clock.js';
import type { PayKeys } from './pay-keys.js';

/** Seconds until the next try. Source: 回调通知处理, 15 tries within a day. */
const RETRY_SEC = [
  15, 15, 30, 180, 600, 1_200, 1_800, 1_800, 1_800, 3_600, 10_800, 10_800, 10_800, 21_600, 21_600,
];
const ANSWER_MS = 5_000;
const TICK_MS = 250;

export interface NoticeSettings {
  /** Every notice goes out this many times at once. */
  duplicate: number;
  /** Holds notices back until {@link PayNotices.release}: then newest first. */
  hold: boolean;
  /** Sends none at all: the merchant must ask. */
  lost: boolean;
}

interface Notice {
  id: string;
  event: string;
  originalType: string;
  url: string;
  content: () => Record<string, unknown>;
  tries: number;
  /** Milliseconds since 1970, of the simulator's clock. */
  dueAt: number;
}

export interface CraftedNotice {
  url: string;
  event: string;
  originalType: string;
  content: Record<string, unknown>;
  copies: number;
  id?: string;
}

/** What is not as WeChat Pay does it. */
export interface Odd {
  signature?: string;
  serial?: string;
  nonce?: string;
  /** Seconds by which the timestamp is wrong. */
  skewSec?: number;
}

export interface NoticeRecord {
  id: string;
  event: string;
  status: number | string;
  tries: number;
}

/** Tells the merchant's server what happened, signed and sealed, again and again until it says 200. */
export class PayNotices {
  readonly settings: NoticeSettings = { duplicate: 1, hold: false, lost: false };
  private readonly agent = new Agent({ headersTimeout: ANSWER_MS, bodyTimeout: ANSWER_MS, connections: 16 });
  private waiting: Notice[] = [];
  private readonly running = new Set<Promise<void>>();
  private readonly log: NoticeRecord[] = [];
  private readonly timer: NodeJS.Timeout;
  private closed = false;

  constructor(
    private readonly clock: SimulatorClock,
    private readonly keys: PayKeys,
  ) {
    this.timer = setInterval(() => this.work(), TICK_MS);
    this.timer.unref();
  }

  send(event: string, originalType: string, url: string, content: () => Record<string, unknown>): void {
    if (this.settings.lost) return;
    const notice = { id: randomUUID(), event, originalType, url, content, tries: 0, dueAt: this.clock.now() };
    for (let copy = 0; copy < Math.max(1, this.settings.duplicate); copy += 1)
      this.waiting.push({ ...notice });
    this.work();
  }

  /** Lets held notices go, newest first. */
  release(): void {
    this.settings.hold = false;
    this.waiting.reverse();
    this.work();
  }

  /** Resolves when nothing that is due is under way. */
  async idle(): Promise<void> {
    this.work();
    while (this.running.size > 0) await Promise.all(this.running);
  }

  /** A request with a signature that must not verify; answers the merchant's status. */
  async probe(url: string): Promise<number | string> {
    const body = JSON.stringify({ id: randomUUID(), event_type: 'TRANSACTION.SUCCESS' });
    return this.post(url, body, { signature: `WECHATPAY/SIGNTEST/${randomBytes(128).toString('base64')}` });
  }

  /**
   * A notice with any content, well signed and sealed unless `odd` says otherwise: what a thief who recorded one, a broken
   * clock or a wrong merchant would send. Answers the status of each copy; copies go out at once.
   */
  async craft(notice: CraftedNotice, odd: Odd = {}): Promise<(number | string)[]> {
    const { url, event, originalType, content, copies } = notice;
    const body = this.bodyOf({ id: notice.id ?? randomUUID(), event, originalType, content: () => content });
    return Promise.all(Array.from({ length: copies }, () => this.post(url, body, odd)));
  }

  recent(): NoticeRecord[] {
    return [...this.log];
  }

  /** Forgets what waits for another try. */
  clear(): void {
    this.waiting = [];
    this.log.length = 0;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await this.agent.destroy();
  }

  private work(): void {
    if (this.closed || this.settings.hold) return;
    const now = this.clock.now();
    const due = this.waiting.filter(({ dueAt }) => dueAt <= now);
    if (due.length === 0) return;
    this.waiting = this.waiting.filter(({ dueAt }) => dueAt > now);
    for (const notice of due) {
      const run = this.deliver(notice).finally(() => this.running.delete(run));
      this.running.add(run);
    }
  }

  private async deliver(notice: Notice): Promise<void> {
    notice.tries += 1;
    const status = await this.post(notice.url, this.bodyOf(notice));
    this.log.push({ id: notice.id, event: notice.event, status, tries: notice.tries });
    if (status === 200 || status === 204 || this.closed) return;
    const wait = RETRY_SEC[notice.tries - 1];
    if (wait !== undefined) this.waiting.push({ ...notice, dueAt: this.clock.now() + wait * 1000 });
  }

  private bodyOf(notice: Pick<Notice, 'id' | 'event' | 'originalType' | 'content'>): string {
    const { apiV3Key, options } = this.keys;
    const resource = sealResource(
      JSON.stringify({ mchid: options.merchantId, ...notice.content() }),
      notice.originalType,
      apiV3Key,
    );
    return JSON.stringify({
      id: notice.id,
      create_time: new Date(this.clock.now()).toISOString(),
      event_type: notice.event,
      resource_type: 'encrypt-resource',
      summary: notice.event,
      resource,
    });
  }

  private async post(url: string, body: string, odd: Odd = {}): Promise<number | string> {
    const timestamp = String(this.clock.seconds() + (odd.skewSec ?? 0));
    const nonce = odd.nonce ?? randomBytes(16).toString('hex');
    try {
      const answer = await request(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'wechatpay-timestamp': timestamp,
          'wechatpay-nonce': nonce,
          'wechatpay-serial': odd.serial ?? this.keys.options.platformSerial,
          'wechatpay-signature':
            odd.signature ?? signText(replyText(timestamp, nonce, body), this.keys.keys.platformPrivate),
        },
        body,
        dispatcher: this.agent,
      });
      await answer.body.dump();
      return answer.statusCode;
    } catch (error) {
      return error instanceof Error ? ((error as { code?: string }).code ?? error.name) : 'unknown';
    }
  }
}
