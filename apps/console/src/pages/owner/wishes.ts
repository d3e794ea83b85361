import type { StaffReachView, WishChange } from '@cheban/contracts';
import type { WishChannel, WishTopic } from '@cheban/contracts/constants';

/** The switches of an owner as a form holds them. Pure. */
export type Wishes = Record<WishTopic, { on: boolean; channels: Partial<Record<WishChannel, boolean>> }>;

export function wishesOf(topics: StaffReachView['topics']): Wishes {
  return Object.fromEntries(
    topics.map(({ topic, on, channels }) => [
      topic,
      { on, channels: Object.fromEntries(channels.map(({ channel, on: open }) => [channel, open])) },
    ]),
  ) as Wishes;
}

/** Only what differs from what is on file, so that a wish of a minute ago in the app is not undone. */
export function changesOf(before: Wishes, after: Wishes): WishChange[] {
  return (Object.keys(after) as WishTopic[]).flatMap((topic) => {
    const [old, next] = [before[topic], after[topic]];
    const channels = Object.fromEntries(
      Object.entries(next.channels).filter(([channel, on]) => old.channels[channel as WishChannel] !== on),
    ) as NonNullable<WishChange['channels']>;
    const change: WishChange = {
      topic,
      ...(old.on !== next.on && { on: next.on }),
      ...(Object.keys(channels).length > 0 && { channels }),
    };
    return Object.keys(change).length > 1 ? [change] : [];
  });
}
