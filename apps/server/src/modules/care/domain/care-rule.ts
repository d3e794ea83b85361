/** A reminder rule as it is in force for a store: the data that staff may edit, and what the code knows of its kind. */
import type { CareRuleBody, CareRuleState, CareStageBody, CareTrigger } from '@cheban/contracts';

export type { CareRuleBody, CareStageBody, CareTrigger };

/** What stays with the code, because words and times do not change it. */
export interface RuleFacts {
  /** Two characters for a list of what falls due together. */
  readonly label: string;
  /** A booking, a car in the workshop or a paid visit of the last days ends it. */
  readonly endsWithVisit: boolean;
  /** May share one message with what else falls due for the car. */
  readonly merges: boolean;
  /** A person chose its day: it is told on that day, however soon after a visit. */
  readonly dayChosen?: boolean;
  /** Why it is not told any more once the due thing is another one. */
  readonly doneWhy: string;
}

export interface RuleDefinition {
  readonly code: string;
  readonly body: CareRuleBody;
  readonly facts: RuleFacts;
}

export interface EffectiveRule extends RuleDefinition {
  /** Whose edition this is: a store's id, `group`, or `built_in`. */
  readonly scope: string;
  /** Of the rule's row; 0 for a built-in rule that nobody has edited. */
  readonly version: number;
  /** Names the content: equal bodies have equal editions, whatever their scope. At least 3. */
  readonly edition: number;
  readonly state: CareRuleState;
  /** Why it is paused, in Chinese; else empty. */
  readonly stateWhy: string;
}

/** The rules of one store by code. */
export type RuleSet = ReadonlyMap<string, EffectiveRule>;

/** What falls due within so many days of each other is one visit (mission D). */
export const MERGE_DAYS = 30;
/** A reminder of another item that would come within so many days counts as told with the merged one. */
export const MERGE_AHEAD_DAYS = 7;

/** A 32-bit name of the content : its JSON with sorted keys, as a fingerprint. */
export function editionOf(body: CareRuleBody): number {
  return fingerprint(JSON.stringify(sorted(body)));
}

/** A 32-bit name of a text (FNV-1a), 3 to 2^32 − 1: smaller numbers are marks of reminders. */
export function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return Math.max(3, hash);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** A definition in force as it is written. */
export function asEffective(
  definition: RuleDefinition,
  change: Partial<Pick<EffectiveRule, 'scope' | 'version' | 'state' | 'stateWhy' | 'body'>> = {},
): EffectiveRule {
  const body = change.body ?? definition.body;
  return {
    scope: 'built_in',
    version: 0,
    state: 'on',
    stateWhy: '',
    ...definition,
    ...change,
    edition: editionOf(body),
  };
}

/** Stages in the order of their days: staff may write them in any. */
export function stagesOf({ body }: Pick<RuleDefinition, 'body'>): readonly CareStageBody[] {
  return [...body.stages].sort((a, b) => a.offset - b.offset);
}

/** True for a stage of the rule; false for the day that an owner chose. */
export function isStage({ body }: Pick<RuleDefinition, 'body'>, stage: number): boolean {
  return body.stages.some(({ offset }) => offset === stage);
}

/** Days before and after a rule's due date within which any of its stages can be told. */
export function windowOf({ body }: Pick<RuleDefinition, 'body'>): { before: number; after: number } {
  return {
    before: Math.max(...body.stages.map(({ offset }) => -offset)),
    after: Math.max(...body.stages.map(({ offset, validDays }) => offset + validDays)),
  };
}

/** Planned by this room: event rules only lend their words to the rooms that know of the event. */
export function isPlanned({ body }: Pick<RuleDefinition, 'body'>): boolean {
  return body.trigger.type !== 'event';
}

/** Said of the person rather than of one of their cars: one message, however many cars. */
export function isPersonal({ type, ...trigger }: CareTrigger): boolean {
  if (type === 'due') return 'due' in trigger && (trigger.due === 'licence' || trigger.due === 'birthday');
  return type === 'holiday';
}

/** What the code knows of a rule that staff wrote. */
export function factsOfCustom(body: CareRuleBody): RuleFacts {
  return {
    label: body.name.slice(0, 2),
    endsWithVisit: body.kind === 'win_back' || body.kind === 'trip_check',
    merges: false,
    doneWhy: body.trigger.type === 'on_date' ? '日期已更改，不再发送。' : '已不符合这条提醒，不再发送。',
  };
}
