import type { SmsTemplate } from '../templates.js';
import type { SimulatorClock } from './clock.js';

export type SmsRecord = {
  phone: string;
  bizId: string;
  outId: string;
  templateCode: string;
  content: string;
  sentAt: number;
  status: 1 | 2 | 3;
  errCode: string;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LIMITS: Record<SmsTemplate['kind'], [windowMs: number, count: number][]> = {
  verification: [
    [MINUTE, 1],
    [HOUR, 5],
    [DAY, 10],
  ],
  notice: [[DAY, 50]],
  promotion: [[DAY, 50]],
};
const KEPT_PER_NUMBER = 100;

/** What was sent to each number, and the carrier's rolling limits. */
export class SmsDesk {
  private readonly byPhone = new Map<string, SmsRecord[]>();
  private sequence = 0;

  constructor(private readonly clock: SimulatorClock) {}

  nextSequence(): number {
    this.sequence += 1;
    return this.sequence;
  }

  /** Whether one more message of this template to this number passes the rolling limits. */
  isWithinLimits(phone: string, template: SmsTemplate): boolean {
    const now = this.clock.now();
    const times = (this.byPhone.get(phone) ?? [])
      .filter((record) => record.templateCode === template.code)
      .map((record) => record.sentAt);
    return LIMITS[template.kind].every(
      ([windowMs, count]) => times.filter((sentAt) => now - sentAt < windowMs).length < count,
    );
  }

  add(record: SmsRecord): void {
    const list = this.byPhone.get(record.phone) ?? [];
    list.push(record);
    if (list.length > KEPT_PER_NUMBER) list.shift();
    this.byPhone.set(record.phone, list);
  }

  /** Newest first. */
  of(phone: string): SmsRecord[] {
    return [...(this.byPhone.get(phone) ?? [])].reverse();
  }

  clear(): void {
    this.byPhone.clear();
  }
}
