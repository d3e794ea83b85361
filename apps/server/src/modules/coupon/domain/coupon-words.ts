import type { CouponWorth } from '@cheban/contracts/constants';
import {
  addDays,
  type BusinessDate,
  businessDate,
  dayAndClock,
  diffDays,
  type Fen,
  type Instant,
  sayDate,
  sayYuan,
} from '@cheban/kernel';
import type { CombineProblem } from './combination.js';
import type { UseProblem } from './coupon-rules.js';

/** The last day of a coupon that ends before an instant. */
export const lastDayOf = (validUntil: Instant): BusinessDate => businessDate(validUntil - 1);

/** Until when, as its owner reads it. */
export function sayUntil(validFrom: Instant, validUntil: Instant, now: Instant): string {
  const today = businessDate(now);
  if (validUntil <= now) return `已于${sayDate(lastDayOf(validUntil), today)}到期`;
  if (validFrom > now) return `${sayDate(businessDate(validFrom), today)}起可用`;
  const last = lastDayOf(validUntil);
  const days = diffDays(today, last);
  if (days === 0) return '今天到期';
  return days <= 3 ? `${sayDate(last, today)}到期，还剩 ${days} 天` : `${sayDate(last, today)}前有效`;
}

export const isSoon = (validUntil: Instant, now: Instant, days: number): boolean =>
  validUntil > now && lastDayOf(validUntil) <= addDays(businessDate(now), days);

const useProblems: Record<UseProblem, string> = {
  store: '不适用于本店',
  visit: '请先选择工单',
  service: '不适用于这次服务',
  model: '不适用于这款车',
};
/** Why a coupon cannot be used here; another store's coupon says where it can. */
export function sayUseProblem(problem: UseProblem, storeNames: readonly string[]): string {
  const words = useProblems[problem];
  return problem === 'store' && storeNames.length > 0 ? `${words}，可在${storeNames.join('、')}使用` : words;
}

const combineProblems: Record<CombineProblem, string> = {
  alone: '其中有券不能与其他卡券同用',
  once: '同一种券一单只能用一张',
  percent: '一单只能用一张折扣券',
  threshold: '未达到使用门槛',
  many: '一单最多用 8 张卡券',
};
/** `missingFen`: what the bill would have to be higher by. */
export function sayCombineProblem(problem: CombineProblem, missingFen: Fen): string {
  const words = combineProblems[problem];
  return problem === 'threshold' ? `${words}，还差 ${sayYuan(missingFen)} 元` : words;
}

/** What became of the coupon that a code was made for; empty while it is good. */
export function sayPicked(title: string, usedAt: Instant | null, now: Instant): string {
  if (usedAt === null) return `“${title}”已过期或已收回`;
  return `“${title}”在${dayAndClock(usedAt, now)} 已经核销，不能再用`;
}

/** What coupons do to a bill, for the counter. */
export function sayChoice(count: number, offFen: Fen, payFen: Fen): string {
  if (count === 0) return '没有可用的抵扣';
  if (offFen === 0) return `用 ${count} 张，凭券领取项目或礼品`;
  return `用 ${count} 张，减 ${sayYuan(offFen)} 元，应付 ${sayYuan(payFen)} 元`;
}

/** What an issue may cost at most. */
export function sayCost(worth: CouponWorth, people: number): string {
  const each = worth.kind === 'percent' ? worth.capFen : worth.amountFen;
  const count = `最多 ${people.toLocaleString('en-US')} 张`;
  return each === 0 ? count : `${count}，面值合计最多 ${sayYuan(each * people)} 元`;
}
