/** What owners wish to hear, by topic and channel. Pure. */
import {
  channelLabel,
  type MessageClass,
  type MessageKind,
  topicChannels,
  topicOf,
  type WishChannel,
  type WishTopic,
  wishTopicLabel,
  wishTopics,
} from '@cheban/contracts/constants';
import {
  addDays,
  addMonths,
  atShanghai,
  businessDate,
  clockMinutes,
  type Instant,
  MINUTE_MS,
  sayDateTime,
  timeOfDay,
} from '@cheban/kernel';

/** What a wish is about. `quiet`: do-not-disturb; `leaving`: the owner has asked for the deletion of their data. */
export type WishSubject = WishTopic | 'quiet' | 'leaving';

/** One thing an owner has said. `topic` `quiet`: do-not-disturb until `untilAt`; `channel` `all`: the topic itself. */
export interface Wish {
  readonly ownerId: string;
  readonly topic: WishSubject;
  readonly channel: WishChannel | 'all';
  readonly on: boolean;
  readonly untilAt: Instant | null;
  readonly at: Instant;
}

/** Service messages of a visit that is over: they ask for something. */
const ASKS: readonly MessageKind[] = ['visit_thanks', 'rating_invitation', 'rating_reminder'];

type Said = { ownerId: string; class: MessageClass; kind: MessageKind };

/** Care is welcome until somebody says no; offers by SMS need an explicit yes (MIIT Order 31, Art. 18). */
function isOnByDefault(topic: WishTopic, channel: WishChannel | 'all'): boolean {
  return !(topic === 'offers' && channel === 'sms');
}

/** The wishes of some owners, to be asked about messages. */
export class WishBook {
  private readonly wishes: ReadonlyMap<string, Wish>;

  constructor(wishes: readonly Wish[]) {
    this.wishes = new Map(wishes.map((wish) => [`${wish.ownerId} ${wish.topic} ${wish.channel}`, wish]));
  }

  /** What was said about a topic or one of its channels; null if nothing was. */
  said(ownerId: string, topic: WishSubject, channel: WishChannel | 'all'): Wish | null {
    return this.wishes.get(`${ownerId} ${topic} ${channel}`) ?? null;
  }

  isOn(ownerId: string, topic: WishTopic, channel: WishChannel | 'all'): boolean {
    return this.said(ownerId, topic, channel)?.on ?? isOnByDefault(topic, channel);
  }

  /** Until when nothing may reach the owner's phone; null if it may. */
  quietUntil(ownerId: string, now: Instant): Instant | null {
    const until = this.said(ownerId, 'quiet', 'all')?.untilAt ?? null;
    return until !== null && until > now ? until : null;
  }

  /** True from the wish to have one's data deleted until it is taken back; the deletion itself ends everything. */
  isLeaving(ownerId: string): boolean {
    return this.said(ownerId, 'leaving', 'all')?.on ?? false;
  }

  /** Why nobody calls the owner of their own accord, in Chinese; null if somebody may. */
  whyNotCalled(ownerId: string, now: Instant): string | null {
    if (this.isLeaving(ownerId)) return '车主已申请注销账号，不再打扰。';
    return this.quietUntil(ownerId, now) === null ? null : '车主设置了免打扰。';
  }

  /** What holds for every message to the owner, as Chinese sentences; empty if nothing does. */
  notes(ownerId: string, now: Instant): string[] {
    const until = this.quietUntil(ownerId, now);
    const off = wishTopics.filter((topic) => !this.isOn(ownerId, topic, 'all'));
    return [
      this.isLeaving(ownerId) && '车主已申请注销账号，不再打扰。',
      until !== null && `车主设置了免打扰（${sayDateTime(until, now)} 前），提醒只放入站内消息。`,
      off.length > 0 && `车主已关闭${off.map((topic) => `“${wishTopicLabel[topic]}”`).join('、')}。`,
    ].filter((note) => note !== false);
  }

  /** True if the message waits because its owner is leaving: all but what speaks of a booking or visit under way. */
  waitsForLeaving(message: Said): boolean {
    return (
      this.isLeaving(message.ownerId) &&
      (topicOf(message.class, message.kind) !== null || ASKS.includes(message.kind))
    );
  }

  /** Why the owner does not want to hear this at all, in Chinese; null if they do. Service messages always come. */
  refusal(message: Said): string | null {
    const topic = topicOf(message.class, message.kind);
    if (topic === null || this.isOn(message.ownerId, topic, 'all')) return null;
    return `车主已关闭“${wishTopicLabel[topic]}”。`;
  }

  /**
   * Why this channel may not be used for the message, in Chinese; null if it may. Do-not-disturb closes every way to
   * the phone and leaves the inbox.
   */
  closed(message: Said, channel: WishChannel, now: Instant): string | null {
    const topic = topicOf(message.class, message.kind);
    if (topic === null) return null;
    const until = this.quietUntil(message.ownerId, now);
    if (until !== null) return `车主设置了免打扰（${sayDateTime(until, now)} 前）`;
    if (!topicChannels[topic].includes(channel)) return `微信不允许用${channelLabel[channel]}发送优惠`;
    if (this.isOn(message.ownerId, topic, channel)) return null;
    return channel === 'sms' ? '未同意接收短信' : `车主已关闭${channelLabel[channel]}`;
  }
}

/** The end of do-not-disturb: the same day `months` later, when the night is over. */
export function quietEnd(now: Instant, months: number, morning: string): Instant {
  return atShanghai(addMonths(businessDate(now), months), morning);
}

/** Offers by SMS go out between these clock times only (external-apis E3: platforms and our own choice). */
const OFFER_SMS = { from: '09:00', to: '20:00' } as const;

/** The instant itself if an offer may go by SMS then, else the start of the next time in which it may. */
export function nextOfferSms(now: Instant): Instant {
  const time = timeOfDay(now);
  if (time < clockMinutes(OFFER_SMS.from) * MINUTE_MS) return atShanghai(businessDate(now), OFFER_SMS.from);
  if (time < clockMinutes(OFFER_SMS.to) * MINUTE_MS) return now;
  return atShanghai(addDays(businessDate(now), 1), OFFER_SMS.from);
}

/** The words without which an offer by SMS may not be sent (MIIT Order 31, Art. 20). */
const REFUSAL_WORDS = '拒收请回复R';

/** True if the text of an SMS template says at its end how to refuse. */
export function saysHowToRefuse(text: string | null): boolean {
  return text?.trimEnd().endsWith(REFUSAL_WORDS) ?? false;
}
