import type { TalkOverview, TalkPlanView } from '@cheban/contracts';
import { dayWords, today } from '../../shared/format/time.js';
import { count } from '../../shared/format/words.js';

/** How interviews and home visits are told. Pure but for today. */

const monthNumber = (month: string) => Number(month.slice(5));

/** 10 月交车 14 台 × 30% = 5 户 */
export function homeVisitWords(visits: TalkOverview['homeVisits']): string {
  const { salesMonth, sales, percent, target } = visits;
  if (sales === 0) return `${monthNumber(salesMonth)} 月没有交车`;
  return `${monthNumber(salesMonth)} 月交车 ${sales} 台 × ${percent}% = ${target} 户`;
}

/** 3（60%）; a dash where nothing was planned. */
export function heldWords({ met, planned }: { met: number; planned: number }): string {
  return planned === 0 ? '—' : `${met}（${Math.round((met * 100) / planned)}%）`;
}

/** 3 / 8 位; in words where nothing was planned. */
export function doneWords({ met, planned }: { met: number; planned: number }, unit: string): string {
  return planned === 0 ? '没有安排' : `${count(met)} / ${count(planned)} ${unit}`;
}

/** The time that a plan is about. */
export function cycleWords({ kind, cycle }: Pick<TalkPlanView, 'kind' | 'cycle'>): string {
  if (kind === 'talk_quarter') return `${cycle.slice(0, 4)} 年第 ${cycle.slice(5)} 季度`;
  if (kind === 'talk_nps') return `${dayWords(cycle)}调研`;
  return `${monthNumber(cycle)} 月交车`;
}

/** This quarter and the next, as `2026Q4`. */
export function nextQuarters(on = today()): string[] {
  const first = Number(on.slice(0, 4)) * 4 + Math.floor((Number(on.slice(5, 7)) - 1) / 3);
  return [0, 1].map((step) => `${Math.floor((first + step) / 4)}Q${((first + step) % 4) + 1}`);
}
