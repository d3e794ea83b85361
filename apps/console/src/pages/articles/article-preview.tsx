import './article-preview.css';
import type { PhotoView } from '@cheban/contracts';
import type { BlockDraft } from '../../features/article/blocks.js';
import { photoUrl } from '../../features/photo/photo-strip.js';
import { PhoneFrame } from '../../shared/ui/phone-frame.js';
import type { ArticleDraft } from './article.js';

function Block({ block, photos }: { block: BlockDraft; photos: readonly PhotoView[] }) {
  const text = block.text?.trim() ?? '';
  if (block.type === 'photo' || block.type === 'video') {
    const photo = photos.find(({ id }) => id === block.photoId);
    return (
      <figure>
        {block.type === 'video' ? (
          <span className="pv-video">▶ 视频</span>
        ) : (
          photo && <img className="pv-photo" src={photoUrl(photo.path)} alt={text} />
        )}
        {text && <figcaption className="pv-muted">{text}</figcaption>}
      </figure>
    );
  }
  if (text === '') return null;
  if (block.type === 'heading') return <p className="pv-heading">{text}</p>;
  return <p className={block.type === 'tip' ? 'pv-tip' : 'pv-text'}>{text}</p>;
}

/** The article as owners read it. */
export function ArticlePreview({
  draft,
  storeName,
  wrong,
}: {
  draft: ArticleDraft;
  storeName: string;
  /** Blocks that are not finished. */
  wrong: number;
}) {
  const photos = draft.photos ?? [];
  const cover = photos[0];
  const models = draft.models ?? [];
  return (
    <>
      <PhoneFrame bar="用车文章" testId="article-preview">
        <div className="pv">
          <section className="pv-card flush">
            {cover && <img className="pv-cover" src={photoUrl(cover.path)} alt="封面" />}
            <div className="pv-pad">
              <p className="pv-title">{draft.title?.trim() || '标题'}</p>
              <p className="pv-muted">
                {storeName}
                {models.length > 0 ? ` · 适用 ${models.join('、')}` : ''}
              </p>
            </div>
          </section>
          <section className="pv-card pv-blocks">
            {(draft.blocks ?? []).map((block, index) =>
              block ? (
                <Block key={`${block.type}-${index.toString()}`} block={block} photos={photos} />
              ) : null,
            )}
          </section>
        </div>
      </PhoneFrame>
      {wrong > 0 && <p className="hint">还有 {wrong} 段没写完，发布前要补上。</p>}
    </>
  );
}
