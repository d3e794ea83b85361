const ZONE = 'Asia/Shanghai';
const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE });
const weekday = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, weekday: 'long' });
const DAY_MS = 86_400_000;

function daysAgo(at, now) {
  return Math.round((Date.parse(day.format(now)) - Date.parse(day.format(at))) / DAY_MS);
}

/** `09:41` in Beijing. */
export function clockTime(at) {
  return clock.format(at);
}

/** As in WeChat's chat list: 14:05, 昨天, 星期三, 11月2日. */
export function listTime(iso, now = new Date()) {
  const at = new Date(iso);
  const ago = daysAgo(at, now);
  if (ago <= 0) return clock.format(at);
  if (ago === 1) return '昨天';
  if (ago < 7) return weekday.format(at);
  const [, month, date] = day.format(at).split('-').map(Number);
  return `${month}月${date}日`;
}

/** As between WeChat's messages: 14:05, 昨天 14:05, 星期三 14:05, 2026年11月2日 14:05. */
export function messageTime(iso, now = new Date()) {
  const at = new Date(iso);
  const ago = daysAgo(at, now);
  const time = clock.format(at);
  if (ago <= 0) return time;
  if (ago === 1) return `昨天 ${time}`;
  if (ago < 7) return `${weekday.format(at)} ${time}`;
  const [year, month, date] = day.format(at).split('-').map(Number);
  return `${year}年${month}月${date}日 ${time}`;
}
