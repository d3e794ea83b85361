import type { ArticleListItem } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { photoUrl } from '@/shared/api/photo-url';
import { a11y } from './a11y';
import { Icon } from './icon';
import { Picture } from './picture';

interface ArticleRowProps {
  article: ArticleListItem;
  onOpen: () => void;
}

/** One article in a list: title, a line about it, and a small picture. */
export function ArticleRow({ article, onOpen }: ArticleRowProps) {
  const note = article.forMyCar ? '适合您的爱车' : article.summary;
  return (
    <View className="cb-article" onClick={onOpen} hoverClass="cb-pressed" {...a11y('button', article.title)}>
      <View className="cb-grow">
        <View className="cb-cell__title">{article.title}</View>
        {note ? (
          <View className={`cb-small ${article.forMyCar ? 'cb-tone--brand' : 'cb-muted'}`}>{note}</View>
        ) : null}
      </View>
      {article.cover ? (
        <Picture
          className="cb-article__cover"
          src={photoUrl(article.cover.thumbPath)}
          mode="aspectFill"
          lazyLoad
        />
      ) : (
        <Icon name="arrow" size={16} ink="faint" />
      )}
    </View>
  );
}
