import type { MessageKind } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';

/** Reads which rules speak by which kind: kind → names of rules, in Chinese. */
export type RuleNames = () => Promise<ReadonlyMap<MessageKind, readonly string[]>>;

const BOOKING = '预约流程';
const VISIT = '到店服务流程';
const WEATHER = '天气关怀';
const ACTIVITY = '课堂与活动';
const CAMPAIGN = '抢红包';

/** Kinds that no rule but a flow of the workshop speaks by. */
const flows: Partial<Record<MessageKind, string>> = {
  booking_requested: BOOKING,
  booking_confirmed: BOOKING,
  booking_changed: BOOKING,
  booking_cancelled: BOOKING,
  visit_checked_in: VISIT,
  visit_progress: VISIT,
  visit_delayed: VISIT,
  visit_ready: VISIT,
  visit_quote: VISIT,
  rating_invitation: VISIT,
  weather_alert: WEATHER,
  weather_change: WEATHER,
  weather_check: WEATHER,
  activity_signed_up: ACTIVITY,
  activity_reminder: ACTIVITY,
  activity_changed: ACTIVITY,
  activity_cancelled: ACTIVITY,
  activity_offer: ACTIVITY,
  case_told: '意见改进',
  coupon_granted: '卡券',
  coupon_expiring: '卡券',
  card_expiring: '服务卡',
  campaign_open: CAMPAIGN,
  campaign_reminder: CAMPAIGN,
  payout_waiting: '奖励发放',
  payout_paid: '奖励发放',
};

/** Who uses a kind of message: flows of the system, and rules, which a room above tells of. */
@Injectable()
export class TemplateUses {
  private readonly readers: RuleNames[] = [];

  register(read: RuleNames): void {
    this.readers.push(read);
  }

  /** Kind → names of the flows and rules that use it. */
  async all(): Promise<Map<MessageKind, string[]>> {
    const uses = new Map<MessageKind, string[]>();
    for (const [kind, flow] of Object.entries(flows)) uses.set(kind as MessageKind, [flow]);
    for (const read of this.readers) {
      for (const [kind, names] of await read()) {
        uses.set(kind, [...new Set([...(uses.get(kind) ?? []), ...names])]);
      }
    }
    return uses;
  }
}
