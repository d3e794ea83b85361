import { circleStateLabel, type routes, type StaffCircleView } from '@cheban/contracts';
import { businessDate, csvOf, DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf, storesOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, QueryOf, ViewOf } from '../../../platform/http/index.js';
import { Photos } from '../../media/index.js';
import { mayDecide, nextCircleStates } from '../domain/circle-lifecycle.js';
import { type CircleEntry, CircleRepository } from '../persistence/circle.repository.js';
import { CircleDeskRepository } from '../persistence/circle-desk.repository.js';
import { CIRCLE_PHOTOS } from './check-circle.usecase.js';
import { CircleViews, topicView } from './circle-views.queries.js';

type Area = typeof routes.staffCircle;
const FIGURE_DAYS = 30;
const MOST_ROWS = 10_000;
const MOST_COMMENTS = 500;

/** Staff look after what owners of their stores have written: they show, refuse, take away, answer and block. */
@Injectable()
export class CircleDesk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: CircleRepository,
    private readonly desk: CircleDeskRepository,
    private readonly views: CircleViews,
    private readonly photos: Photos,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async overview(actor: StaffActor, storeId: string | undefined): Promise<ViewOf<Area['overview']>> {
    const [open, topics, figures] = await Promise.all([
      this.desk.isOpen(),
      this.desk.topics(),
      this.desk.figures(storesOf(actor, storeId), this.clock.now() - FIGURE_DAYS * DAY_MS),
    ]);
    return { open, topics: topics.map((topic) => ({ ...topicView(topic), place: topic.place })), ...figures };
  }

  /** Throws STORE.NOT_FOUND. */
  async list(actor: StaffActor, query: QueryOf<Area['list']>): Promise<ViewOf<Area['list']>> {
    const { page, pageSize, storeId, ...filter } = query;
    const { rows, total } = await this.repository.page(
      { ...filter, storeIds: storesOf(actor, storeId) },
      { page, pageSize },
    );
    return { items: await this.views.forStaff(rows), total, page, pageSize };
  }

  /** The newest 10,000 as CSV; the export is audited. */
  async file(actor: StaffActor, query: QueryOf<Area['file']>): Promise<string> {
    const { items } = await this.list(actor, { ...query, page: 1, pageSize: MOST_ROWS });
    const text = `导出车主圈 ${items.length} 行`;
    const storeId = query.storeId ?? null;
    await this.uow.run((tx) => this.audit.write(tx, { actor, action: 'circle.export', text, storeId }));
    return csvOf([
      ['日期', '门店', '类型', '话题', '作者', '车型', '内容', '状态', '说明', '点赞', '评论', '举报'],
      ...items.map((row) => [
        businessDate(Date.parse(row.at)),
        row.storeName,
        row.kind === 'post' ? '帖子' : '评论',
        row.topicName,
        row.official ? `${row.author}（官方）` : row.author,
        row.model,
        row.text,
        circleStateLabel[row.state],
        row.reason,
        String(row.likes),
        String(row.comments),
        String(row.reports),
      ]),
    ]);
  }

  /** Throws REQUEST.NOT_FOUND. */
  async detail(actor: StaffActor, id: string): Promise<StaffCircleView> {
    const entry = this.here(actor, await this.repository.findById(id));
    const postId = entry.postId ?? id;
    const [post, comments, reports] = await Promise.all([
      this.repository.findById(postId),
      this.repository.thread(postId, MOST_COMMENTS),
      this.repository.reportsOf(id),
    ]);
    const [[item], thread] = await Promise.all([
      this.views.forStaff([entry]),
      this.views.forStaff(post ? [post, ...comments] : comments),
    ]);
    if (!item) throw notFound();
    return {
      ...item,
      reportList: reports.map(({ reason, words, at }) => ({ reason, words, at: at.toISOString() })),
      next: [...nextCircleStates(entry.state)],
      // Of other stores only what everybody sees.
      thread: thread.filter(({ storeId, state }) => state === 'shown' || actor.storeIds.includes(storeId)),
    };
  }

  /** Throws REQUEST.NOT_FOUND, or CIRCLE.STATE if it has changed meanwhile. */
  decide(actor: StaffActor, id: string, body: BodyOf<Area['decide']>): Promise<StaffCircleView> {
    return this.uow.run(async (tx) => {
      const entry = this.here(actor, await this.repository.lockById(tx, id));
      const { to, seen, edition, reason } = body;
      if (entry.state !== seen || entry.edition !== edition || !mayDecide(entry.state, to))
        throw new AppError('CIRCLE.STATE');
      await this.repository.change(tx, id, {
        ...{ state: to, holdReason: null, nextTryAt: null },
        reason: to === 'shown' ? '' : reason,
        ...(to === 'shown' ? { reports: 0 } : {}),
      });
      // The words stay a year for questions; photos are nobody's any more and are deleted.
      if (to === 'removed')
        await this.photos.set(tx, { type: CIRCLE_PHOTOS, id }, [], { kind: 'staff', id: actor.staffId });
      const what = entry.kind === 'post' ? '帖子' : '评论';
      const text = `车主圈${what}转为“${circleStateLabel[to]}”`;
      return this.done(tx, actor, entry, { action: 'circle.decide', text });
    });
  }

  /** Seen at once and marked as the store's. Throws REQUEST.NOT_FOUND, CIRCLE.STATE for what is not shown. */
  answer(actor: StaffActor, id: string, text: string): Promise<StaffCircleView> {
    return this.uow.run(async (tx) => {
      const entry = this.here(actor, await this.repository.lockById(tx, id));
      const postId = entry.postId ?? id;
      const post = entry.kind === 'post' ? entry : await this.repository.lockById(tx, postId);
      if (entry.state !== 'shown' || post?.state !== 'shown') throw new AppError('CIRCLE.STATE');
      await this.repository.insert(tx, {
        ...{ storeId: entry.storeId, kind: 'comment', state: 'shown', postId, text },
        ...{ replyToId: entry.kind === 'comment' ? id : null, staffId: actor.staffId },
      });
      if (post.answeredAt === null)
        await this.repository.change(tx, postId, { answeredAt: this.clock.date() });
      return this.done(tx, actor, entry, { action: 'circle.answer', text: '以门店身份回复车主圈' });
    });
  }

  /** Throws REQUEST.NOT_FOUND, or CIRCLE.STATE for what the store itself has written. */
  block(actor: StaffActor, id: string, { days, reason }: BodyOf<Area['block']>): Promise<StaffCircleView> {
    return this.uow.run(async (tx) => {
      const entry = this.here(actor, await this.repository.lockById(tx, id));
      const { ownerId, storeId } = entry;
      if (ownerId === null) throw new AppError('CIRCLE.STATE');
      const until = days === null ? null : this.clock.now() + days * DAY_MS;
      if (days === 0) await this.desk.unblock(tx, ownerId);
      else await this.desk.block(tx, { ownerId, entryId: id, storeId, until, reason });
      const text = days === 0 ? '解除车主圈禁言' : days === null ? '车主圈长期禁言' : `车主圈禁言 ${days} 天`;
      return this.done(tx, actor, entry, { action: 'circle.block', text });
    });
  }

  /** Throws STORE.NOT_FOUND. */
  async blocks(actor: StaffActor, storeId: string | undefined): Promise<ViewOf<Area['blocks']>> {
    const blocks = await this.desk.blocksOfStores(storesOf(actor, storeId));
    const entries = await this.repository.findByIds(blocks.map(({ entryId }) => entryId));
    const items = await this.views.forStaff([...entries.values()]);
    const byId = new Map(items.map((item) => [item.id, item]));
    return {
      items: blocks.map(({ entryId, reason, until }) => ({
        ...{ entryId, reason },
        author: byId.get(entryId)?.author ?? '车主',
        storeName: byId.get(entryId)?.storeName ?? '',
        until: until === null ? null : toDate(until).toISOString(),
      })),
    };
  }

  /** Throws STORE.NOT_FOUND, CIRCLE.TOPIC_NAME, REQUEST.NOT_FOUND. */
  async saveTopic(actor: StaffActor, { id, ...topic }: BodyOf<Area['saveTopic']>): Promise<{ ok: true }> {
    if (topic.storeId !== null) storeOf(actor, topic.storeId);
    try {
      return await this.uow.run(async (tx) => {
        if (!(await this.desk.saveTopic(tx, id, topic))) throw notFound();
        const text = `保存车主圈话题：${topic.name}`;
        await this.audit.write(tx, { actor, action: 'circle.save-topic', text, storeId: topic.storeId });
        return { ok: true };
      });
    } catch (error) {
      if (isDuplicate(error)) throw new AppError('CIRCLE.TOPIC_NAME');
      throw error;
    }
  }

  turn(actor: StaffActor, open: boolean): Promise<{ ok: true }> {
    return this.uow.run(async (tx) => {
      await this.desk.turn(tx, open);
      const text = open ? '开启车主圈' : '关闭车主圈';
      await this.audit.write(tx, { actor, action: 'circle.turn', text, storeId: null });
      return { ok: true };
    });
  }

  private here(actor: StaffActor, entry: CircleEntry | null): CircleEntry {
    if (!entry) throw notFound();
    ensureStore(actor, entry.storeId);
    return entry;
  }

  private async done(
    tx: Tx,
    actor: StaffActor,
    { id, storeId }: CircleEntry,
    said: { action: string; text: string },
  ): Promise<StaffCircleView> {
    await this.audit.write(tx, { actor, ...said, subjectId: id, storeId });
    return this.detail(actor, id);
  }
}
