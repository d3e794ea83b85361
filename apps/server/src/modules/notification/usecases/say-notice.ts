import { type EventRule, type MessagePlan, sayShort, sayStage } from '../../messaging/index.js';
import type { Notice } from '../domain/notice.js';

/** What a rule decides of a message: its words, its button and its channels. */
export type SaidNotice = Pick<MessagePlan, 'kind' | 'title' | 'body' | 'words' | 'actionLabel' | 'channels'>;

/** A notice in the words of its rule, which speaks once. Pure. */
export function sayNotice(rule: EventRule, { kind, facts, words, short }: Notice): SaidNotice[] {
  return rule.body.stages.slice(0, 1).map((stage) => {
    const line = sayShort(stage, facts, short);
    return {
      ...sayStage(stage, facts),
      kind,
      // Templates ask for the line by either name.
      words: { ...words, reason: line, note: line },
      actionLabel: rule.body.actionLabel,
      channels: rule.body.channels,
    };
  });
}
