import type { ArticleBlock, ArticleState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { ArticleEntity } from './article.entity.js';

/** Instants are milliseconds. */
export interface Article {
  readonly id: string;
  readonly storeId: string;
  readonly state: ArticleState;
  readonly title: string;
  readonly summary: string;
  readonly models: string[];
  readonly blocks: ArticleBlock[];
  readonly publishedAt: number | null;
  readonly updatedAt: number;
}
export type ArticleWords = Pick<Article, 'title' | 'summary' | 'models' | 'blocks' | 'state' | 'publishedAt'>;

const record = ({ createdBy: _b, createdAt: _c, ...rest }: ArticleEntity): Article => ({
  ...rest,
  publishedAt: rest.publishedAt?.getTime() ?? null,
  updatedAt: rest.updatedAt.getTime(),
});

@Injectable()
export class ArticleRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Article | null> {
    const entity = await this.uow.reader.findOneBy(ArticleEntity, { id });
    return entity ? record(entity) : null;
  }

  async lockById(tx: Tx, id: string): Promise<Article | null> {
    const entity = await tx.manager.findOne(ArticleEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? record(entity) : null;
  }

  /** Published ones of stores, the newest first; at most `limit`. */
  async published(storeIds: readonly string[], limit: number): Promise<Article[]> {
    if (storeIds.length === 0) return [];
    const entities = await this.uow.reader
      .createQueryBuilder(ArticleEntity, 'a')
      .where("a.storeId IN (:...storeIds) AND a.state = 'published'", { storeIds })
      .orderBy('a.publishedAt', 'DESC')
      .addOrderBy('a.id', 'DESC')
      .take(limit)
      .getMany();
    return entities.map(record);
  }

  async page(
    storeIds: readonly string[],
    state: ArticleState | undefined,
    page: number,
    pageSize: number,
  ): Promise<{ articles: Article[]; total: number }> {
    if (storeIds.length === 0) return { articles: [], total: 0 };
    const query = this.uow.reader
      .createQueryBuilder(ArticleEntity, 'a')
      .where('a.storeId IN (:...storeIds)', { storeIds });
    if (state !== undefined) query.andWhere('a.state = :state', { state });
    const [entities, total] = await query
      .orderBy('a.id', 'DESC')
      .skip((page - 1) * pageSize)
      .take(pageSize)
      .getManyAndCount();
    return { articles: entities.map(record), total };
  }

  async insert(tx: Tx, storeId: string, words: ArticleWords, staffId: string): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    const { publishedAt, ...rest } = words;
    await tx.manager.insert(ArticleEntity, {
      id,
      storeId,
      ...rest,
      publishedAt: publishedAt === null ? null : toDate(publishedAt),
      createdBy: staffId,
      createdAt: now,
      updatedAt: now,
    });
    return id;
  }

  async update(tx: Tx, id: string, words: ArticleWords): Promise<void> {
    const { publishedAt, ...rest } = words;
    await tx.manager.update(
      ArticleEntity,
      { id },
      {
        ...rest,
        publishedAt: publishedAt === null ? null : toDate(publishedAt),
        updatedAt: this.clock.date(),
      },
    );
  }
}
