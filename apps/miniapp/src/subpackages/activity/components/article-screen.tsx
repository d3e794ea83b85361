import type { ArticleView } from '@cheban/contracts';
import { Video, View } from '@tarojs/components';
import { photoUrl } from '@/shared/api/photo-url';
import type { Resource } from '@/shared/data/resource';
import { dateOf, sayDate } from '@/shared/format/when';
import { a11y, Card, Cover, HomeLink, Notice, ResourceView, Screen, SkeletonCard } from '@/shared/ui';
import { Picture } from '@/shared/ui/picture';

interface ArticleScreenProps {
  article: Resource<ArticleView>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  onRetry: () => void;
}

/** One article, block by block. */
export function ArticleScreen({ article, nowMs, onRetry }: ArticleScreenProps) {
  return (
    <Screen>
      <ResourceView
        resource={article}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={8} />
          </View>
        }
        onRetry={onRetry}
      >
        {(data) => <Filled data={data} nowMs={nowMs} />}
      </ResourceView>
    </Screen>
  );
}

function Filled({ data, nowMs }: { data: ArticleView; nowMs: number }) {
  const on = data.publishedAt ? `${sayDate(dateOf(Date.parse(data.publishedAt)), dateOf(nowMs))} · ` : '';
  return (
    <View className="cb-stack">
      <Card flush>
        {data.cover ? <Cover photo={data.cover} label={data.title} /> : null}
        <View className="cb-card">
          <View className="article-title">{data.title}</View>
          <View className="cb-small cb-muted">
            {on}
            {data.storeName}
            {data.models.length > 0 ? ` · 适用 ${data.models.join('、')}` : ''}
          </View>
        </View>
      </Card>
      <Card>
        <View className="act-form">
          {data.blocks.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks never reorder on a page that is read
            <Block key={index} block={block} photos={data.photos} />
          ))}
        </View>
      </Card>
      <HomeLink />
    </View>
  );
}

type BlockProps = { block: ArticleView['blocks'][number]; photos: ArticleView['photos'] };

function Block({ block, photos }: BlockProps) {
  switch (block.type) {
    case 'heading':
      return <View className="article-heading">{block.text}</View>;
    case 'text':
      return <View className="article-text">{block.text}</View>;
    case 'tip':
      return <Notice tone="brand">{block.text}</Notice>;
    case 'video':
      return (
        <View>
          <Video className="article-video" src={block.url} controls showCenterPlayBtn title={block.text} />
          {block.text ? <View className="cb-small cb-muted">{block.text}</View> : null}
        </View>
      );
    case 'photo': {
      const photo = photos[block.photo];
      if (!photo) return null;
      return (
        <View>
          <Picture
            className="article-photo"
            src={photoUrl(photo.path)}
            mode="widthFix"
            lazyLoad
            {...a11y('img', block.text)}
          />
          {block.text ? <View className="cb-small cb-muted">{block.text}</View> : null}
        </View>
      );
    }
  }
}
