import type { PreferenceView, WishChange } from '@cheban/contracts';
import type { WishChannel } from '@cheban/contracts/constants';

export type TopicView = PreferenceView['topics'][number];
export type ChannelView = TopicView['channels'][number];

/** Ways to the phone as owners call them. */
export const wayLabel: Record<WishChannel, string> = {
  subscribe: '微信提醒',
  official_account: '公众号消息',
  sms: '短信',
};

/** WeChat takes so many templates in one question on every client. */
const mostAsked = 3;

/** The view with a change that is on its way to the server, so that a switch moves under the finger. */
export function withChange(view: PreferenceView, change: WishChange | null): PreferenceView {
  if (!change) return view;
  return {
    ...view,
    topics: view.topics.map((topic) => {
      if (topic.topic !== change.topic) return topic;
      const channels = topic.channels.map((way) => ({
        ...way,
        on: change.channels?.[way.channel] ?? way.on,
      }));
      return { ...topic, on: change.on ?? topic.on, channels };
    }),
  };
}

/**
 * How a way stands, in the owner's words.
 * @param mayAsk whether one more WeChat reminder can be asked for on this platform
 */
export function sayWay(topic: TopicView, way: ChannelView, mayAsk: boolean): string {
  if (!way.on) return way.channel === 'sms' && topic.topic === 'offers' ? '未开启，需要您单独同意' : '已关闭';
  if (way.channel !== 'subscribe') return way.usable ? '已开启' : way.why;
  if (topic.credits > 0) return `还能给您发 ${topic.credits} 次微信提醒`;
  if (way.why === '免打扰中') return way.why;
  return mayAsk ? '次数用完了，点右边再收一次' : '次数用完了，在微信小程序里可以再加';
}

/** Ways worth a line: one that a topic has no template for would only confuse. */
export function shownWays(topic: TopicView): ChannelView[] {
  return topic.channels.filter((way) => way.channel !== 'subscribe' || topic.templates.length > 0);
}

/** Templates to ask for: those with the fewest reminders left first. */
export function templatesToAsk(topic: TopicView): string[] {
  return [...topic.templates]
    .sort((a, b) => a.credits - b.credits)
    .slice(0, mostAsked)
    .map(({ templateId }) => templateId);
}
