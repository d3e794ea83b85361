import type { CircleReportReason } from '@cheban/contracts';
import type { MediaVerdict } from '@cheban/wechat';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import {
  newId,
  type PlainRecord,
  plainRecord,
  storePage,
  type Tx,
  UnitOfWork,
} from '../../../platform/database/index.js';
import { CircleEntryEntity } from './circle.entity.js';

/** Instants are milliseconds. */
export type CircleEntry = PlainRecord<CircleEntryEntity>;
export type NewEntry = Pick<CircleEntryEntity, 'storeId' | 'kind' | 'text' | 'state'> &
  Partial<
    Pick<
      CircleEntryEntity,
      'postId' | 'replyToId' | 'topicId' | 'ownerId' | 'accountId' | 'staffId' | 'model'
    >
  >;
export type EntryChange = Partial<
  Pick<
    CircleEntryEntity,
    | 'state'
    | 'text'
    | 'model'
    | 'topicId'
    | 'accountId'
    | 'edition'
    | 'textVerdict'
    | 'sentAt'
    | 'nextTryAt'
    | 'holdReason'
    | 'reason'
    | 'reports'
    | 'answeredAt'
  >
>;
export interface EntryFilter {
  readonly storeIds: readonly string[];
  readonly state?: CircleEntry['state'] | undefined;
  readonly topicId?: string | undefined;
  readonly kind?: CircleEntry['kind'] | undefined;
  readonly waiting?: boolean | undefined;
  readonly q?: string | undefined;
}
export interface FeedQuery {
  readonly ownerId: string;
  readonly mine: boolean;
  /** Topics whose posts may be seen. */
  readonly topicIds: readonly string[];
  readonly before: string | undefined;
  readonly limit: number;
}
type Counted = { id: string; n: string };

/** What waits for a person: held, or shown although somebody has reported it. */
export const WAITING = "(thing.state = 'held' OR (thing.state = 'shown' AND thing.reports > 0))";

@Injectable()
export class CircleRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  private find(manager: EntityManager, where: object): Promise<CircleEntryEntity[]> {
    return manager.find(CircleEntryEntity, { where, order: { id: 'ASC' } });
  }

  async findById(id: string): Promise<CircleEntry | null> {
    const [entity] = await this.find(this.uow.reader, { id });
    return entity ? plainRecord(entity) : null;
  }

  async findByIds(ids: readonly string[]): Promise<Map<string, CircleEntry>> {
    if (ids.length === 0) return new Map();
    const found = await this.find(this.uow.reader, { id: In([...new Set(ids)]) });
    return new Map(found.map((entity) => [entity.id, plainRecord(entity)]));
  }

  async lockById(tx: Tx, id: string): Promise<CircleEntry | null> {
    const entity = await tx.manager.findOne(CircleEntryEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? plainRecord(entity) : null;
  }

  async insert(tx: Tx, entry: NewEntry): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    await tx.manager.insert(CircleEntryEntity, {
      ...{ postId: null, replyToId: null, topicId: null, ownerId: null, accountId: null, staffId: null },
      ...{ model: '', edition: 1, textVerdict: null, holdReason: null, reason: '', reports: 0 },
      ...{ answeredAt: null, sentAt: now, createdAt: now },
      nextTryAt: entry.state === 'checking' ? now : null,
      ...entry,
      id,
    });
    return id;
  }

  /** The row is held by the caller. */
  async change(tx: Tx, id: string, change: EntryChange): Promise<void> {
    await tx.manager.update(CircleEntryEntity, { id }, change);
  }

  /** Comments of a post in their order; others than those that are shown only to their author or staff. */
  async thread(postId: string, limit: number): Promise<CircleEntry[]> {
    const found = await this.uow.reader.find(CircleEntryEntity, {
      where: { postId },
      order: { id: 'ASC' },
      take: limit,
    });
    return found.map(plainRecord);
  }

  /** Posts, the newest first. */
  async feed({ ownerId, mine, topicIds, before, limit }: FeedQuery): Promise<CircleEntry[]> {
    if (topicIds.length === 0 && !mine) return [];
    const query = this.uow.reader.createQueryBuilder(CircleEntryEntity, 'e').where("e.kind = 'post'");
    if (mine)
      query.andWhere("e.ownerId = :ownerId AND NOT (e.state = 'removed' AND e.text = '')", { ownerId });
    else query.andWhere("e.state = 'shown' AND e.topicId IN (:...topicIds)", { topicIds });
    if (before !== undefined) query.andWhere('e.id < :before', { before });
    return (await query.orderBy('e.id', 'DESC').take(limit).getMany()).map(plainRecord);
  }

  /** Those of stores, the newest first. */
  async page(
    filter: EntryFilter,
    at: { page: number; pageSize: number },
  ): Promise<{ rows: CircleEntry[]; total: number }> {
    const { storeIds, state, topicId, kind, waiting, q } = filter;
    const narrow = (query: SelectQueryBuilder<CircleEntryEntity>) => {
      if (waiting) query.andWhere(WAITING);
      if (q) query.andWhere('thing.text LIKE :q', { q: `%${q.replace(/[\\%_]/g, '\\$&')}%` });
    };
    return storePage(
      this.uow.reader,
      CircleEntryEntity,
      { storeIds, equal: { state, topicId, kind }, narrow },
      at,
    );
  }

  /** Ids of what WeChat is to be asked about now. */
  async due(limit: number): Promise<string[]> {
    const rows = await this.uow.read<{ id: string }>(
      `SELECT id FROM circle_entry WHERE state = 'checking' AND next_try_at <= ? ORDER BY next_try_at LIMIT ${limit}`,
      [this.clock.date()],
    );
    return rows.map(({ id }) => id);
  }

  /** True for the one who may ask now; others find the next time in the future. */
  async claim(tx: Tx, id: string, nextTryAt: number): Promise<boolean> {
    const { affectedRows } = await tx.query<{ affectedRows: number }>(
      "UPDATE circle_entry SET next_try_at = ? WHERE id = ? AND state = 'checking' AND next_try_at <= ?",
      [toDate(nextTryAt), id, this.clock.date()],
    );
    return affectedRows === 1;
  }

  /** Photos that WeChat was asked about in this edition, with what it has said. */
  async photoVerdicts(id: string, edition: number): Promise<Map<string, MediaVerdict | null>> {
    const rows = await this.uow.read<{ photo_id: string; verdict: MediaVerdict | null }>(
      'SELECT photo_id, verdict FROM circle_photo_check WHERE entry_id = ? AND edition = ?',
      [id, edition],
    );
    return new Map(rows.map(({ photo_id, verdict }) => [photo_id, verdict]));
  }

  /** What was asked. The answer may have come before. */
  async asked(tx: Tx, traceId: string, of: { id: string; edition: number; photoId: string }): Promise<void> {
    await tx.query(
      `INSERT INTO circle_photo_check (trace_id, entry_id, edition, photo_id, asked_at) VALUES (?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE entry_id = VALUES(entry_id), edition = VALUES(edition), photo_id = VALUES(photo_id)`,
      [traceId, of.id, of.edition, of.photoId, this.clock.date()],
    );
  }

  /** What was answered; only the first answer counts. Of which post it speaks, if that is known already. */
  async answered(
    tx: Tx,
    traceId: string,
    verdict: MediaVerdict,
  ): Promise<{ id: string; edition: number } | null> {
    await tx.query(
      `INSERT INTO circle_photo_check (trace_id, verdict, asked_at) VALUES (?, ?, ?)
       ON DUPLICATE KEY UPDATE verdict = COALESCE(verdict, VALUES(verdict))`,
      [traceId, verdict, this.clock.date()],
    );
    const [row] = await tx.query<{ entry_id: string | null; edition: number }[]>(
      'SELECT entry_id, edition FROM circle_photo_check WHERE trace_id = ?',
      [traceId],
    );
    return row?.entry_id ? { id: row.entry_id, edition: row.edition } : null;
  }

  /** True if this is the person's first report of it. */
  async report(
    tx: Tx,
    entryId: string,
    ownerId: string,
    { reason, words }: { reason: CircleReportReason; words: string },
  ): Promise<boolean> {
    const { affectedRows } = await tx.query<{ affectedRows: number }>(
      'INSERT IGNORE INTO circle_report (entry_id, owner_id, reason, words, `at`) VALUES (?, ?, ?, ?, ?)',
      [entryId, ownerId, reason, words, this.clock.date()],
    );
    return affectedRows === 1;
  }

  async reportsOf(entryId: string): Promise<{ reason: CircleReportReason; words: string; at: Date }[]> {
    return this.uow.read('SELECT reason, words, `at` FROM circle_report WHERE entry_id = ? ORDER BY `at`', [
      entryId,
    ]);
  }

  /** One row for each person and post: two taps at once make one. */
  async like(tx: Tx, postId: string, ownerId: string, on: boolean): Promise<void> {
    if (on)
      await tx.query('INSERT IGNORE INTO circle_like (post_id, owner_id, `at`) VALUES (?, ?, ?)', [
        postId,
        ownerId,
        this.clock.date(),
      ]);
    else await tx.query('DELETE FROM circle_like WHERE post_id = ? AND owner_id = ?', [postId, ownerId]);
  }

  /** The author takes it away: nothing of it stays but that it was there. */
  async forget(tx: Tx, id: string): Promise<void> {
    await this.change(tx, id, {
      state: 'removed',
      text: '',
      model: '',
      reason: '',
      nextTryAt: null,
      holdReason: null,
    });
    await tx.query('DELETE FROM circle_like WHERE post_id = ?', [id]);
    await tx.query('DELETE FROM circle_photo_check WHERE entry_id = ?', [id]);
  }

  /** Likes and shown comments of posts, and which of them a person likes. */
  async countsOf(postIds: readonly string[], ownerId: string | null) {
    if (postIds.length === 0) return { likes: new Map(), comments: new Map(), liked: new Set<string>() };
    const [likes, comments, liked] = await Promise.all([
      this.uow.read<Counted>(
        'SELECT post_id AS id, COUNT(*) AS n FROM circle_like WHERE post_id IN (?) GROUP BY post_id',
        [postIds],
      ),
      this.uow.read<Counted>(
        "SELECT post_id AS id, COUNT(*) AS n FROM circle_entry WHERE post_id IN (?) AND state = 'shown' GROUP BY post_id",
        [postIds],
      ),
      ownerId === null
        ? []
        : this.uow.read<{ id: string }>(
            'SELECT post_id AS id FROM circle_like WHERE post_id IN (?) AND owner_id = ?',
            [postIds, ownerId],
          ),
    ]);
    const numbers = (rows: Counted[]) => new Map(rows.map(({ id, n }) => [id, Number(n)]));
    return { likes: numbers(likes), comments: numbers(comments), liked: new Set(liked.map(({ id }) => id)) };
  }
}
