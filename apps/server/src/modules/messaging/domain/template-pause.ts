/** How a rule stands whose templates are not in the account as they were. Pure. */
import {
  channelLabel,
  type MessageClass,
  type MessageKind,
  type PushChannel,
} from '@cheban/contracts/constants';

/** A template that a kind uses on a channel. */
export interface TemplateStanding {
  readonly kind: MessageKind;
  readonly channel: PushChannel;
  /** In Chinese: what is wrong until somebody mends it; null if messages can go by it. */
  readonly lost: string | null;
}

export interface TemplatePause {
  readonly channels: PushChannel[];
  /** No other channel of the rule has a template: nothing of it goes to a phone. */
  readonly whole: boolean;
  /** In Chinese, for a line in a list, for instance `订阅消息模板缺失，已暂停`. */
  readonly what: string;
  /** In Chinese: what becomes of its messages, and what to do. */
  readonly text: string;
}

/** What of a rule is paused; null if all its templates are well. A channel that never had one is no loss. */
export function pauseOf(
  rule: { readonly kind: MessageKind; readonly class: MessageClass; readonly channels: readonly string[] },
  standings: readonly TemplateStanding[],
): TemplatePause | null {
  const own = rule.channels.flatMap((way) =>
    standings.filter(({ kind, channel }) => kind === rule.kind && channel === way),
  );
  const lost = own.filter((one) => one.lost !== null);
  if (lost.length === 0) return null;
  const rest = own.filter((one) => one.lost === null).map(({ channel }) => channelLabel[channel]);
  const whole = rest.length === 0;
  const others = whole ? '这条规则没有别的渠道可走' : `${rest.join('、')}照常发送`;
  return {
    channels: lost.map(({ channel }) => channel),
    whole,
    what: `${lost.map((one) => one.lost).join('、')}，已暂停`,
    text: `${others}。${becomes(rule.class, whole)}请在“渠道与模板”里重新设置模板${whole ? '，或给这条规则加一个渠道' : ''}。`,
  };
}

/** Messages about what goes on right now do not wait, see {@link waitFor}. */
function becomes(messageClass: MessageClass, whole: boolean): string {
  if (messageClass === 'service') return '送不到手机的通知不等待，会立即放入站内消息。';
  const whose = whole ? '到时间的提醒' : '只能走这个渠道的提醒';
  return `${whose}先留着，模板恢复后马上补发；到有效期还没恢复的，改放站内消息。`;
}
