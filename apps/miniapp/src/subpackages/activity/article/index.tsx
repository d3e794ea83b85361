import { useRouter } from '@tarojs/taro';
import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { ArticleScreen } from '../components/article-screen';
import '../activity.css';

export default function ArticlePage() {
  const { id = '' } = useRouter().params;
  const { resource, reload } = useResource(`article:${id}`, () => api.article.detail({ params: { id } }));
  return <ArticleScreen article={resource} nowMs={useNow()} onRetry={reload} />;
}
