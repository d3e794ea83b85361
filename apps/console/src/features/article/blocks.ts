import type { ArticleBlock, PhotoView } from '@cheban/contracts';
import type { ArticleBlockType } from '@cheban/contracts/constants';

/** A block while it is written: photos by their id, because their places change. */
export interface BlockDraft {
  type: ArticleBlockType;
  text?: string;
  photoId?: string;
  url?: string;
}

export const blockLabel: Record<ArticleBlockType, string> = {
  heading: '小标题',
  text: '正文',
  tip: '提示',
  photo: '照片',
  video: '视频',
};

/** Blocks of a stored article as drafts. */
export function draftsOf(blocks: readonly ArticleBlock[], photos: readonly PhotoView[]): BlockDraft[] {
  return blocks.map((block) => {
    if (block.type !== 'photo') return { ...block };
    const photoId = photos[block.photo]?.id;
    return { type: 'photo', text: block.text, ...(photoId && { photoId }) };
  });
}

/** Drafts as the server takes them. Photos that were removed give place -1: `blockProblem` has refused them before. */
export function blocksOf(drafts: readonly BlockDraft[], photos: readonly PhotoView[]): ArticleBlock[] {
  return drafts.map((draft): ArticleBlock => {
    const text = draft.text?.trim() ?? '';
    if (draft.type === 'photo')
      return { type: 'photo', photo: photos.findIndex(({ id }) => id === draft.photoId), text };
    if (draft.type === 'video') return { type: 'video', url: draft.url?.trim() ?? '', text };
    return { type: draft.type, text };
  });
}

/** What is wrong with a block, or null. */
export function blockProblem(draft: BlockDraft, photos: readonly PhotoView[]): string | null {
  if (draft.type === 'photo')
    return photos.some(({ id }) => id === draft.photoId) ? null : '请选一张上面的照片';
  if (draft.type === 'video')
    return /^https:\/\/\S+$/.test(draft.url?.trim() ?? '') ? null : '视频地址要以 https:// 开头';
  return draft.text?.trim() ? null : '这一段还没有写';
}
