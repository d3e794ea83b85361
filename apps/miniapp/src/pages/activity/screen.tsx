import type { ActivityListItem, ArticleListItem, OwnerGameItem, SignUpView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { sayInstant } from '@/shared/format/when';
import {
  ArticleRow,
  Button,
  Card,
  Cell,
  Empty,
  More,
  ResourceView,
  Screen,
  SkeletonCard,
  Tag,
} from '@/shared/ui';
import { ActivityCard } from './components/activity-card';

export interface ActivityListScreenProps {
  activities: Resource<readonly ActivityListItem[]>;
  more: 'none' | 'idle' | 'loading' | 'failed';
  /** My sign-ups of sessions to come. */
  mine: readonly SignUpView[];
  articles: readonly ArticleListItem[];
  /** Games that run or come soon. */
  games: readonly OwnerGameItem[];
  /** The group has a circle of owners. */
  circle: boolean;
  /** Milliseconds since the epoch. */
  nowMs: number;
  onOpen: (activityId: string) => void;
  onSignUp: (signUpId: string) => void;
  onMine: () => void;
  onCircle: () => void;
  onGame: (gameId: string) => void;
  onGames: () => void;
  onArticle: (articleId: string) => void;
  onArticles: () => void;
  onHome: () => void;
  onMore: () => void;
  onRetry: () => void;
}

/** The 活动 tab: what I have signed up for, what I could join, and what is worth reading. */
export function ActivityListScreen(props: ActivityListScreenProps) {
  const { activities, mine, articles, games, circle, nowMs } = props;
  const severalStores = new Set(activities.data?.map(({ storeId }) => storeId)).size > 1;
  return (
    <Screen>
      <ResourceView
        resource={activities}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={4} />
            <SkeletonCard lines={4} />
          </View>
        }
        onRetry={props.onRetry}
      >
        {(list) =>
          list.length + mine.length + articles.length + games.length === 0 && !circle ? (
            <Empty
              icon="gift"
              title="近期没有活动"
              note="养护学堂、服务开放日有了新安排，会第一时间告诉您。"
              action={{ label: '看看爱车', onClick: props.onHome }}
            />
          ) : (
            <View className="cb-stack">
              <Card flush>
                {mine.map((signUp) => (
                  <Cell
                    key={signUp.id}
                    icon="ticket"
                    title={signUp.title}
                    note={`${sayInstant(signUp.startsAt, nowMs)} · ${signUp.place || signUp.storeName}`}
                    value={
                      <Tag tone={signUp.state === 'waiting' ? 'amber' : 'green'}>{signUp.stateLabel}</Tag>
                    }
                    onClick={() => props.onSignUp(signUp.id)}
                  />
                ))}
                <Cell icon="person" title="我的报名" note="报名记录和签到码" onClick={props.onMine} />
                {circle ? (
                  <Cell
                    icon="chat"
                    title="车主圈"
                    note="用车心得、自驾路线、养护问答"
                    onClick={props.onCircle}
                  />
                ) : null}
              </Card>
              {games.length > 0 ? (
                <Card
                  flush
                  title="小游戏"
                  extra={
                    <Button kind="quiet" size="small" ariaLabel="全部小游戏" onClick={props.onGames}>
                      更多
                    </Button>
                  }
                >
                  {games.map((game) => (
                    <Cell
                      key={game.id}
                      icon="gift"
                      title={game.title}
                      note={`${game.kindLabel} · ${game.text}`}
                      value={game.noPlay === null ? <Tag tone="green">去玩</Tag> : undefined}
                      onClick={() => props.onGame(game.id)}
                    />
                  ))}
                </Card>
              ) : null}
              {list.map((activity) => (
                <ActivityCard
                  key={activity.id}
                  activity={activity}
                  nowMs={nowMs}
                  severalStores={severalStores}
                  onOpen={() => props.onOpen(activity.id)}
                />
              ))}
              <More state={props.more} onMore={props.onMore} />
              {articles.length > 0 ? (
                <Card
                  flush
                  title="用车知识"
                  extra={
                    <Button kind="quiet" size="small" onClick={props.onArticles}>
                      更多
                    </Button>
                  }
                >
                  {articles.map((article) => (
                    <ArticleRow
                      key={article.id}
                      article={article}
                      onOpen={() => props.onArticle(article.id)}
                    />
                  ))}
                </Card>
              ) : null}
            </View>
          )
        }
      </ResourceView>
    </Screen>
  );
}
