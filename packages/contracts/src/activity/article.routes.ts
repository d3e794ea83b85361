import { z } from 'zod';
import {
  cursorOf,
  cursorQuery,
  id,
  idParams,
  instant,
  pageOf,
  pageQuery,
  videoUrl,
} from '../common.schema.js';
import { photoIds, photoView } from '../media/media.routes.js';
import { defineRoutes } from '../route.js';
import { articleEndpoints, staffArticleEndpoints } from './activity.endpoints.js';
import { articleStates } from './activity-constants.js';

/** One block of an article. A photo is named by its place among the article's photos: 0 is the cover. */
export const articleBlock = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('heading'), text: z.string().trim().min(1).max(40) }),
  z.strictObject({ type: z.literal('text'), text: z.string().trim().min(1).max(2_000) }),
  z.strictObject({ type: z.literal('tip'), text: z.string().trim().min(1).max(300) }),
  z.strictObject({
    type: z.literal('photo'),
    photo: z.int().min(0).max(19),
    text: z.string().trim().max(60).default(''),
  }),
  z.strictObject({
    type: z.literal('video'),
    /** A film of the group's own, on a server that the mini-program may load from. */
    url: videoUrl,
    text: z.string().trim().max(60).default(''),
  }),
]);
export type ArticleBlock = z.infer<typeof articleBlock>;

const articleCore = {
  id,
  title: z.string(),
  summary: z.string(),
  cover: photoView.nullable(),
  /** Models it is about; empty: all cars. */
  models: z.array(z.string()),
  publishedAt: instant.nullable(),
};
export const articleListItem = z.object({ ...articleCore, forMyCar: z.boolean() });
export type ArticleListItem = z.infer<typeof articleListItem>;
export const articleView = z.object({
  ...articleCore,
  storeName: z.string(),
  blocks: z.array(articleBlock),
  photos: z.array(photoView),
});
export type ArticleView = z.infer<typeof articleView>;

export const articleRoutes = defineRoutes(articleEndpoints, {
  list: { query: z.strictObject(cursorQuery), view: cursorOf(articleListItem) },
  detail: { params: idParams, view: articleView },
});

export const saveArticleBody = z.strictObject({
  storeId: id,
  title: z.string().trim().min(2, '请填写标题').max(40, '标题最多 40 个字'),
  summary: z.string().trim().max(80, '简介最多 80 个字').default(''),
  models: z.array(z.string().trim().min(1).max(60)).max(30).default([]),
  blocks: z.array(articleBlock).min(1, '请写一点内容').max(60, '最多 60 段'),
  photoIds: photoIds(20),
  publish: z.boolean(),
});
export const staffArticleView = articleView.extend({
  storeId: id,
  state: z.enum(articleStates),
  stateLabel: z.string(),
  updatedAt: instant,
});
export type StaffArticleView = z.infer<typeof staffArticleView>;

const errors = ['STORE.NOT_FOUND', 'PHOTO.NOT_YOURS'] as const;
export const staffArticleRoutes = defineRoutes(staffArticleEndpoints, {
  list: {
    query: z.strictObject({ ...pageQuery, storeId: id.optional(), state: z.enum(articleStates).optional() }),
    view: pageOf(staffArticleView),
    errors: ['STORE.NOT_FOUND'],
  },
  detail: { params: idParams, view: staffArticleView },
  create: { body: saveArticleBody, view: staffArticleView, errors },
  update: {
    params: idParams,
    body: saveArticleBody.omit({ storeId: true }),
    view: staffArticleView,
    errors: ['PHOTO.NOT_YOURS'],
  },
});
