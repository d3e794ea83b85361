/** What owners are told of money that waits for them. Pure. */
import {
  addDays,
  atShanghai,
  businessDate,
  deferOutOfQuietHours,
  formatYuan,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  type QuietHours,
  sayDateTime,
  sayFullTime,
} from '@cheban/kernel';
import type { Notice } from './notice.js';

/** Most take their money at once, on the page where they won it. */
const FIRST_AFTER_MS = 30 * MINUTE_MS;
const LAST_BEFORE_MS = 6 * HOUR_MS;
/** Nobody is told of a time that is as good as over. */
const LEAST_MS = HOUR_MS;

/**
 * When the owner of a payout that waits since `now` is told: once after a while, once before it lapses. A reminder that
 * would come in the night comes the evening before, or in the morning if there is an hour left then.
 */
export function payoutReminders(
  now: Instant,
  takeUntil: Instant,
  quiet: QuietHours,
): { key: 'waiting' | 'expiring'; at: Instant }[] {
  const first = deferOutOfQuietHours(now + FIRST_AFTER_MS, quiet);
  const wanted = takeUntil - LAST_BEFORE_MS;
  const morning = deferOutOfQuietHours(wanted, quiet);
  const night = atShanghai(businessDate(wanted), quiet.from);
  const evening =
    (night <= wanted ? night : atShanghai(addDays(businessDate(wanted), -1), quiet.from)) - HOUR_MS;
  const last = takeUntil - morning >= LEAST_MS ? morning : evening;
  return [
    { key: 'waiting' as const, at: first },
    { key: 'expiring' as const, at: last },
  ].filter(({ key, at }) => takeUntil - at >= LEAST_MS && (key === 'waiting' || at > first));
}

export interface PayoutFacts {
  /** Of the campaign or game. */
  readonly title: string;
  readonly amountFen: number;
}

/** Money that waits, and until when; `at`: when it is said. */
export function waitingNotice(
  key: 'waiting' | 'expiring',
  { title, amountFen }: PayoutFacts,
  store: { name: string; phone: string },
  until: Instant,
  at: Instant,
): Notice {
  const amount = `¥${formatYuan(amountFen)}`;
  return {
    kind: 'payout_waiting',
    facts: {
      amount,
      topic: title,
      step: key === 'waiting' ? '等您收款' : '快到期了，请收款',
      date: sayDateTime(until, at),
      store: store.name,
      phone: store.phone,
    },
    words: { service: title, time: sayFullTime(until), store: store.name },
    short: `${amount} 待收款，过时自动退回`,
  };
}

export function paidNotice(
  { title, amountFen }: PayoutFacts,
  store: { name: string; phone: string },
): Notice {
  const amount = `¥${formatYuan(amountFen)}`;
  return {
    kind: 'payout_paid',
    facts: { amount, topic: title, store: store.name, phone: store.phone },
    words: {},
    short: `${amount} 已到账`,
  };
}
