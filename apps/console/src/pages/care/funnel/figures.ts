import type { Routes, RouteView } from '@cheban/contracts';
import { funnelStepLabel, funnelSteps } from '@cheban/contracts/constants';
import { addDays, type BusinessDate } from '../../../shared/format/time.js';
import { count } from '../../../shared/format/words.js';

export type FunnelView = RouteView<Routes['careCalendar']['funnel']>;
export type Counts = FunnelView['total'];
export type Step = keyof Counts;

/** What is counted in a step, for the list behind it. */
export const stepHint: Record<Step, string> = {
  planned: '到了时间、该提醒的',
  reachable: '至少有一个渠道能通知到',
  sent: '已经发出，或已交给微信、短信',
  opened: '车主点开过',
  booked: '点开，且 30 天内约了时间',
  arrived: '预约后，30 天内到店',
};

/** Share of a whole in percent with one decimal; null when there is no whole. */
export const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 10;

export const sayPercent = (part: number, whole: number): string => {
  const value = percent(part, whole);
  return value === null ? '—' : `${value}%`;
};

/** The step that loses the largest share of those before it; none while too few are planned to say so. */
export function worstStep(counts: Counts): { from: Step; to: Step; lost: number } | null {
  let worst: { from: Step; to: Step; lost: number } | null = null;
  for (const [index, to] of funnelSteps.entries()) {
    const from = funnelSteps[index - 1];
    if (from === undefined || counts[from] === 0) continue;
    const lost = 1 - counts[to] / counts[from];
    if (lost > (worst?.lost ?? 0)) worst = { from, to, lost };
  }
  return worst;
}

/** Fewer planned reminders than this say little; the sentence admits it. */
const SMALL = 30;

/** One sentence that says what the funnel shows. */
export function sayFunnel(counts: Counts): string {
  if (counts.planned === 0) return '这段时间还没有计划中的提醒。';
  const head = `计划 ${count(counts.planned)} 次提醒，最后 ${count(counts.arrived)} 次带来到店（${sayPercent(counts.arrived, counts.planned)}）`;
  const worst = worstStep(counts);
  const tail =
    worst && worst.lost > 0
      ? `；流失最多的一步是从“${funnelStepLabel[worst.from]}”到“${funnelStepLabel[worst.to]}”，少了 ${Math.round(worst.lost * 100)}%`
      : '';
  const small = counts.planned < SMALL ? '。数量还少，比例仅供参考' : '';
  return `${head}${tail}${small}。`;
}

/** The days of the week that begins on `monday`, as far as they lie in the range. */
export function weekWithin(
  monday: BusinessDate,
  range: { from: BusinessDate; to: BusinessDate },
): { from: BusinessDate; to: BusinessDate } {
  const sunday = addDays(monday, 6);
  // Dates as text sort by time.
  const [, from = monday] = [monday, range.from].sort();
  const [to = sunday] = [sunday, range.to].sort();
  return { from, to };
}
