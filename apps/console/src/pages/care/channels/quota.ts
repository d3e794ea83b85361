import { count } from '../../../shared/format/words.js';

/** Part of a whole as a percentage, whole number, 0..100; of nothing it is 0. Rounded down, so that 100 means all. */
export function shareOf(part: number, whole: number): number {
  if (whole <= 0) return 0;
  return Math.min(100, Math.max(0, Math.floor((part / whole) * 100)));
}

/** What is left of a day's quota, and what failed, in one sentence. */
export function quotaWords(entry: {
  sentToday: number;
  dailyQuota: number | null;
  failedToday: number;
}): string {
  const left =
    entry.dailyQuota === null
      ? '没有设每日额度'
      : entry.sentToday >= entry.dailyQuota
        ? '今天的额度已用完，其余明天继续'
        : `今天还能发 ${count(entry.dailyQuota - entry.sentToday)} 条`;
  return entry.failedToday > 0 ? `${left}，失败 ${count(entry.failedToday)} 条` : left;
}
