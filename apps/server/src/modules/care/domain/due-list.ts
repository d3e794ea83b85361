/** The due list: which days of a car's file mean that something falls due between two days. Pure. */
import { type DueKind, dueKinds } from '@cheban/contracts/constants';
import { addMonths, diffDays, INSPECTION_RULES, monthEnd, monthStart, sayDate } from '@cheban/kernel';
import { WARRANTY } from './care-dues.js';

/** Cars this old are driven no more, or have an owner who knows: the list ends there. */
const OLDEST_YEARS = 30;
/** Cars of these uses follow the inspection rule; of others a person has to say. Source: kernel/inspection. */
export const INSPECTED_USES = ['private', 'company'] as const;

export interface InspectionRange {
  /** Full years since the registration. */
  readonly years: number;
  /** Business dates, both included. */
  readonly soldFrom: string;
  readonly soldTo: string;
}

/**
 * Delivery days of the cars that have an inspection due between two days: one range for each year of age with an
 * inspection, the youngest first. An inspection is due on the last day of the month of the delivery.
 */
export function inspectionRanges(from: string, to: string): InspectionRange[] {
  const lastMonth = monthEnd(to) === to ? to : addMonths(monthStart(to), -1);
  if (monthEnd(lastMonth) < from) return [];
  const ranges: InspectionRange[] = [];
  for (let years = 1; years <= OLDEST_YEARS; years += 1) {
    const inForce = [...INSPECTION_RULES].reverse().find((rule) => rule.from <= from);
    if (!inForce) return [];
    if (years <= inForce.yearlyAfter && !inForce.milestones.some(({ year }) => year === years)) continue;
    ranges.push({
      years,
      soldFrom: addMonths(monthStart(from), -12 * years),
      soldTo: monthEnd(addMonths(monthStart(lastMonth), -12 * years)),
    });
  }
  return ranges;
}

/** Delivery days of the cars whose warranty ends between two days; a day too many at each end, for 29 February. */
export function warrantyRange(from: string, to: string): { soldFrom: string; soldTo: string } {
  return { soldFrom: addMonths(from, -WARRANTY.months), soldTo: addMonths(to, -WARRANTY.months) };
}

/** Where a day of the list comes from, in words for staff; `service` has better words of its own. */
export function sayDue(
  kind: Exclude<DueKind, 'first_service' | 'service'>,
  due: { dueOn: string; soldOn: string | null; insurer: string | null },
  today: string,
): string {
  const past = diffDays(due.dueOn, today);
  const late = past > 0 ? `，已过期 ${past} 天` : '';
  switch (kind) {
    case 'insurance':
      return `${due.insurer === null ? '保单' : `${due.insurer}保单`}${sayDate(due.dueOn, today)}到期${late}`;
    case 'inspection':
      return `${sayYear(due.soldOn)}上牌，${sayDate(due.dueOn, today)}前完成年检${late}`;
    case 'warranty':
      return `三年或 6 万公里质保，${sayDate(due.dueOn, today)}到期${late}`;
    case 'licence':
      return `驾驶证${sayDate(due.dueOn, today)}到期${late}`;
  }
}

const sayYear = (on: string | null) =>
  on === null ? '' : `${on.slice(0, 4)} 年 ${Number(on.slice(5, 7))} 月`;

/** The kinds a question asks for. */
export const kindsOf = (kind: DueKind | undefined): readonly DueKind[] =>
  kind === undefined ? dueKinds : [kind];
