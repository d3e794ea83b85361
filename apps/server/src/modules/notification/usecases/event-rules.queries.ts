import { Injectable } from '@nestjs/common';
import { type EffectiveRule, RuleBook } from '../../care/index.js';

export type EventRuleCode = 'booking' | 'visit' | 'weather' | 'weather_over';

/** The rules whose messages this room plans: something happened, and the rule lends state, words and channels. */
@Injectable()
export class EventRules {
  constructor(private readonly book: RuleBook) {}

  /** The rule of a store; null if staff have switched it off or paused it. */
  async on(storeId: string, code: EventRuleCode): Promise<EffectiveRule | null> {
    const rule = (await this.book.forStore(storeId)).get(code);
    return rule?.state === 'on' ? rule : null;
  }

  /** Why a message of the rule may not go now, in Chinese; null if it may. */
  async whyNot(storeId: string, code: EventRuleCode): Promise<string | null> {
    const rule = (await this.book.forStore(storeId)).get(code);
    if (!rule || rule.state === 'off') return '这条提醒已停用，不再发送。';
    return rule.state === 'paused'
      ? `这条提醒已暂停${rule.stateWhy === '' ? '' : `：${rule.stateWhy}`}，不再发送。`
      : null;
  }
}
