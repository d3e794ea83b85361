import {
  type ArticleListItem,
  type ArticleView,
  articleStateLabel,
  type PhotoView,
  type routes,
  type StaffArticleView,
} from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import {
  ensureStore,
  type OwnerActor,
  type StaffActor,
  storeOf,
  storesOf,
} from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { invalidField, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, QueryOf, ViewOf } from '../../../platform/http/index.js';
import { Photos } from '../../media/index.js';
import { StoreCatalog } from '../../store/index.js';
import { type Article, ArticleRepository } from '../persistence/article.repository.js';
import { ActivityViews } from './activity-views.queries.js';

type Area = typeof routes.staffArticle;
type Words = BodyOf<Area['update']>;
const iso = (at: number) => toDate(at).toISOString();
const MOST_SHOWN = 300;

/** Articles by model: owners see first what is about their own car. */
@Injectable()
export class Articles {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly articles: ArticleRepository,
    private readonly views: ActivityViews,
    private readonly photos: Photos,
    private readonly stores: StoreCatalog,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** What is about the owner's models or all cars; their own models on top, then the newest. */
  async list(
    actor: OwnerActor,
    query: QueryOf<typeof routes.article.list>,
  ): Promise<ViewOf<typeof routes.article.list>> {
    const { stores, models } = await this.views.storesOf(actor.ownerId);
    const found = (
      await this.articles.published(
        stores.map(({ id }) => id),
        MOST_SHOWN,
      )
    )
      .map((article) => ({ article, forMyCar: article.models.some((model) => models.has(model)) }))
      .filter(({ article, forMyCar }) => forMyCar || article.models.length === 0)
      .sort((a, b) => Number(b.forMyCar) - Number(a.forMyCar));
    const from = /^\d{1,4}$/.test(query.cursor ?? '') ? Number(query.cursor) : 0;
    const shown = found.slice(from, from + query.limit);
    const photos = await this.photos.of(
      'article',
      shown.map(({ article }) => article.id),
    );
    return {
      items: shown.map(
        ({ article, forMyCar }): ArticleListItem => ({
          ...core(article, photos.get(article.id) ?? []),
          forMyCar,
        }),
      ),
      nextCursor: from + query.limit < found.length ? String(from + query.limit) : null,
    };
  }

  /** Throws REQUEST.NOT_FOUND, also for drafts. */
  async detail(id: string): Promise<ArticleView> {
    const article = await this.articles.findById(id);
    if (article?.state !== 'published') throw notFound();
    return this.view(article);
  }

  /** Throws STORE.NOT_FOUND. */
  async staffList(actor: StaffActor, query: QueryOf<Area['list']>): Promise<ViewOf<Area['list']>> {
    const { page, pageSize } = query;
    const storeIds = storesOf(actor, query.storeId);
    const { articles, total } = await this.articles.page(storeIds, query.state, page, pageSize);
    const items = await Promise.all(articles.map((article) => this.staffView(article)));
    return { items, total, page, pageSize };
  }

  /** Throws REQUEST.NOT_FOUND. */
  async staffDetail(actor: StaffActor, id: string): Promise<StaffArticleView> {
    const article = await this.articles.findById(id);
    if (!article) throw notFound();
    ensureStore(actor, article.storeId);
    return this.staffView(article);
  }

  /** Throws STORE.NOT_FOUND, REQUEST.INVALID for a block that names a photo there is not, PHOTO.NOT_YOURS. */
  create(actor: StaffActor, { storeId, ...words }: BodyOf<Area['create']>): Promise<StaffArticleView> {
    return this.uow.run(async (tx) => {
      const id = await this.articles.insert(
        tx,
        storeOf(actor, storeId),
        this.wordsOf(words, null),
        actor.staffId,
      );
      return this.finish(tx, actor, id, words);
    });
  }

  /** Throws REQUEST.NOT_FOUND, REQUEST.INVALID, PHOTO.NOT_YOURS. */
  update(actor: StaffActor, id: string, words: Words): Promise<StaffArticleView> {
    return this.uow.run(async (tx) => {
      const article = await this.articles.lockById(tx, id);
      if (!article) throw notFound();
      ensureStore(actor, article.storeId);
      await this.articles.update(tx, id, this.wordsOf(words, article.publishedAt));
      return this.finish(tx, actor, id, words);
    });
  }

  private async finish(tx: Tx, actor: StaffActor, id: string, words: Words): Promise<StaffArticleView> {
    await this.photos.set(tx, { type: 'article', id }, words.photoIds, { kind: 'staff', id: actor.staffId });
    const article = await this.articles.findById(id);
    if (!article) throw notFound();
    const text = `${words.publish ? '发布' : '保存'}文章：${words.title}`;
    await this.audit.write(tx, {
      actor,
      action: 'article.save',
      text,
      subjectId: id,
      storeId: article.storeId,
    });
    return this.staffView(article);
  }

  private wordsOf({ publish, photoIds, ...words }: Words, publishedAt: number | null) {
    for (const [index, block] of words.blocks.entries())
      if (block.type === 'photo' && block.photo >= photoIds.length)
        throw invalidField(`blocks.${index}.photo`, '这一段的照片还没有上传');
    const state = publish ? ('published' as const) : ('draft' as const);
    return { ...words, state, publishedAt: publish ? (publishedAt ?? this.clock.now()) : publishedAt };
  }

  private async view(article: Article): Promise<ArticleView> {
    const [store, photos] = await Promise.all([
      this.stores.findById(article.storeId),
      this.photos.of('article', [article.id]),
    ]);
    const pictures = photos.get(article.id) ?? [];
    return {
      ...core(article, pictures),
      storeName: store?.name ?? '',
      blocks: article.blocks,
      photos: pictures,
    };
  }

  private async staffView(article: Article): Promise<StaffArticleView> {
    return {
      ...(await this.view(article)),
      storeId: article.storeId,
      state: article.state,
      stateLabel: articleStateLabel[article.state],
      updatedAt: iso(article.updatedAt),
    };
  }
}

function core(article: Article, photos: readonly PhotoView[]) {
  const { id, title, summary, models, publishedAt } = article;
  return {
    id,
    title,
    summary,
    models,
    cover: photos[0] ?? null,
    publishedAt: publishedAt === null ? null : iso(publishedAt),
  };
}
