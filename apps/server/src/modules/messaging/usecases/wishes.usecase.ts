import {
  channelLabel,
  topicChannels,
  type WishChange,
  type WishChannel,
  type WishTopic,
  wishChannels,
  wishTopicLabel,
  wishTopics,
  wishVersion,
} from '@cheban/contracts';
import { businessDate, sayDate } from '@cheban/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Live } from '../../../platform/live/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { quietEnd, type WishBook } from '../domain/wishes.js';
import { type WishAuthor, type WishEntry, WishRepository } from '../persistence/wish.repository.js';

type Change = { topic: WishTopic; channel: WishChannel | 'all'; on: boolean; text: string };

/**
 * Keeps what owners wish to hear. Works at once: every message is held against the wishes just before it is sent. Each
 * change leaves a row in the log; saying the same again leaves none.
 */
@Injectable()
export class Wishes {
  constructor(
    private readonly repository: WishRepository,
    private readonly outbox: Outbox,
    private readonly vehicles: VehicleDirectory,
    private readonly live: Live,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What these owners wish, to be asked about messages and calls. */
  of(ownerIds: readonly string[]): Promise<WishBook> {
    return this.repository.of(ownerIds);
  }

  /** Switches topics and channels. `note` is how the owner said it, for what a colleague writes down. */
  async change(
    tx: Tx,
    ownerId: string,
    changes: readonly WishChange[],
    author: WishAuthor,
    note = '',
  ): Promise<void> {
    const book = await this.repository.of([ownerId]);
    const wanted = changes.flatMap((change) => expand(change));
    await this.write(tx, ownerId, book, wanted, author, note);
  }

  /** Nothing to the phone for so many months from now; 0 ends it. */
  async quiet(tx: Tx, ownerId: string, months: number, author: WishAuthor, note = ''): Promise<void> {
    const now = this.clock.now();
    const standing = (await this.repository.of([ownerId])).quietUntil(ownerId, now);
    if (months === 0 && standing === null) return;
    const untilAt = months === 0 ? null : quietEnd(now, months, this.config.quietHours.to);
    if (untilAt !== null && untilAt === standing) return;
    const words =
      untilAt === null
        ? '结束免打扰'
        : `开启免打扰 ${months} 个月，到${sayDate(businessDate(untilAt), this.clock.today())}`;
    const entry: WishEntry = {
      ...author,
      topic: 'quiet',
      channel: 'all',
      on: untilAt !== null,
      untilAt,
      text: withNote(words, note),
      version: wishVersion,
    };
    await this.repository.write(tx, ownerId, [entry], now);
    await this.tell(tx, ownerId);
  }

  /** The owner has asked for the deletion of their data, or has taken that back: nothing but service until it is done. */
  async leaving(tx: Tx, ownerId: string, on: boolean, author: WishAuthor): Promise<void> {
    if ((await this.repository.of([ownerId])).isLeaving(ownerId) === on) return;
    const text = on ? '申请注销账号，暂停提醒和优惠' : '撤回注销申请，恢复提醒和优惠';
    const entry: WishEntry = {
      ...author,
      topic: 'leaving',
      channel: 'all',
      on,
      untilAt: null,
      text,
      version: wishVersion,
    };
    await this.repository.write(tx, ownerId, [entry], this.clock.now());
    await this.tell(tx, ownerId);
  }

  /** The answer R to a text message: no reminder and no offer by SMS any more. */
  async refuseSms(tx: Tx, ownerId: string): Promise<void> {
    const book = await this.repository.of([ownerId]);
    const wanted = wishTopics.map(
      (topic): Change => ({
        topic,
        channel: 'sms',
        on: false,
        text: `回复短信退订“${wishTopicLabel[topic]}”`,
      }),
    );
    await this.write(tx, ownerId, book, wanted, { source: 'sms_reply', actorId: null, actorName: '' }, '');
  }

  private async write(
    tx: Tx,
    ownerId: string,
    book: WishBook,
    wanted: readonly Change[],
    author: WishAuthor,
    note: string,
  ): Promise<void> {
    const entries = wanted
      .filter(({ topic, channel, on }) => {
        const said = book.said(ownerId, topic, channel);
        // A consent, or a "no", is written down even where it is what we would have assumed.
        return said === null || said.on !== on;
      })
      .map(
        (change): WishEntry => ({
          ...author,
          ...change,
          text: withNote(change.text, note),
          untilAt: null,
          version: wishVersion,
        }),
      );
    if (entries.length === 0) return;
    await this.repository.write(tx, ownerId, entries, this.clock.now());
    await this.tell(tx, ownerId);
  }

  private async tell(tx: Tx, ownerId: string): Promise<void> {
    await this.outbox.append(tx, { type: 'owner.wishes-changed', storeId: null, payload: { ownerId } });
    // Who has the owner's page open sees it at once: a reply by SMS comes while somebody is on the phone with them.
    const homes = (await this.vehicles.homesOf([ownerId])).get(ownerId) ?? [];
    for (const storeId of new Set(homes.map((home) => home.storeId)))
      this.live.publish(tx, { topic: 'message', storeId, id: ownerId, notice: null });
  }
}

/** A change as single switches; what a topic does not have is passed over. */
function expand({ topic, on, channels = {} }: WishChange): Change[] {
  const label = wishTopicLabel[topic];
  const changes: Change[] = [];
  if (on !== undefined) {
    changes.push({ topic, channel: 'all', on, text: `${on ? '开启' : '关闭'}“${label}”` });
  }
  for (const channel of wishChannels) {
    const wish = channels[channel];
    if (wish === undefined || !topicChannels[topic].includes(channel)) continue;
    const verb = topic === 'offers' && channel === 'sms' ? consentWords(wish) : null;
    const text = verb ?? `${wish ? '开启' : '关闭'}“${label}”的${channelLabel[channel]}`;
    changes.push({ topic, channel, on: wish, text });
  }
  return changes;
}

const consentWords = (yes: boolean) =>
  yes ? '同意用短信接收活动与优惠（随时可回复 R 退订）' : '不再同意用短信接收活动与优惠';

const withNote = (text: string, note: string) => (note === '' ? text : `${text}（${note}）`);
