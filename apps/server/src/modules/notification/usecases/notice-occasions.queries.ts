import type { VisitStep } from '@cheban/contracts';
import { sampleOf } from '@cheban/contracts';
import { HOUR_MS } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BookingReader } from '../../booking/index.js';
import { EventOccasions, type OccasionRequest, type Occasions, plansOfFirst } from '../../messaging/index.js';
import { Payouts } from '../../payment/index.js';
import { VisitReader } from '../../workshop/index.js';
import { type BookingNoticeKind, bookingNoticeKinds } from '../domain/booking-notices.js';
import type { QuoteFacts } from '../domain/quote-notices.js';
import { BookingMessages } from './booking-messages.usecase.js';
import { BookingReminders } from './booking-reminders.usecase.js';
import { PayoutMessages } from './payout-messages.usecase.js';
import { VisitMessages } from './visit-messages.usecase.js';
import { VisitThanks } from './visit-thanks.usecase.js';

const PREVIEW = 'preview';

const happens: Record<BookingNoticeKind, string> = {
  booking_requested: '刚刚提交',
  booking_confirmed: '刚刚确认',
  booking_changed: '改了时间',
  booking_cancelled: '取消了',
};

/** What each rule of a visit under way would be told of. */
const steps = {
  visit_checked_in: { event: 'visit.checked-in', step: 'checked_in', words: '刚刚接车' },
  visit_progress: { event: 'visit.advanced', step: 'in_work', words: '刚刚开始作业' },
  visit_delayed: { event: 'visit.delayed', step: 'in_work', words: '要推迟交车' },
  visit_quote: { event: 'visit.quoted', step: 'in_work', words: '有一项报价' },
  visit_ready: { event: 'visit.advanced', step: 'ready', words: '刚刚备好' },
} as const satisfies Record<string, { event: string; step: VisitStep; words: string }>;
type StepKind = keyof typeof steps;

const thanks = {
  visit: '假如现在交车，只算可以邀请评价的车主',
  visit_thanked: '假如现在交车，只算不久前评价过的车主',
  rating_reminder: '假如现在交车，而且一直没有评价',
} as const;
type ThanksEvent = keyof typeof thanks;

/** What a rule of a quote speaks of in a preview; 680 yuan. */
const QUOTE: QuoteFacts = { kind: 'extra', title: '更换前刹车片', totalFen: 68_000 };

/** What the rules of bookings, visits and payouts would say, made by the code that really says it. */
@Injectable()
export class NoticeOccasions implements OnModuleInit {
  constructor(
    private readonly occasions: EventOccasions,
    private readonly notices: BookingMessages,
    private readonly reminders: BookingReminders,
    private readonly progress: VisitMessages,
    private readonly thanks: VisitThanks,
    private readonly money: PayoutMessages,
    private readonly bookings: BookingReader,
    private readonly visits: VisitReader,
    private readonly payouts: Payouts,
  ) {}

  onModuleInit(): void {
    this.occasions.register('booking', (asked) => this.ofBookings(asked, null));
    for (const kind of bookingNoticeKinds)
      this.occasions.register(kind, (asked) => this.ofBookings(asked, kind));
    for (const kind of Object.keys(steps) as StepKind[])
      this.occasions.register(kind, (asked) => this.ofSteps(asked, kind));
    for (const event of Object.keys(thanks) as ThanksEvent[])
      this.occasions.register(event, (asked) => this.ofThanks(asked, event));
    for (const kind of ['payout_waiting', 'payout_paid'] as const)
      this.occasions.register(kind, (asked) => this.ofPayouts(asked, kind));
  }

  /** `kind`: what has just happened to them; null for the reminders of bookings that stand. */
  private async ofBookings(
    { storeId, rule, now, until, most }: OccasionRequest,
    kind: BookingNoticeKind | null,
  ): Promise<Occasions> {
    const all = await this.bookings.confirmedBetween(storeId, now, until);
    const counted = `按今后 30 天已确认的 ${all.length} 个预约计算`;
    return {
      basis: kind === null ? `${counted}。` : `${counted}：假如都${happens[kind]}。`,
      ...(await plansOfFirst(all, most, (booking) =>
        kind === null
          ? this.reminders.plansOf(booking, rule, PREVIEW)
          : this.notices.plansOf(booking, kind, rule, 'staff'),
      )),
    };
  }

  private async ofSteps({ storeId, rule, now, most }: OccasionRequest, kind: StepKind): Promise<Occasions> {
    const { event, step, words } = steps[kind];
    const all = await this.visitsHere(storeId);
    const quote = kind === 'visit_quote' ? QUOTE : null;
    const delay =
      kind === 'visit_delayed' ? { reason: sampleOf(kind).note, promisedAt: now + HOUR_MS } : null;
    return {
      basis: `按此刻在店的 ${all.length} 台车计算：假如都${words}。`,
      ...(await plansOfFirst(all, most, async (visit) => {
        const notice = await this.progress.noticeOf(visit, event, step, quote, delay);
        return notice ? this.progress.plansOf(visit, visit.ownerId, notice, rule, PREVIEW) : [];
      })),
    };
  }

  private async ofThanks({ storeId, rule, most }: OccasionRequest, event: ThanksEvent): Promise<Occasions> {
    const all = await this.visitsHere(storeId);
    return {
      basis: `按此刻在店的 ${all.length} 台车计算：${thanks[event]}。`,
      ...(await plansOfFirst(all, most, (visit) => this.thanks.plansOf(visit, new Map([[event, rule]])))),
    };
  }

  private async ofPayouts(
    { storeId, rule, most }: OccasionRequest,
    kind: 'payout_waiting' | 'payout_paid',
  ): Promise<Occasions> {
    const { payouts, total } = await this.payouts.waiting(storeId, most);
    return {
      basis: `按本店等着收款的 ${total} 笔奖励计算${kind === 'payout_paid' ? '：假如现在收了款' : ''}。`,
      ...(await plansOfFirst(payouts, most, (payout) => this.money.plansOf(payout, kind, rule), total)),
    };
  }

  /** The visits under way whose owner is known. */
  private async visitsHere(storeId: string) {
    return (await this.visits.openOfStore(storeId)).flatMap((visit) =>
      visit.ownerId === null ? [] : [{ ...visit, ownerId: visit.ownerId }],
    );
  }
}
