import {
  channelLabel,
  type MessageKind,
  messageKinds,
  type PreferenceView,
  type StaffReachView,
  topicChannels,
  topicOf,
  type WishChannel,
  type WishTopic,
  wishSourceLabel,
  wishTopicHint,
  wishTopicLabel,
  wishTopics,
  wishVersion,
} from '@cheban/contracts';
import { maskPhone } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { notFound } from '../../../platform/errors/index.js';
import { type Account, type Owner, OwnerDirectory } from '../../owner/index.js';
import { nextOfferSms, saysHowToRefuse, type WishBook } from '../domain/wishes.js';
import { CreditRepository, pairKey } from '../persistence/credit.repository.js';
import {
  type Circuit,
  circuitName,
  SendingRulesRepository,
  type UsedTemplate,
} from '../persistence/sending-rules.repository.js';
import { WishRepository } from '../persistence/wish.repository.js';

type TopicView = PreferenceView['topics'][number];

interface Known {
  ownerId: string;
  owner: Owner;
  /** Accounts with the privacy consent, the one seen last first. */
  accounts: readonly Account[];
  templates: readonly UsedTemplate[];
  circuits: ReadonlyMap<string, Circuit>;
  credits: ReadonlyMap<string, number>;
  wishes: WishBook;
  now: number;
}

const ALWAYS = '预约、到店、维修进度和交车这些与您正在办理的事有关的消息，始终会告诉您。';
const LOG_LENGTH = 20;

/** About something that somebody has under way or has asked for: no wish is asked. */
const NO_TOPIC =
  /^(booking|visit|rescue|rating|waiting|activity|campaign|payout|case|coupon|card_invited)(_|$)/;

/** The kinds that a topic's messages are sent as; offers borrow those of win-back and notices. */
const kindsByTopic: ReadonlyMap<WishTopic, readonly MessageKind[]> = new Map(
  wishTopics.map((topic) => [topic, messageKinds.filter((kind) => topicOfKind(kind) === topic)]),
);

function topicOfKind(kind: MessageKind): WishTopic | null {
  if (NO_TOPIC.test(kind)) return null;
  return kind === 'win_back' || kind === 'notice' ? 'offers' : topicOf('care', kind);
}

/** What an owner has wished for, and what can still reach them: their own page, and the reach bank of staff. */
@Injectable()
export class PreferenceQueries {
  constructor(
    private readonly owners: OwnerDirectory,
    private readonly rules: SendingRulesRepository,
    private readonly credits: CreditRepository,
    private readonly wishes: WishRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws REQUEST.NOT_FOUND for an owner who is not there. */
  async view(ownerId: string): Promise<PreferenceView> {
    return (await this.read(ownerId)).view;
  }

  /** Throws REQUEST.NOT_FOUND for an owner who is not there. */
  async reach(ownerId: string): Promise<StaffReachView> {
    const { view, known } = await this.read(ownerId);
    return {
      ...view,
      bound: known.accounts.length > 0,
      next: view.topics.map((topic) => nextOf(topic, known, this.config.care.smsPriceFen)),
    };
  }

  private async read(ownerId: string): Promise<{ view: PreferenceView; known: Known }> {
    const now = this.clock.now();
    const [owner, all, templates, circuits, wishes, log] = await Promise.all([
      this.owners.findById(ownerId),
      this.owners.accountsOf(ownerId),
      this.rules.usedTemplates([...kindsByTopic.values()].flat()),
      this.rules.circuits(),
      this.wishes.of([ownerId]),
      this.wishes.log(ownerId, LOG_LENGTH),
    ]);
    if (!owner) throw notFound();
    const accounts = all.filter(({ consentAt }) => consentAt !== null);
    const credits = await this.credits.of(accounts.map(({ id }) => id));
    const known: Known = { ownerId, owner, accounts, templates, circuits, credits, wishes, now };
    const consent = wishes.said(ownerId, 'offers', 'sms');
    const quietUntil = wishes.quietUntil(ownerId, now);
    return {
      known,
      view: {
        topics: wishTopics.map((topic) => topicView(topic, known)),
        always: ALWAYS,
        quietUntil: quietUntil === null ? null : iso(quietUntil),
        follower: accounts.some(isFollower),
        phoneMasked: owner.phone === null ? null : maskPhone(owner.phone),
        smsOffersSince: consent?.on ? iso(consent.at) : null,
        version: wishVersion,
        log: log.map(({ at, text, source, actorName, version }) => ({
          at: iso(at),
          text,
          source,
          by: actorName === '' ? (source === 'app' ? '本人' : wishSourceLabel[source]) : actorName,
          version,
        })),
      },
    };
  }
}

const iso = (at: number) => toDate(at).toISOString();
const isFollower = ({ follower, officialOpenid }: Account) => follower && officialOpenid !== null;

function topicView(topic: WishTopic, known: Known): TopicView {
  // WeChat refuses the whole question if one of its templates is gone.
  const askable = templatesOf(topic, 'subscribe', known).filter(({ drift }) => drift === null);
  const templates = askable.map(({ templateId, title }) => ({
    templateId,
    title,
    credits: known.accounts.reduce(
      (sum, { id }) => sum + (known.credits.get(pairKey({ accountId: id, templateId })) ?? 0),
      0,
    ),
  }));
  const credits = templates.reduce((sum, template) => sum + template.credits, 0);
  const on = known.wishes.isOn(known.ownerId, topic, 'all');
  return {
    topic,
    label: wishTopicLabel[topic],
    hint: wishTopicHint[topic],
    on,
    channels: topicChannels[topic].map((channel) => {
      const wished = known.wishes.isOn(known.ownerId, topic, channel);
      const why = on ? obstacle(topic, channel, wished, credits, known) : '已关闭这类提醒';
      return { channel, label: channelLabel[channel], on: wished, usable: why === '', why };
    }),
    credits,
    templates,
  };
}

/** Templates of a topic on a channel; kinds that share one count once. */
function templatesOf(topic: WishTopic, channel: WishChannel, known: Known): UsedTemplate[] {
  const kinds = kindsByTopic.get(topic) ?? [];
  const seen = new Set<string>();
  return known.templates.filter(
    (one) =>
      one.channel === channel &&
      kinds.includes(one.kind) &&
      !seen.has(one.templateId) &&
      seen.add(one.templateId) !== undefined,
  );
}

/** Why a message of the topic would not arrive on this way now, in Chinese; empty if it would. */
function obstacle(
  topic: WishTopic,
  channel: WishChannel,
  wished: boolean,
  credits: number,
  known: Known,
): string {
  if (!wished) return topic === 'offers' && channel === 'sms' ? '尚未同意接收优惠短信' : '已关闭';
  if (known.wishes.isLeaving(known.ownerId)) return '已申请注销账号，等待期间不发送';
  if (known.wishes.quietUntil(known.ownerId, known.now) !== null) return '免打扰中';
  const templates = templatesOf(topic, channel, known);
  if (templates.length === 0) return '这类提醒暂不使用这种方式';
  const isOpen = (name: string) => (known.circuits.get(name)?.retryAt ?? 0) > known.now;
  const isPaused = ({ drift, templateId }: UsedTemplate) =>
    drift !== null || isOpen(circuitName(channel, templateId));
  if (isOpen(channel) || templates.every(isPaused)) return '这种方式暂停使用，正在修复';
  if (channel === 'sms') {
    if (known.owner.phone === null) return '没有登记手机号';
    if (topic !== 'offers') return known.accounts.length === 0 ? '尚未在微信绑定并同意' : '';
    return templates.some(({ smsText }) => saysHowToRefuse(smsText)) ? '' : '短信模板没有写明退订方式';
  }
  if (known.accounts.length === 0) return '尚未在微信绑定';
  if (channel === 'official_account') return known.accounts.some(isFollower) ? '' : '尚未关注公众号';
  return credits > 0 ? '' : '订阅次数已用完，点一次“提醒我”可再收一条';
}

/** By which way the next message of a topic would go, and what it costs: WeChat's ways are free. */
function nextOf(topic: TopicView, known: Known, smsFen: number): StaffReachView['next'][number] {
  const way = topic.channels.find(({ usable }) => usable);
  const base = { topic: topic.topic, label: topic.label };
  const leaving = known.wishes.isLeaving(known.ownerId);
  if (!way) {
    const reasons = topic.channels.map(({ label, why }) => `${label}：${why}`).join('；');
    const why = !topic.on
      ? '车主已关闭这类提醒，不会发送。'
      : leaving
        ? '车主已申请注销账号，等待期间不发送；撤回申请后恢复。'
        : `只放站内消息。${reasons}`;
    return { ...base, channel: null, costFen: 0, why };
  }
  const waits = topic.topic === 'offers' && way.channel === 'sms' && nextOfferSms(known.now) !== known.now;
  const why: Record<WishChannel, string> = {
    subscribe: `还可发 ${topic.credits} 条订阅消息`,
    official_account: '已关注公众号，可发模板消息',
    sms: waits ? '可发短信，只在 9:00–20:00 发送' : '可发短信',
  };
  return {
    ...base,
    channel: way.channel,
    costFen: way.channel === 'sms' ? smsFen : 0,
    why: why[way.channel],
  };
}
