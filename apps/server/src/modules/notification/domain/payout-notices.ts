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
} from '@cheban/kernel';

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

export function sayWaiting(
  key: 'waiting' | 'expiring',
  { title, amountFen }: PayoutFacts,
  until: Instant,
  at: Instant,
) {
  const sum = `¥${formatYuan(amountFen)}`;
  const by = sayDateTime(until, at);
  return {
    title: key === 'waiting' ? `${sum} 等您收款` : `${sum} 快到期了，请收款`,
    body: `您在“${title}”得到的 ${sum} 已经发出，请在 ${by} 前点一下“确认收款”，过时会自动退回。`,
    note: `${sum} 待收款，过时自动退回`,
  };
}

export function sayPaid({ title, amountFen }: PayoutFacts) {
  const sum = `¥${formatYuan(amountFen)}`;
  return { title: `${sum} 已到账`, body: `您在“${title}”得到的 ${sum} 已到微信零钱，谢谢您的参与。` };
}
