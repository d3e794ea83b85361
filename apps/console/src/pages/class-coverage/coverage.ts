import type { CoverageView } from '@cheban/contracts';

export type CoverageMonth = CoverageView['months'][number];

/** People who are missing until the goal of a month; 0 once it is reached. */
export const missingTo = (goalPercent: number, { owners, attended }: CoverageMonth): number =>
  Math.max(0, Math.ceil((owners * goalPercent) / 100) - attended);

/** One sentence that says what the chart shows: the months that are over, and what is still to be won. */
export function sayCoverage({ goalPercent, months }: CoverageView): string {
  const counted = months.filter(({ owners }) => owners > 0);
  const over = counted.filter(({ complete }) => complete);
  const owners = over.reduce((sum, month) => sum + month.owners, 0);
  const attended = over.reduce((sum, month) => sum + month.attended, 0);
  const done =
    over.length === 0
      ? '还没有满三个月的月份。'
      : `已满期的 ${over.length} 个月里，${owners} 位新车主有 ${attended} 位听过课（${Math.round((attended * 1_000) / owners) / 10}%），${over.filter(({ reached }) => reached).length} 个月达到 ${goalPercent}%。`;
  const open = counted.filter(({ complete }) => !complete);
  const missing = open.reduce((sum, month) => sum + missingTo(goalPercent, month), 0);
  if (open.length === 0) return done;
  const coming = open.reduce((sum, month) => sum + month.coming, 0);
  const todo =
    missing === 0
      ? '还没满期的月份都已达标。'
      : `还没满期的月份再请来 ${missing} 位就能达标${coming > 0 ? `，已有 ${coming} 位报名` : ''}。`;
  return done + todo;
}
