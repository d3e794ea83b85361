import { addDays, atShanghai, MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock, MovableClock } from '../../../platform/clock/index.js';
import { CheckCircle, CircleDesk, OwnerCircle } from '../../circle/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { DemoCrew } from './demo-crew.js';
import type { SimulatedPerson } from './simulated-people.js';

interface PastPost {
  readonly daysAgo: number;
  /** Shanghai. */
  readonly at: string;
  readonly topic: string;
  readonly text: string;
  /** Of another owner. */
  readonly comment: string;
  /** Of the store. */
  readonly answer: string;
  /** False: it still waits for a person. */
  readonly shown: boolean;
}
const pastPosts: readonly PastPost[] = [
  {
    ...{ daysAgo: 6, at: '20:10', topic: '自驾路线', shown: true, answer: '' },
    text: '周末走了一趟太行一号旅游公路，壶关到陵川这一段风景最好，弯多坡长，记得提前看好胎压和刹车片。全程 320 公里，油耗 7.2。',
    comment: '太行一号确实值得，我们上个月也去了，观景台那里日出很美。',
  },
  {
    ...{
      daysAgo: 4,
      at: '12:40',
      topic: '养护问答',
      shown: true,
      comment: '我也想知道，最近早上启动有点费劲。',
    },
    text: '天冷了，电瓶用了三年多，要不要提前换？平时每天上下班 20 公里左右。',
    answer:
      '三年以上建议先做一次免费电瓶检测，看启动电压再决定换不换。到店约 10 分钟，可以在“预约”里选快修。',
  },
  {
    ...{ daysAgo: 2, at: '18:25', topic: '用车心得', shown: true, comment: '', answer: '' },
    text: '开满两万公里了，说说感受：高速上很稳，隔音比上一辆好；车机导航偶尔会慢半拍，手机互联倒是很顺。',
  },
  {
    ...{ daysAgo: 1, at: '21:05', topic: '用车心得', shown: false, comment: '', answer: '' },
    text: '有没有一起团购脚垫的，私聊我。',
  },
];

/** Some days of the circle, played by the room itself on a clock that is set back; nothing happens twice. */
@Injectable()
export class DemoCircle {
  constructor(
    private readonly clock: Clock,
    private readonly stores: StoreCatalog,
    private readonly crew: DemoCrew,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly circle: OwnerCircle,
    private readonly desk: CircleDesk,
    private readonly checks: CheckCircle,
  ) {}

  /** Posts of the first of these people. Needs a clock that can be moved. */
  async run(storeCode: string, people: readonly SimulatedPerson[]): Promise<void> {
    const { clock } = this;
    const store = await this.stores.findByCode(storeCode);
    if (!(clock instanceof MovableClock) || !store) return;
    const today = clock.today();
    const manager = await this.crew.one(store.id, 'manager');
    await this.desk.turn(manager, true);
    try {
      for (const [index, post] of pastPosts.entries()) {
        const [author, other] = [await this.actorOf(people[index]), await this.actorOf(people[index + 1])];
        clock.moveTo(atShanghai(addDays(today, -post.daysAgo), post.at));
        if (author && other) await this.play(author, other, store.id, post, clock);
      }
    } finally {
      clock.setAhead(0);
    }
  }

  private async play(
    author: OwnerActor,
    other: OwnerActor,
    storeId: string,
    post: PastPost,
    clock: MovableClock,
  ): Promise<void> {
    // Every store of the demo group plays its days, and the circle is one for all of them.
    if (await this.isWritten(author, post)) return;
    const { topics } = await this.circle.entry(author);
    const topicId = topics.find(({ name }) => name === post.topic)?.id;
    const [car] = await this.vehicles.ofOwner(author.ownerId);
    if (!topicId || !car) return;
    const { text } = post;
    const { id } = await this.circle.create(author, { topicId, text, photoIds: [], vehicleId: car.id });
    await this.judge(storeId, id, post.shown);
    if (!post.shown) return;
    clock.moveTo(clock.now() + 35 * MINUTE_MS);
    await this.circle.like(other, id, true);
    if (post.comment !== '') {
      const { commentList } = await this.circle.comment(other, id, { text: post.comment, replyToId: null });
      for (const { id: commentId } of commentList) await this.judge(storeId, commentId, true);
    }
    clock.moveTo(clock.now() + 90 * MINUTE_MS);
    if (post.answer !== '') await this.desk.answer(await this.crew.one(storeId, 'advisor'), id, post.answer);
  }

  private async isWritten(author: OwnerActor, { text }: PastPost): Promise<boolean> {
    const [all, mine] = await Promise.all([
      this.circle.feed(author, { limit: 50 }),
      this.circle.feed(author, { mine: true, limit: 50 }),
    ]);
    return [...all.items, ...mine.items].some((one) => one.text === text);
  }

  /** Nobody of the past can be asked about in WeChat: what was written is left to a person, who says yes. */
  private async judge(storeId: string, id: string, yes: boolean): Promise<void> {
    const manager = await this.crew.one(storeId, 'manager');
    await this.checks.run();
    const { state, edition } = await this.desk.detail(manager, id);
    if (yes && state === 'held')
      await this.desk.decide(manager, id, { to: 'shown', seen: state, edition, reason: '' });
  }

  private async actorOf(person: SimulatedPerson | undefined): Promise<OwnerActor | null> {
    const owner = person && (await this.owners.findByPhone(person.phone));
    return owner
      ? { kind: 'account', sessionId: '', accountId: '', ownerId: owner.id, consented: true }
      : null;
  }
}
