/** Dates, times and durations in the words that a Chinese owner would use. */
import { type BusinessDate, diffDays, partsOf, weekday } from './business-date.js';
import { businessDate, type Instant, shanghaiClock } from './business-time.js';

const NEAR: Record<number, string> = { [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' };
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** `今天`, `明天`, `后天`, `昨天`, else `11月28日 周六`, with the year when it is not this year's: `2027年1月2日 周六`. */
export function sayDate(date: BusinessDate, today: BusinessDate): string {
  const near = NEAR[diffDays(today, date)];
  if (near) return near;
  const { year, month, day } = partsOf(date);
  const prefix = year === partsOf(today).year ? '' : `${year}年`;
  return `${prefix}${month}月${day}日 周${WEEKDAYS[weekday(date) - 1]}`;
}

function partOfDay(hour: number): string {
  if (hour < 6) return '凌晨';
  if (hour < 12) return '上午';
  if (hour < 13) return '中午';
  return hour < 18 ? '下午' : '晚上';
}

/** A clock time `HH:MM` as spoken: `上午 9:30`, `下午 2:00`, `晚上 8:15`. */
export function sayClock(clock: string): string {
  const [hour, minute] = [Number(clock.slice(0, 2)), clock.slice(3, 5)];
  return `${partOfDay(hour)} ${hour > 12 ? hour - 12 : hour}:${minute}`;
}

/** `明天 上午 9:30`, seen from `now`. */
export function sayDateTime(instant: Instant, now: Instant): string {
  return `${sayDate(businessDate(instant), businessDate(now))} ${sayClock(shanghaiClock(instant))}`;
}

/** `2026年12月6日 09:30`: the form that the time fields of WeChat's templates take. */
export function sayFullTime(instant: Instant): string {
  const { year, month, day } = partsOf(businessDate(instant));
  return `${year}年${month}月${day}日 ${shanghaiClock(instant)}`;
}

/** `45分钟`, `1小时`, `1小时30分钟`, `2天3小时`. Minutes are rounded; less than one is `不到1分钟`. Days drop the minutes. */
export function sayDuration(minutes: number): string {
  const total = Math.round(minutes);
  if (total < 1) return '不到1分钟';
  const [days, hours, rest] = [Math.floor(total / 1440), Math.floor((total % 1440) / 60), total % 60];
  if (days > 0) return hours > 0 ? `${days}天${hours}小时` : `${days}天`;
  if (hours === 0) return `${rest}分钟`;
  return rest > 0 ? `${hours}小时${rest}分钟` : `${hours}小时`;
}
