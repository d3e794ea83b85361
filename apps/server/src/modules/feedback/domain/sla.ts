import type { CaseLevel } from '@cheban/contracts';
import { addOpenMinutes, type OpeningCalendar } from '@cheban/kernel';

/**
 * Business hours within which a case must be answered, by level. Business hours are the opening hours of the store,
 * without the public holidays that it keeps: nobody can answer while the store is closed.
 */
export const slaHours: Record<CaseLevel, number> = { normal: 24, serious: 8, critical: 4 };

/** When a case opened at `openedAt` (milliseconds) must be answered. */
export function slaDueAt(openedAt: number, level: CaseLevel, calendar: OpeningCalendar): number {
  return addOpenMinutes(openedAt, slaHours[level] * 60, calendar);
}

/** When half of that time is over: then the manager hears of it. */
export function slaHalfAt(openedAt: number, level: CaseLevel, calendar: OpeningCalendar): number {
  return addOpenMinutes(openedAt, slaHours[level] * 30, calendar);
}

/** True while a case that is not closed is past its time. */
export function isCaseOverdue(dueAt: number, closedAt: number | null, now: number): boolean {
  return closedAt === null && now > dueAt;
}
