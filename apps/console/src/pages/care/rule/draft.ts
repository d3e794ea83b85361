import type { CareRuleBody, CareRuleDetail, CareTrigger } from '@cheban/contracts';
import { isDated } from '@cheban/contracts/constants';
import { addDays, type BusinessDate } from '../../../shared/format/time.js';

/** A rule while it is being written. Pure. */
export type Stage = CareRuleBody['stages'][number];
export type RuleChannel = CareRuleBody['channels'][number];
/** A field of a WeChat or SMS template that the rule's messages fill. */
export type RuleField = CareRuleDetail['templates'][number];

const LAST_OFFSET = 1095;

/** Where a rule of one's own begins: one notice in a week, to everyone, without a push until a channel is chosen. */
export function newRule(today: BusinessDate): CareRuleBody {
  return {
    name: '',
    trigger: { type: 'on_date', on: addDays(today, 7) },
    kind: 'notice',
    class: 'care',
    tellAt: '09:30',
    actionLabel: null,
    stages: [{ offset: 0, validDays: 1, title: '', body: '', short: null }],
    channels: ['subscribe', 'official_account'],
    audience: null,
  };
}

/** The offset of one more stage: a week after the last, or the nearest day that is free; before what has its own day. */
export function freeOffset(stages: readonly Stage[], trigger: CareTrigger): number {
  const taken = new Set(stages.map(({ offset }) => offset));
  if (isDated(trigger)) return Math.min(0, ...taken) - 1;
  let offset = Math.min(Math.max(...taken) + 7, LAST_OFFSET);
  while (taken.has(offset)) offset -= 1;
  return offset;
}

export function withStage(body: CareRuleBody, index: number, change: Partial<Stage>): CareRuleBody {
  return {
    ...body,
    stages: body.stages.map((stage, at) => (at === index ? { ...stage, ...change } : stage)),
  };
}

/** One more stage, with the words of the last as a start. */
export function addStage(body: CareRuleBody): CareRuleBody {
  const last = body.stages.at(-1);
  const stage: Stage = {
    offset: freeOffset(body.stages, body.trigger),
    validDays: last?.validDays ?? 3,
    title: last?.title ?? '',
    body: last?.body ?? '',
    short: last?.short ?? null,
  };
  return { ...body, stages: [...body.stages, stage] };
}

export const removeStage = (body: CareRuleBody, index: number): CareRuleBody => ({
  ...body,
  stages: body.stages.filter((_, at) => at !== index),
});

/** Another trigger of a rule of one's own, with the stages that fit it. */
export function withTrigger(body: CareRuleBody, trigger: CareTrigger): CareRuleBody {
  const [first] = body.stages;
  if (trigger.type === body.trigger.type || !first) return { ...body, trigger };
  if (trigger.type === 'on_date') return { ...body, trigger, stages: [{ ...first, offset: 0 }] };
  const stages = body.stages.map((stage) => ({ ...stage, offset: Math.max(stage.offset, 0) }));
  return {
    ...body,
    trigger,
    stages: trigger.type === 'since_sold' && stages.length === 1 ? [{ ...first, offset: 3 }] : stages,
  };
}

/** As it is saved: stages in the order of time, texts without blanks around them, an empty short text as none. */
export function finished(body: CareRuleBody): CareRuleBody {
  return {
    ...body,
    name: body.name.trim(),
    actionLabel: body.actionLabel?.trim() || null,
    stages: [...body.stages]
      .sort((a, b) => a.offset - b.offset)
      .map((stage) => ({
        ...stage,
        title: stage.title.trim(),
        body: stage.body.trim(),
        short: stage.short?.trim() || null,
      })),
  };
}

export const sameRule = (a: CareRuleBody, b: CareRuleBody): boolean =>
  JSON.stringify(sorted(finished(a))) === JSON.stringify(sorted(finished(b)));

/** Keys in one order, at every depth: the server's order is not ours. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Moves a channel up (-1) or down (1) in the order in which channels are tried. */
export function moveChannel(
  channels: readonly RuleChannel[],
  channel: RuleChannel,
  by: -1 | 1,
): RuleChannel[] {
  const list = [...channels];
  const from = list.indexOf(channel);
  const to = from + by;
  const other = list[to];
  if (from < 0 || other === undefined) return list;
  list[from] = other;
  list[to] = channel;
  return list;
}

/** The edition that this one replaced or would replace: the newest older one of the same scope that was in force. */
export function editionBefore(
  edition: CareRuleDetail['editions'][number],
  editions: CareRuleDetail['editions'],
): CareRuleDetail['editions'][number] | null {
  return (
    editions
      .filter(
        (other) =>
          other.scope === edition.scope &&
          other.version < edition.version &&
          (other.state === 'live' || other.state === 'replaced'),
      )
      .sort((a, b) => b.version - a.version)[0] ?? null
  );
}
