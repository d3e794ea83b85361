import type { CareRuleBody } from '@cheban/contracts';
import { channelLabel, messageKindLabel, whyNoWechat } from '@cheban/contracts/constants';
import type { RuleChannel, RuleField } from './draft.js';

type Ways = Pick<CareRuleBody, 'channels' | 'kind'>;

const wechat: readonly RuleChannel[] = ['subscribe', 'official_account'];

/** The channel whose card the owner gets: the first WeChat one of the rule that has a template; null for no card. */
export const cardChannel = ({ channels }: Ways, fields: readonly RuleField[]): RuleChannel | null =>
  channels.find((channel) => wechat.includes(channel) && fields.some((field) => field.channel === channel)) ??
  null;

/** Why a phone shows nothing of a way, and whether somebody can mend that on the page of templates. */
export interface Silence {
  readonly text: string;
  readonly mend: boolean;
}

const silent = (text: string, mend = false): Silence => ({ text, mend });

/**
 * Why no card appears. That WeChat has no such template, that nobody set one and that the account lost it want three
 * different things done, so each has its own words.
 */
export function whyNoCard({ channels, kind }: Ways, paused: readonly RuleChannel[]): Silence {
  const forbidden = whyNoWechat(kind);
  if (forbidden) return silent(`${forbidden}。`);
  const chosen = channels.filter((channel) => wechat.includes(channel));
  if (chosen.length === 0) return silent('这条规则没有选微信渠道，不会弹出通知。');
  const lost = chosen.filter((channel) => paused.includes(channel));
  if (lost.length > 0)
    return silent(
      `${lost.map((channel) => channelLabel[channel]).join('、')}的模板缺失，已暂停；模板恢复后，卡片会显示在这里。`,
      true,
    );
  return silent(`“${messageKindLabel[kind]}”还没有设置微信模板，不会弹出通知。`, true);
}

/** Why no text message goes out; null if one does. */
export function whyNoSms(
  { channels, kind }: Ways,
  fields: readonly RuleField[],
  paused: readonly RuleChannel[],
): Silence | null {
  if (!channels.includes('sms')) return silent('这条规则没有选短信渠道，不会发短信。');
  if (fields.some(({ channel }) => channel === 'sms')) return null;
  return paused.includes('sms')
    ? silent('短信的模板缺失，已暂停；模板恢复后，短信会显示在这里。', true)
    : silent(`“${messageKindLabel[kind]}”还没有报备的短信模板，不会发短信。`, true);
}
