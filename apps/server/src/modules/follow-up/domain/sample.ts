/** Whom to talk to: a fair sample that comes out the same however often it is drawn (mission.md C). Pure. */
import { ageBands } from '@cheban/contracts/constants';
import { addDays, addMonths, type BusinessDate, diffDays } from '@cheban/kernel';

const TERM_DAYS = 14;

/** Somebody who may be chosen, and the group that they stand for: a model, an age band, an advisor. */
export interface Candidate {
  readonly id: string;
  readonly group: string;
}

/** 32-bit FNV-1a with a last mix, so that ids made in the same millisecond do not lie side by side. */
function lot(seed: string, text: string): number {
  let hash = 0x811c9dc5;
  for (const char of `${seed} ${text}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}

interface Group<T> {
  readonly name: string;
  readonly size: number;
  readonly left: T[];
  taken: number;
}

/**
 * All candidates in the order in which they are chosen. Each group is heard once before any is heard twice; after that
 * the places follow the sizes (Huntington–Hill). Inside a group the lot decides, and the seed alone decides the lot.
 * `taken`: members of a group that were chosen before.
 */
export function fairOrder<T extends Candidate>(
  candidates: readonly T[],
  seed: string,
  taken: ReadonlyMap<string, number> = new Map(),
): T[] {
  const groups = new Map<string, Group<T>>();
  const byLot = [...candidates].sort((a, b) => lot(seed, a.id) - lot(seed, b.id) || (a.id < b.id ? -1 : 1));
  for (const candidate of byLot) {
    const before = taken.get(candidate.group) ?? 0;
    const group = groups.get(candidate.group) ?? {
      name: candidate.group,
      size: before,
      left: [],
      taken: before,
    };
    group.left.push(candidate);
    groups.set(candidate.group, { ...group, size: group.size + 1 });
  }
  const open = [...groups.values()].sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
  const order: T[] = [];
  while (order.length < candidates.length) {
    let next: Group<T> | null = null;
    for (const group of open) {
      if (group.left.length > 0 && (next === null || isBefore(group, next))) next = group;
    }
    const chosen = next?.left.shift();
    if (!next || !chosen) break;
    next.taken += 1;
    order.push(chosen);
  }
  return order;
}

function isBefore(a: Group<unknown>, b: Group<unknown>): boolean {
  if (a.taken === 0 || b.taken === 0) return a.taken === 0 && b.taken > 0;
  return a.size ** 2 * b.taken * (b.taken + 1) > b.size ** 2 * a.taken * (a.taken + 1);
}

/** How many home visits follow so many sales: never less than the share. */
export const homeVisitTarget = (sales: number, percent: number): number => Math.ceil((sales * percent) / 100);

/** Spreads talks over the days from `from` to `to`, both included, in order and evenly. */
export function spreadOver(count: number, from: BusinessDate, to: BusinessDate): BusinessDate[] {
  const days = Math.max(0, diffDays(from, to)) + 1;
  return Array.from({ length: count }, (_, index) => addDays(from, Math.floor((index * days) / count)));
}

/** The later of two business dates. */
export function laterOf(a: BusinessDate, b: BusinessDate): BusinessDate {
  return [a, b].sort()[1] ?? a;
}

/** The day by which a talk that may be held from a day on should have been: two weeks later, within its plan. */
export function talkUntil(from: BusinessDate, planEnds: BusinessDate): BusinessDate {
  return [addDays(from, TERM_DAYS), planEnds].sort()[0] ?? planEnds;
}

/**
 * Who holds each talk: the car's own advisor while they work here, else whoever has the fewest so far. Null where the
 * store has nobody. `load`: talks that each has already.
 */
export function shareOut(
  advisorIds: readonly (string | null)[],
  staff: readonly string[],
  load: ReadonlyMap<string, number> = new Map(),
): (string | null)[] {
  const counts = new Map(staff.map((id) => [id, load.get(id) ?? 0]));
  const give = (id: string) => {
    counts.set(id, (counts.get(id) ?? 0) + 1);
    return id;
  };
  const own = advisorIds.map((id) => (id !== null && counts.has(id) ? give(id) : null));
  return own.map((id) => {
    if (id !== null) return id;
    const [least] = [...counts].sort((a, b) => a[1] - b[1]);
    return least ? give(least[0]) : null;
  });
}

/** First and last day of a quarter such as `2026Q4`. */
export function quarterSpan(quarter: string): { from: BusinessDate; to: BusinessDate } {
  const first = (Number(quarter.slice(5)) - 1) * 3 + 1;
  const from = `${quarter.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
  return { from, to: addDays(addMonths(from, 3), -1) };
}

/** Band of a car by full years since its sale; null without a sale, or before it. */
export function ageBandOf(
  soldOn: BusinessDate | null,
  today: BusinessDate,
): (typeof ageBands)[number] | null {
  if (soldOn === null || soldOn > today) return null;
  return ageBands.find(({ before }) => addMonths(soldOn, before * 12) > today) ?? null;
}
