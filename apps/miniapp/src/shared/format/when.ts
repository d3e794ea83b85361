/**
 * Dates as people say them. China keeps UTC+8 all year, so Asia/Shanghai is a fixed offset here: phones set to another
 * zone still read dealership time, and no time-zone data has to ship with the app.
 */

const shanghaiOffsetMs = 8 * 3600_000;
export const dayMs = 86_400_000;
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

function dayNumber(on: string): number {
  return Math.floor(Date.parse(`${on}T00:00:00Z`) / dayMs);
}

/** Business date (`YYYY-MM-DD`, Asia/Shanghai) of an instant given in milliseconds since the epoch. */
export function dateOf(instantMs: number): string {
  return new Date(instantMs + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** Clock time (`HH:mm`, Asia/Shanghai) of an ISO instant. */
export function clockOf(at: string): string {
  return new Date(Date.parse(at) + shanghaiOffsetMs).toISOString().slice(11, 16);
}

/** Whole days from `from` to `on`, both `YYYY-MM-DD`; negative when `on` is past. */
export function daysBetween(from: string, on: string): number {
  return dayNumber(on) - dayNumber(from);
}

/** `周三` for a business date. */
export function weekdayOf(on: string): string {
  return weekdays[new Date(`${on}T00:00:00Z`).getUTCDay()] ?? '';
}

/** `12月6日`, with the year when it is not the year of `today`: `2027年1月8日`. */
export function sayDate(on: string, today: string): string {
  const [year, month, day] = on.split('-').map(Number);
  const short = `${month}月${day}日`;
  return on.slice(0, 4) === today.slice(0, 4) ? short : `${year}年${short}`;
}

/** `今天`, `明天`, `后天`, `昨天`, else `12月6日 周日`. */
export function sayDay(on: string, today: string): string {
  switch (daysBetween(today, on)) {
    case -1:
      return '昨天';
    case 0:
      return '今天';
    case 1:
      return '明天';
    case 2:
      return '后天';
    default:
      return `${sayDate(on, today)} ${weekdayOf(on)}`;
  }
}

/** Part of the day of an `HH:mm` time, as said aloud. */
export function partOfDay(time: string): '凌晨' | '上午' | '中午' | '下午' | '晚上' {
  const hour = Number(time.slice(0, 2));
  if (hour < 6) return '凌晨';
  if (hour < 12) return '上午';
  if (hour < 13) return '中午';
  return hour < 18 ? '下午' : '晚上';
}

/** `上午 9:30`, `下午 2:00`: as messages say it. */
export function sayTime(time: string): string {
  const hour = Number(time.slice(0, 2));
  return `${partOfDay(time)} ${hour > 12 ? hour - 12 : hour}:${time.slice(3, 5)}`;
}

/** `明天 上午 9:30` for an ISO instant. */
export function sayInstant(at: string, nowMs: number): string {
  return `${sayDay(dateOf(Date.parse(at)), dateOf(nowMs))} ${sayTime(clockOf(at))}`;
}

/** `刚刚`, `5 分钟前`, `今天 9:30`, `昨天 18:02`, `11月3日`: when something reached the owner. */
export function sayAgo(at: string, nowMs: number): string {
  const minutes = Math.floor((nowMs - Date.parse(at)) / 60_000);
  if (minutes < 1) return '刚刚';
  if (minutes < 60) return `${minutes} 分钟前`;
  const [on, today] = [dateOf(Date.parse(at)), dateOf(nowMs)];
  const days = daysBetween(on, today);
  return days <= 1 ? `${days === 0 ? '今天' : '昨天'} ${clockOf(at)}` : sayDate(on, today);
}

/** `1 小时 05 分`, `2 小时`, `45 分钟`: a span given in minutes, not negative. */
export function saySpan(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  if (whole < 60) return `${whole} 分钟`;
  const rest = whole % 60;
  return `${Math.floor(whole / 60)} 小时${rest === 0 ? '' : ` ${String(rest).padStart(2, '0')} 分`}`;
}
