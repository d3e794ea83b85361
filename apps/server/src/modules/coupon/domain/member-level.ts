import {
  type MemberLevel,
  memberLevelFromFen,
  memberLevelLabel,
  memberLevels,
} from '@cheban/contracts/constants';
import { addDays, type BusinessDate, type Fen } from '@cheban/kernel';

/** Days for which what was spent counts, the day of the visit not in it. */
const LEVEL_DAYS = 365;

/** What was paid at the store on one day. */
export interface DaySpend {
  readonly on: BusinessDate;
  readonly fen: Fen;
}

/** Where an owner stands today. */
export interface Standing {
  readonly level: MemberLevel;
  readonly spentFen: Fen;
  /** The last day of this level if nothing more is spent; null for the lowest, which nobody loses. */
  readonly keptUntil: BusinessDate | null;
  /** The next level and what is missing for it; null on the highest. */
  readonly next: { readonly level: MemberLevel; readonly missingFen: Fen } | null;
}

/** The first day whose visits count today. */
export function levelFrom(today: BusinessDate): BusinessDate {
  return addDays(today, -LEVEL_DAYS);
}

/** The level of an owner by what they spent in the last twelve months. */
export function memberLevelOf(spentFen: Fen): MemberLevel {
  return memberLevels.find((level) => spentFen >= memberLevelFromFen[level]) ?? 'C';
}

/** True if `mine` is at least `needed`; no level needed is for everybody. */
export function reachesLevel(mine: MemberLevel, needed: MemberLevel | null): boolean {
  return needed === null || memberLevels.indexOf(mine) <= memberLevels.indexOf(needed);
}

/** Whom a benefit is for: 全部车主, 银卡会员及以上, 金卡会员专享. */
export function sayLevel(needed: MemberLevel | null): string {
  if (needed === null) return '全部车主';
  return `${memberLevelLabel[needed]}${needed === memberLevels[0] ? '专享' : '及以上'}`;
}

/** Level, end and next level, from what was spent on each day since `levelFrom(today)`. */
export function standingOf(spends: readonly DaySpend[]): Standing {
  const spentFen = spends.reduce((sum, { fen }) => sum + fen, 0);
  const level = memberLevelOf(spentFen);
  const higher = memberLevels[memberLevels.indexOf(level) - 1];
  return {
    level,
    spentFen,
    keptUntil: keptUntil(spends, spentFen, level),
    next: higher ? { level: higher, missingFen: memberLevelFromFen[higher] - spentFen } : null,
  };
}

/** Days count no more one after the other, the oldest first, until what is left is not enough for the level. */
function keptUntil(spends: readonly DaySpend[], spentFen: Fen, level: MemberLevel): BusinessDate | null {
  let left = spentFen;
  for (const { on, fen } of [...spends].sort((a, b) => a.on.localeCompare(b.on))) {
    left -= fen;
    if (left < memberLevelFromFen[level]) return addDays(on, LEVEL_DAYS);
  }
  return null;
}
