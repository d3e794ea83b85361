/** "One visit, everything done" (mission D): what falls due together for a car becomes one message. Pure. */
import { DAY_MS, diffDays, type Instant } from '@cheban/kernel';
import { MERGE_AHEAD_DAYS, MERGE_DAYS, type RuleSet } from './care-rule.js';

export interface Mergeable {
  readonly id: string;
  readonly rule: string;
  readonly dueOn: string;
  readonly notBefore: Instant;
}

export interface Bundle<T extends Mergeable> {
  /** Gives the message its kind, title and day. */
  readonly lead: T;
  /** Told by this message, beside the lead. */
  readonly told: readonly T[];
  /** One for each other due thing that the message names, soonest first. */
  readonly named: readonly T[];
}

const isService = ({ rule }: Mergeable) => rule === 'service' || rule === 'first_service';
const byDue = (a: Mergeable, b: Mergeable) =>
  a.dueOn.localeCompare(b.dueOn) || a.notBefore - b.notBefore || a.id.localeCompare(b.id);

/**
 * Bundles the reminders of one car and one person. `due` are those whose time has come: all that may share a message
 * become one, led by the service, else by what is due first. Of `later` ones it names what is due within 30 days of
 * the lead, and tells those along that would come within a week.
 */
export function bundle<T extends Mergeable>(
  due: readonly T[],
  later: readonly T[],
  now: Instant,
  rules: RuleSet,
): Bundle<T>[] {
  const merges = ({ rule }: T) => rules.get(rule)?.facts.merges ?? false;
  const alone = due.filter((item) => !merges(item));
  const together = due.filter(merges).sort(byDue);
  const bundles: Bundle<T>[] = alone.map((lead) => ({ lead, told: [], named: [] }));
  const lead = together.find(isService) ?? together[0];
  if (!lead) return bundles;
  const named = new Map<string, T>();
  const told = together.filter((item) => item !== lead);
  for (const item of told) if (item.rule !== lead.rule && !named.has(item.rule)) named.set(item.rule, item);
  const dueRules = new Set(together.map(({ rule }) => rule));
  for (const item of [...later].sort((a, b) => a.notBefore - b.notBefore || a.id.localeCompare(b.id))) {
    if (!merges(item) || dueRules.has(item.rule) || named.has(item.rule)) continue;
    if (Math.abs(diffDays(lead.dueOn, item.dueOn)) > MERGE_DAYS) continue;
    named.set(item.rule, item);
    if (item.notBefore <= now + MERGE_AHEAD_DAYS * DAY_MS) told.push(item);
  }
  return [...bundles, { lead, told, named: [...named.values()].sort(byDue) }];
}
