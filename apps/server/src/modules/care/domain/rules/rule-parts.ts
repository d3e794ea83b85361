import type { CareRuleBody, CareStageBody } from '../care-rule.js';

/** Clock time in Shanghai at which care is told, unless staff choose another. */
export const TELL_AT = '09:30';

/** Every way to a phone, and a call of the advisor where none is left. */
export const DUE_CHANNELS: CareRuleBody['channels'] = ['subscribe', 'official_account', 'sms', 'call_task'];

/** A stage whose template text is made from the facts. */
export const stage = (
  offset: number,
  validDays: number,
  title: string,
  body: string,
  short: string | null = null,
): CareStageBody => ({ offset, validDays, title, body, short });
