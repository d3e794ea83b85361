import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import {
  newId,
  type PlainRecord,
  plainRecord,
  type Tx,
  UnitOfWork,
} from '../../../platform/database/index.js';
import { CircleBlockEntity, CircleSettingEntity, CircleTopicEntity } from './circle.entity.js';

export type CircleTopic = PlainRecord<CircleTopicEntity>;
export type CircleBlock = PlainRecord<CircleBlockEntity>;
const SETTING = 1;

/** The switch, topics, who may not write, and figures. */
@Injectable()
export class CircleDeskRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async isOpen(): Promise<boolean> {
    const row = await this.uow.reader.findOneBy(CircleSettingEntity, { id: SETTING });
    return row?.open ?? false;
  }

  async turn(tx: Tx, open: boolean): Promise<void> {
    await tx.manager.update(CircleSettingEntity, { id: SETTING }, { open });
  }

  async topics(): Promise<CircleTopic[]> {
    const found = await this.uow.reader.find(CircleTopicEntity, { order: { place: 'ASC', id: 'ASC' } });
    return found.map(plainRecord);
  }

  /** Throws ER_DUP_ENTRY if another topic has the name. */
  async saveTopic(tx: Tx, id: string | null, topic: Omit<CircleTopicEntity, 'id'>): Promise<boolean> {
    if (id === null) {
      await tx.manager.insert(CircleTopicEntity, { ...topic, id: newId(this.clock) });
      return true;
    }
    const known = await tx.manager.findOneBy(CircleTopicEntity, { id });
    if (known) await tx.manager.update(CircleTopicEntity, { id }, topic);
    return known !== null;
  }

  /** The block of a person that holds now. */
  async blockOf(ownerId: string): Promise<CircleBlock | null> {
    return (await this.blocksOf([ownerId])).get(ownerId) ?? null;
  }

  async blocksOf(ownerIds: readonly string[]): Promise<Map<string, CircleBlock>> {
    if (ownerIds.length === 0) return new Map();
    const rows = await this.uow.reader
      .createQueryBuilder(CircleBlockEntity, 'b')
      .where('b.ownerId IN (:...ownerIds) AND (b.until IS NULL OR b.until > :now)', {
        ownerIds,
        now: this.clock.date(),
      })
      .getMany();
    return new Map(rows.map((row) => [row.ownerId, plainRecord(row)]));
  }

  async blocksOfStores(storeIds: readonly string[]): Promise<CircleBlock[]> {
    if (storeIds.length === 0) return [];
    const rows = await this.uow.reader
      .createQueryBuilder(CircleBlockEntity, 'b')
      .where('b.storeId IN (:...storeIds) AND (b.until IS NULL OR b.until > :now)', {
        storeIds,
        now: this.clock.date(),
      })
      .orderBy('b.at', 'DESC')
      .take(200)
      .getMany();
    return rows.map(plainRecord);
  }

  /** A later block of the same person takes the place of the earlier one. */
  async block(tx: Tx, block: Omit<CircleBlock, 'at'>): Promise<void> {
    const { ownerId, entryId, storeId, until, reason } = block;
    await tx.query(
      'REPLACE INTO circle_block (owner_id, entry_id, store_id, `until`, reason, `at`) VALUES (?, ?, ?, ?, ?, ?)',
      [ownerId, entryId, storeId, until === null ? null : toDate(until), reason, this.clock.date()],
    );
  }

  async unblock(tx: Tx, ownerId: string): Promise<void> {
    await tx.query('DELETE FROM circle_block WHERE owner_id = ?', [ownerId]);
  }

  async figures(storeIds: readonly string[], since: number) {
    if (storeIds.length === 0)
      return { waiting: 0, unanswered: 0, posts: 0, authors: 0, questions: 0, answeredInDay: 0 };
    const from = toDate(since);
    const [row] = await this.uow.read<Record<string, string | null>>(
      `SELECT SUM(e.state = 'held' OR (e.state = 'shown' AND e.reports > 0)) AS waiting,
              SUM(e.kind = 'post' AND e.state = 'shown' AND t.is_question = 1 AND e.answered_at IS NULL) AS unanswered,
              SUM(e.kind = 'post' AND e.state = 'shown' AND e.created_at >= ?) AS posts,
              COUNT(DISTINCT IF(e.state = 'shown' AND e.created_at >= ?, e.owner_id, NULL)) AS authors,
              SUM(e.kind = 'post' AND e.state = 'shown' AND t.is_question = 1 AND e.created_at >= ?) AS questions,
              SUM(e.kind = 'post' AND e.state = 'shown' AND t.is_question = 1 AND e.created_at >= ?
                  AND e.answered_at < e.created_at + INTERVAL 1 DAY) AS answered
         FROM circle_entry e LEFT JOIN circle_topic t ON t.id = e.topic_id
        WHERE e.store_id IN (?)`,
      [from, from, from, from, storeIds],
    );
    const number = (name: string) => Number(row?.[name] ?? 0);
    return {
      waiting: number('waiting'),
      unanswered: number('unanswered'),
      posts: number('posts'),
      authors: number('authors'),
      questions: number('questions'),
      answeredInDay: number('answered'),
    };
  }
}
