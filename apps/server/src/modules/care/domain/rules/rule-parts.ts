import type { CareEvent } from '@cheban/contracts';
import type { CareRuleBody, CareStageBody, RuleDefinition, RuleFacts } from '../care-rule.js';

/** Clock time in Shanghai at which care is told, unless staff choose another. */
export const TELL_AT = '09:30';

/** Every way to a phone, and a call of the advisor where none is left. */
export const DUE_CHANNELS: CareRuleBody['channels'] = ['subscribe', 'official_account', 'sms', 'call_task'];

/** The same without the call. */
export const PHONE_CHANNELS = DUE_CHANNELS.filter((channel) => channel !== 'call_task');

/** What the code knows of a message about something that happens. */
export const EVENT_FACTS: RuleFacts = {
  label: '提示',
  endsWithVisit: false,
  merges: false,
  doneWhy: '情况已变化，不再提醒。',
};

/**
 * A stage: told so many days from what triggers it (negative: before), and until so many days after that. Without `short`
 * the reason field of a template is made from the facts.
 */
export const stage = (
  offsetDays: number,
  validDays: number,
  title: string,
  body: string,
  short: string | null = null,
): CareStageBody => ({ offset: offsetDays, validDays, title, body, short });

/** A rule about something that happens: of class service, to every phone, said at once, unless the body says otherwise. */
export const onEvent = (
  event: CareEvent,
  label: string,
  body: Pick<CareRuleBody, 'name' | 'kind' | 'actionLabel' | 'stages'> & Partial<CareRuleBody>,
): RuleDefinition => ({
  code: event,
  facts: { ...EVENT_FACTS, label },
  body: {
    trigger: { type: 'event', event },
    class: 'service',
    tellAt: TELL_AT,
    channels: PHONE_CHANNELS,
    audience: null,
    ...body,
  },
});
