import { businessDate, type Instant, partsOf, shanghaiClock } from '@cheban/kernel';

/** `2026年12月6日 09:30`: the form that WeChat's time fields take. */
export function sayTime(instant: Instant): string {
  const { year, month, day } = partsOf(businessDate(instant));
  return `${year}年${month}月${day}日 ${shanghaiClock(instant)}`;
}
