import { addDays, addMonths, diffDays } from '@cheban/kernel';

export type CustomerGroup = 'active' | 'at_risk' | 'lost' | 'never';

/** Business dates that part the groups: a last paid visit before `atRiskBefore` is at risk, before `lostBefore` lost. */
export function groupBorders(
  cycleMonths: number,
  today: string,
): { atRiskBefore: string; lostBefore: string } {
  const lostBefore = addMonths(today, -2 * cycleMonths);
  const half = Math.round(diffDays(addMonths(today, -cycleMonths), today) / 2);
  return { atRiskBefore: addDays(addMonths(today, -cycleMonths), -half), lostBefore };
}

/**
 * mission A: 有效 = a paid visit within two service cycles; 拟流失 = past one and a half; 流失 = none within two.
 * `never` = no paid visit on file.
 */
export function groupOf(lastPaidVisitOn: string | null, cycleMonths: number, today: string): CustomerGroup {
  if (lastPaidVisitOn === null) return 'never';
  const { atRiskBefore, lostBefore } = groupBorders(cycleMonths, today);
  if (lastPaidVisitOn < lostBefore) return 'lost';
  return lastPaidVisitOn < atRiskBefore ? 'at_risk' : 'active';
}
