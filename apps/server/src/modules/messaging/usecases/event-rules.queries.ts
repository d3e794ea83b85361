import type { CareEvent, CareRuleBody, CareRuleState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';

/** A rule of staff about something that happens: whether it is told, in which words, when and by which channels. */
export interface EventRule {
  readonly state: CareRuleState;
  /** Why it is paused, in Chinese; else empty. */
  readonly stateWhy: string;
  readonly body: Pick<CareRuleBody, 'tellAt' | 'actionLabel' | 'channels' | 'stages'>;
}

/** The rules in force in a store, by the name of their event. */
export type EventRuleSet = ReadonlyMap<string, EventRule>;
type Lender = (storeId: string) => Promise<EventRuleSet>;

/**
 * The rules of messages about something that happens. Rooms plan such messages themselves; state, words, days and channels
 * are lent by the room of the rules, which is above most of them and fills this at boot.
 */
@Injectable()
export class EventRules {
  private lender: Lender | null = null;

  /** Says who knows the rules. Throws if somebody has said so already. */
  lendBy(lender: Lender): void {
    if (this.lender) throw new Error('The rules of events are lent by another room already');
    this.lender = lender;
  }

  /** All rules of a store, for who needs several: one look. */
  async of(storeId: string): Promise<EventRuleSet> {
    if (!this.lender) throw new Error('No room lends the rules of events');
    return this.lender(storeId);
  }

  /** The rule of a store; null if staff have switched it off or paused it. */
  async on(storeId: string, event: CareEvent): Promise<EventRule | null> {
    return ruleOn(await this.of(storeId), event);
  }

  /** The same for several stores; a store where it is switched off or paused is left out. */
  async onAt(storeIds: readonly string[], event: CareEvent): Promise<Map<string, EventRule>> {
    const on = new Map<string, EventRule>();
    for (const storeId of new Set(storeIds)) {
      const rule = await this.on(storeId, event);
      if (rule) on.set(storeId, rule);
    }
    return on;
  }

  /** Why a message of the rule may not go now, in Chinese; null if it may. */
  async whyNot(storeId: string, event: CareEvent): Promise<string | null> {
    const rule = (await this.of(storeId)).get(event);
    if (!rule || rule.state === 'off') return '这条提醒已停用，不再发送。';
    return rule.state === 'paused'
      ? `这条提醒已暂停${rule.stateWhy === '' ? '' : `：${rule.stateWhy}`}，不再发送。`
      : null;
  }
}

/** A rule that is told; null if staff have switched it off or paused it. */
export function ruleOn(rules: EventRuleSet, event: CareEvent): EventRule | null {
  const rule = rules.get(event);
  return rule?.state === 'on' ? rule : null;
}
