import { api } from '@/shared/api';
import { useList } from '@/shared/data/use-list';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { ActivityListScreen } from './screen';
import './activity.css';

/** Articles on the tab itself; the rest has a page of its own. */
const articlesShown = 3;
/** The same of games. */
const gamesShown = 3;

export default function ActivityPage() {
  const { resource, reload, more, loadMore } = useList('activities', (cursor) =>
    api.activity.list({ query: { cursor, limit: 10 } }),
  );
  const nowMs = useNow();
  // The activities are the page; the rest comes when they are there, and may be missing on a weak network.
  const here = resource.data !== undefined;
  const mine = useResource(here ? 'sign-ups-to-come' : null, async () => {
    const { items } = await api.activity.mySignUps({ query: { limit: 20 } });
    return items;
  });
  const articles = useResource(here ? 'articles-first' : null, async () => {
    const { items } = await api.article.list({ query: { limit: articlesShown } });
    return items;
  });
  const games = useResource(here ? 'games-first' : null, async () => {
    const { items } = await api.game.list();
    return items.filter(({ phase }) => phase === 'open' || phase === 'coming').slice(0, gamesShown);
  });
  const circle = useResource(here ? 'circle.entry' : null, () => api.circle.entry());
  const toCome = (mine.resource.data ?? []).filter(
    ({ state, endsAt }) => state !== 'cancelled' && state !== 'ended' && Date.parse(endsAt) > nowMs,
  );
  return (
    <ActivityListScreen
      activities={resource}
      more={more}
      mine={toCome}
      articles={articles.resource.data ?? []}
      games={games.resource.data ?? []}
      circle={circle.resource.data?.open === true}
      nowMs={nowMs}
      onOpen={(id) => go('activity.detail', { id })}
      onSignUp={(id) => go('activity.signUp', { id })}
      onMine={() => go('activity.mine')}
      onCircle={() => go('circle.list')}
      onGames={() => go('game.list')}
      onGame={(id) => go('game.detail', { id })}
      onArticle={(id) => go('activity.article', { id })}
      onArticles={() => go('activity.articles')}
      onHome={() => go('home')}
      onMore={loadMore}
      onRetry={reload}
    />
  );
}
