import type {
  CircleCommentView,
  CircleDetailView,
  CirclePostView,
  CircleTopicView,
  StaffCircleItem,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { Photos } from '../../media/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { StoreCatalog } from '../../store/index.js';
import { mayMend } from '../domain/circle-lifecycle.js';
import { publicName, sayCircleState } from '../domain/circle-words.js';
import { type CircleEntry, CircleRepository } from '../persistence/circle.repository.js';
import { CircleDeskRepository, type CircleTopic } from '../persistence/circle-desk.repository.js';
import { CIRCLE_PHOTOS } from './check-circle.usecase.js';

const MOST_COMMENTS = 500;
const iso = (at: number) => toDate(at).toISOString();
export const topicView = ({ id, name, open, isQuestion, storeId }: CircleTopic): CircleTopicView => ({
  ...{ id, name, open, isQuestion, storeId },
});

/** Posts and comments as owners and staff see them: never more of a person than 王女士, never a plate or phone. */
@Injectable()
export class CircleViews {
  constructor(
    private readonly repository: CircleRepository,
    private readonly desk: CircleDeskRepository,
    private readonly owners: OwnerDirectory,
    private readonly stores: StoreCatalog,
    private readonly photos: Photos,
  ) {}

  async posts(entries: readonly CircleEntry[], ownerId: string): Promise<CirclePostView[]> {
    const facts = await this.facts(entries, ownerId);
    return entries.map((entry) => ({
      ...this.entry(entry, facts, ownerId),
      topicId: entry.topicId ?? '',
      topicName: facts.topics.get(entry.topicId ?? '')?.name ?? '',
      model: entry.model,
      photos: facts.photos.get(entry.id) ?? [],
      likes: facts.likes.get(entry.id) ?? 0,
      liked: facts.liked.has(entry.id),
      comments: facts.comments.get(entry.id) ?? 0,
      mayEdit: entry.ownerId === ownerId && mayMend(entry.state, entry.holdReason),
    }));
  }

  /** A post with what the person may see of its comments: those that are shown, and their own. */
  async detail(post: CircleEntry, ownerId: string): Promise<CircleDetailView> {
    const all = await this.repository.thread(post.id, MOST_COMMENTS);
    const seen = all.filter(
      (one) => one.state === 'shown' || (one.ownerId === ownerId && one.state !== 'removed'),
    );
    const [[view], facts] = await Promise.all([
      this.posts([post], ownerId),
      this.facts([...seen, ...all.filter(({ id }) => seen.some(({ replyToId }) => replyToId === id))], null),
    ]);
    if (!view) throw new Error('A post without a view');
    const authors = new Map(all.map((one) => [one.id, one]));
    const commentList = seen.map((one): CircleCommentView => {
      const answered = authors.get(one.replyToId ?? '');
      return { ...this.entry(one, facts, ownerId), replyTo: answered ? this.author(answered, facts) : '' };
    });
    return { ...view, commentList };
  }

  async forStaff(entries: readonly CircleEntry[]): Promise<StaffCircleItem[]> {
    const ownerIds = entries.flatMap(({ ownerId }) => ownerId ?? []);
    const [facts, blocks] = await Promise.all([this.facts(entries, null), this.desk.blocksOf(ownerIds)]);
    return entries.map((entry) => {
      const { id, kind, state, edition, holdReason, reason, text, storeId, topicId, model, reports } = entry;
      return {
        ...{ id, kind, state, edition, holdReason, reason, text, storeId, topicId, model, reports },
        postId: entry.postId ?? id,
        author: this.author(entry, facts),
        official: entry.staffId !== null,
        blocked: entry.ownerId !== null && blocks.has(entry.ownerId),
        storeName: facts.stores.get(storeId) ?? '',
        topicName: facts.topics.get(topicId ?? '')?.name ?? '',
        photos: facts.photos.get(id) ?? [],
        likes: facts.likes.get(id) ?? 0,
        comments: facts.comments.get(id) ?? 0,
        at: iso(entry.createdAt),
      };
    });
  }

  private entry(entry: CircleEntry, facts: Facts, ownerId: string) {
    const { id, state, text, holdReason, reason } = entry;
    const mine = entry.ownerId === ownerId;
    return {
      ...{ id, state, text, mine },
      author: this.author(entry, facts),
      official: entry.staffId !== null,
      at: iso(entry.createdAt),
      stateText: mine ? sayCircleState(state, holdReason, reason) : '',
    };
  }

  private author(entry: CircleEntry, facts: Facts): string {
    if (entry.staffId !== null) return facts.stores.get(entry.storeId) ?? '门店';
    return publicName(facts.owners.get(entry.ownerId ?? ''));
  }

  private async facts(entries: readonly CircleEntry[], ownerId: string | null) {
    const ids = entries.map(({ id }) => id);
    const [owners, stores, topics, photos, counts] = await Promise.all([
      this.owners.findByIds(entries.flatMap((entry) => entry.ownerId ?? [])),
      this.stores.findByIds(entries.map(({ storeId }) => storeId)),
      this.desk.topics(),
      this.photos.of(CIRCLE_PHOTOS, ids),
      this.repository.countsOf(ids, ownerId),
    ]);
    return {
      owners,
      stores: new Map(stores.map(({ id, name }) => [id, name])),
      topics: new Map(topics.map((topic) => [topic.id, topic])),
      photos,
      ...counts,
    };
  }
}
type Facts = Awaited<ReturnType<CircleViews['facts']>>;
