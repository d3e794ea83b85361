import { api } from '@/shared/api';
import { useList } from '@/shared/data/use-list';
import { go } from '@/shared/nav/go';
import { ArticleRow, Card, More, ResourcePage } from '@/shared/ui';
import '../activity.css';

const empty = {
  icon: 'document',
  title: '文章正在准备',
  note: '用车、养车的小知识，很快就来。',
  action: { label: '看看爱车', onClick: () => go('home') },
} as const;

/** 用车知识: articles useful for my car, newest first. */
export default function ArticlesPage() {
  const { resource, reload, more, loadMore } = useList('articles', (cursor) =>
    api.article.list({ query: { cursor, limit: 20 } }),
  );
  return (
    <ResourcePage
      resource={resource}
      bones={[6]}
      onRetry={reload}
      empty={(list) => (list.length === 0 ? empty : null)}
    >
      {(list) => (
        <>
          <Card flush>
            {list.map((article) => (
              <ArticleRow
                key={article.id}
                article={article}
                onOpen={() => go('activity.article', { id: article.id })}
              />
            ))}
          </Card>
          <More state={more} onMore={loadMore} />
        </>
      )}
    </ResourcePage>
  );
}
