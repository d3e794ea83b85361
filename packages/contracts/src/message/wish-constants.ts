/** What owners may wish for, with their Chinese words. No zod: the mini-program carries this file. */
import type { MessageClass, MessageKind } from '../constants.js';

/** Reminders grouped as owners think of them. Messages about a running booking or visit belong to none: they always come. */
export const wishTopics = ['due', 'health', 'wishes', 'offers'] as const;
export type WishTopic = (typeof wishTopics)[number];
export const wishTopicLabel: Record<WishTopic, string> = {
  due: '保养与到期提醒',
  health: '车辆健康与天气',
  wishes: '生日与节日祝福',
  offers: '活动与优惠',
};
export const wishTopicHint: Record<WishTopic, string> = {
  due: '首保、保养、年检、保险、质保和驾照快到期时告诉您。',
  health: '恶劣天气、长途出行和新车使用的小提醒。',
  wishes: '生日和节日的一声问候，不带推销。',
  offers: '门店的优惠与活动，每周最多两条。',
};

/** Ways to a phone that an owner may switch; the inbox always has what was said. */
export const wishChannels = ['subscribe', 'official_account', 'sms'] as const;
export type WishChannel = (typeof wishChannels)[number];

/** Channels of a topic. WeChat allows no offers through the official account. */
export const topicChannels: Record<WishTopic, readonly WishChannel[]> = {
  due: wishChannels,
  health: wishChannels,
  wishes: wishChannels,
  offers: ['subscribe', 'sms'],
};

const topicOfCareKind: Partial<Record<MessageKind, WishTopic>> = {
  birthday: 'wishes',
  holiday_wish: 'wishes',
  trip_check: 'health',
  new_car: 'health',
  weather_alert: 'health',
  weather_change: 'health',
  weather_check: 'health',
};

/** The topic a message falls under; null for service messages, which always come. */
export function topicOf(messageClass: MessageClass, kind: MessageKind): WishTopic | null {
  if (messageClass === 'service') return null;
  if (messageClass === 'marketing') return 'offers';
  return topicOfCareKind[kind] ?? 'due';
}

/** Where a change of wishes came from. */
export const wishSources = ['app', 'staff', 'sms_reply', 'import'] as const;
export type WishSource = (typeof wishSources)[number];
export const wishSourceLabel: Record<WishSource, string> = {
  app: '本人在小程序',
  staff: '门店代为登记',
  sms_reply: '短信回复',
  import: '导入',
};

/** Version of the words that owners see beside the switches; logged with every change. */
export const wishVersion = '2026-11-01';

/** Do-not-disturb lasts this many months, or is ended. */
export const quietMonths = [0, 3] as const;
