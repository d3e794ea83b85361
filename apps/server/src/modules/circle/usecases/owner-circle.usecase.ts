import { CIRCLE_REPORTS_TO_HOLD, type CircleDetailView, type routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { OwnerActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, QueryOf, ViewOf } from '../../../platform/http/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { Photos } from '../../media/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { mayMend, mayReport } from '../domain/circle-lifecycle.js';
import { sayBlock } from '../domain/circle-words.js';
import { CIRCLE_RING } from '../jobs/check-circle.job.js';
import { type CircleEntry, CircleRepository } from '../persistence/circle.repository.js';
import { CircleDeskRepository } from '../persistence/circle-desk.repository.js';
import { CIRCLE_PHOTOS } from './check-circle.usecase.js';
import { CircleViews, topicView } from './circle-views.queries.js';

type Area = typeof routes.circle;

/** Owners read, write, comment, like and report. Nothing anybody writes is seen by others before it has got a yes. */
@Injectable()
export class OwnerCircle {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: CircleRepository,
    private readonly desk: CircleDeskRepository,
    private readonly views: CircleViews,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly photos: Photos,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
  ) {}

  async entry({ ownerId }: OwnerActor): Promise<ViewOf<Area['entry']>> {
    if (!(await this.desk.isOpen())) return { open: false, topics: [], blockedText: '' };
    const [topics, block] = await Promise.all([this.topicsOf(ownerId), this.desk.blockOf(ownerId)]);
    return {
      open: true,
      topics: topics.map(topicView),
      blockedText: block ? sayBlock(block.reason, block.until, this.clock.now()) : '',
    };
  }

  async feed({ ownerId }: OwnerActor, query: QueryOf<Area['feed']>): Promise<ViewOf<Area['feed']>> {
    await this.ensureOpen();
    const { limit, cursor, topicId } = query;
    const topics = (await this.topicsOf(ownerId)).map(({ id }) => id);
    const entries = await this.repository.feed({
      ownerId,
      mine: query.mine ?? false,
      topicIds: topicId === undefined ? topics : topics.filter((id) => id === topicId),
      before: cursor,
      limit: limit + 1,
    });
    const shown = entries.slice(0, limit);
    return {
      items: await this.views.posts(shown, ownerId),
      nextCursor: entries.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  }

  /** Throws REQUEST.NOT_FOUND for what is not shown, except to its author. */
  async detail(actor: OwnerActor, id: string): Promise<CircleDetailView> {
    await this.ensureOpen();
    return this.views.detail(await this.readable(actor, await this.repository.findById(id)), actor.ownerId);
  }

  /** Throws CIRCLE.BLOCKED, CIRCLE.NO_CAR, CIRCLE.TOPIC, VEHICLE.NOT_FOUND, PHOTO.NOT_YOURS. */
  create(actor: OwnerActor, body: BodyOf<Area['create']>): Promise<CircleDetailView> {
    return this.uow.run(async (tx) => {
      const { storeId, ownerId, accountId } = await this.writer(tx, actor);
      const { text, topicId } = body;
      const model = await this.wordsFor(ownerId, body);
      const id = await this.repository.insert(tx, {
        ...{ storeId, ownerId, accountId, topicId, text, model },
        ...{ kind: 'post', state: 'checking' },
      });
      await this.photos.set(tx, { type: CIRCLE_PHOTOS, id }, body.photoIds, { kind: 'owner', id: ownerId });
      return this.written(tx, actor, id);
    });
  }

  /** What was not shown is sent again as a new edition. Throws CIRCLE.STATE, and what `create` throws. */
  edit(actor: OwnerActor, id: string, body: BodyOf<Area['edit']>): Promise<CircleDetailView> {
    return this.uow.run(async (tx) => {
      const { ownerId, accountId } = await this.writer(tx, actor);
      const post = await this.repository.lockById(tx, id);
      if (post?.kind !== 'post' || post.ownerId !== ownerId) throw notFound();
      if (!mayMend(post.state, post.holdReason)) throw new AppError('CIRCLE.STATE');
      const { text, topicId } = body;
      const model = await this.wordsFor(ownerId, body);
      const now = this.clock.date();
      await this.repository.change(tx, id, {
        ...{ text, topicId, model, accountId, edition: post.edition + 1, state: 'checking' },
        ...{ textVerdict: null, holdReason: null, reason: '', sentAt: now, nextTryAt: now },
      });
      await this.photos.set(tx, { type: CIRCLE_PHOTOS, id }, body.photoIds, { kind: 'owner', id: ownerId });
      return this.written(tx, actor, id);
    });
  }

  /** Throws REQUEST.NOT_FOUND, CIRCLE.STATE for a post that is not shown, CIRCLE.BLOCKED, CIRCLE.NO_CAR. */
  comment(actor: OwnerActor, postId: string, body: BodyOf<Area['comment']>): Promise<CircleDetailView> {
    return this.uow.run(async (tx) => {
      const post = await this.readable(actor, await this.repository.findById(postId));
      if (post.state !== 'shown') throw new AppError('CIRCLE.STATE');
      const { storeId, ownerId, accountId } = await this.writer(tx, actor);
      const { text, replyToId } = body;
      const answered = replyToId === null ? null : await this.repository.findById(replyToId);
      if (replyToId !== null && (answered?.postId !== postId || answered.state !== 'shown')) throw notFound();
      await this.repository.insert(tx, {
        ...{ storeId, ownerId, accountId, postId, replyToId, text },
        ...{ kind: 'comment', state: 'checking' },
      });
      return this.written(tx, actor, postId);
    });
  }

  /** Throws REQUEST.NOT_FOUND. */
  async like(actor: OwnerActor, id: string, on: boolean): Promise<ViewOf<Area['like']>> {
    await this.ensureOpen();
    const post = await this.readable(actor, await this.repository.findById(id));
    if (post.state !== 'shown') throw notFound();
    await this.uow.run((tx) => this.repository.like(tx, id, actor.ownerId, on));
    const { likes, liked } = await this.repository.countsOf([id], actor.ownerId);
    return { likes: likes.get(id) ?? 0, liked: liked.has(id) };
  }

  /** Once for each person; the third one takes it off until somebody has looked. Throws REQUEST.NOT_FOUND. */
  async report(actor: OwnerActor, id: string, body: BodyOf<Area['report']>): Promise<{ ok: true }> {
    await this.ensureOpen();
    return this.uow.run(async (tx) => {
      const entry = await this.repository.lockById(tx, id);
      if (!entry || !mayReport(entry.state, entry.holdReason) || entry.ownerId === actor.ownerId)
        throw notFound();
      if (!(await this.repository.report(tx, id, actor.ownerId, body))) return { ok: true };
      const reports = entry.reports + 1;
      // The store's own answers stay: their staff decides.
      const holds = reports >= CIRCLE_REPORTS_TO_HOLD && entry.staffId === null;
      await this.repository.change(tx, id, {
        reports,
        ...(holds ? { state: 'held' as const, holdReason: 'reported' as const } : {}),
      });
      return { ok: true };
    });
  }

  /** The author's own post or comment, in any state: text and photos are gone. Throws REQUEST.NOT_FOUND. */
  async remove({ ownerId }: OwnerActor, id: string): Promise<{ ok: true }> {
    await this.ensureOpen();
    return this.uow.run(async (tx) => {
      const entry = await this.repository.lockById(tx, id);
      if (entry?.ownerId !== ownerId) throw notFound();
      await this.photos.set(tx, { type: CIRCLE_PHOTOS, id }, [], { kind: 'owner', id: ownerId });
      await this.repository.forget(tx, id);
      return { ok: true };
    });
  }

  private async ensureOpen(): Promise<void> {
    if (!(await this.desk.isOpen())) throw notFound();
  }

  /** Topics for everybody, and those of the person's stores. */
  private async topicsOf(ownerId: string) {
    const homes = (await this.vehicles.homesOf([ownerId])).get(ownerId) ?? [];
    const mine = new Set(homes.map(({ storeId }) => storeId));
    return (await this.desk.topics()).filter(({ storeId }) => storeId === null || mine.has(storeId));
  }

  private async readable(actor: OwnerActor, entry: CircleEntry | null): Promise<CircleEntry> {
    if (entry?.kind !== 'post') throw notFound();
    const gone = entry.state === 'removed' && entry.text === '';
    if (entry.ownerId === actor.ownerId && !gone) return entry;
    const topics = await this.topicsOf(actor.ownerId);
    if (entry.state !== 'shown' || !topics.some(({ id }) => id === entry.topicId)) throw notFound();
    return entry;
  }

  /** Who writes, held as long as this transaction: somebody who is being deleted leaves nothing behind. */
  private async writer(tx: Tx, { ownerId, accountId }: OwnerActor) {
    await this.ensureOpen();
    if (!(await this.owners.hold(tx, ownerId))) throw notFound();
    if (await this.desk.blockOf(ownerId)) throw new AppError('CIRCLE.BLOCKED');
    const [home] = (await this.vehicles.homesOf([ownerId])).get(ownerId) ?? [];
    if (!home) throw new AppError('CIRCLE.NO_CAR');
    return { storeId: home.storeId, ownerId, accountId };
  }

  /** Checks the topic; gives the words for the car, if one is to be shown. */
  private async wordsFor(ownerId: string, body: BodyOf<Area['create']>): Promise<string> {
    const topics = await this.topicsOf(ownerId);
    if (!topics.some(({ id, open }) => id === body.topicId && open)) throw new AppError('CIRCLE.TOPIC');
    if (body.vehicleId === null) return '';
    const car = await this.vehicles.ofOwnerById(ownerId, body.vehicleId);
    if (!car) throw new AppError('VEHICLE.NOT_FOUND');
    return car.model;
  }

  private async written(tx: Tx, { ownerId }: OwnerActor, postId: string): Promise<CircleDetailView> {
    tx.afterCommit(() => this.wakeUp.ring(CIRCLE_RING));
    const post = await this.repository.findById(postId);
    if (!post) throw notFound();
    return this.views.detail(post, ownerId);
  }
}
