import type { Routes, RouteView } from '@cheban/contracts';
import { dayWords } from '../../../shared/format/time.js';
import { count } from '../../../shared/format/words.js';

export type CalendarDay = RouteView<Routes['careCalendar']['month']>['days'][number];

/** The strip in one sentence: how many, on which day most, how many are held. */
export function saySummary(days: readonly CalendarDay[]): string {
  const told = days.reduce((sum, day) => sum + day.told, 0);
  const held = days.reduce((sum, day) => sum + day.held, 0);
  if (told + held === 0) return '今后 30 天没有安排。启用规则并导入客户后，这里会排出每天的提醒。';
  const busiest = days.reduce<CalendarDay | null>(
    (best, day) => (day.told > (best?.told ?? 0) ? day : best),
    null,
  );
  const most = busiest ? `，最多的是${dayWords(busiest.on)}（${count(busiest.told)} 条）` : '';
  return `今后 30 天预计发送 ${count(told)} 条${most}；另有 ${count(held)} 条暂缓或不发。`;
}

/** The busiest day's numbers, which the bars are measured by: what goes out and what is held, each by its own. */
export const mostOf = (days: readonly CalendarDay[]): { told: number; held: number } => ({
  told: Math.max(0, ...days.map((day) => day.told)),
  held: Math.max(0, ...days.map((day) => day.held)),
});

/** Heights of a day's bars in percent of their room; what is there is never invisible. */
export function barsOf(
  day: CalendarDay,
  most: { told: number; held: number },
): { service: number; care: number; marketing: number; held: number } {
  const share = (value: number, whole: number) =>
    value === 0 || whole === 0 ? 0 : Math.max(6, (value / whole) * 100);
  return {
    service: share(day.service, most.told),
    care: share(day.care, most.told),
    marketing: share(day.marketing, most.told),
    held: share(day.held, most.held),
  };
}
