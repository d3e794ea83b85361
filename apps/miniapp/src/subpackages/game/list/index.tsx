import type { OwnerGameItem } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { api } from '@/shared/api';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { Card, Cell, Icon, ResourcePage, Tag } from '@/shared/ui';
import '../game.css';

const empty = {
  icon: 'gift',
  title: '现在没有小游戏',
  note: '有新的竞赛和转盘，会第一时间告诉您。',
  action: { label: '我的奖品', onClick: () => go('game.plays') },
} as const;

/** Games for me that run or come soon. */
export default function GamesPage() {
  const { resource, reload } = useResource('games', async () => (await api.game.list()).items);
  return (
    <ResourcePage
      resource={resource}
      bones={[2, 2]}
      onRetry={reload}
      empty={(games) => (games.length === 0 ? empty : null)}
    >
      {(games) => (
        <>
          {games.map((game) => (
            <GameCard key={game.id} game={game} />
          ))}
          <Card flush>
            <Cell icon="gift" title="我的奖品" note="玩过的每一次和中的奖" onClick={() => go('game.plays')} />
          </Card>
        </>
      )}
    </ResourcePage>
  );
}

function GameCard({ game }: { game: OwnerGameItem }) {
  const can = game.noPlay === null;
  return (
    <Card onClick={() => go('game.detail', { id: game.id })}>
      <View className="cb-row cb-row--between cb-row--gap">
        <View className="cb-small cb-muted">{game.kindLabel}</View>
        <Tag tone={can ? 'green' : 'neutral'}>{game.phaseLabel}</Tag>
      </View>
      <View className="cb-title">{game.title}</View>
      {game.subtitle ? <View className="cb-muted">{game.subtitle}</View> : null}
      <View className="cb-row cb-row--between cb-row--gap game-card__foot">
        <View className="cb-small cb-num cb-grow">{game.text}</View>
        {can ? <Icon name="arrow" size={16} ink="brand" /> : null}
      </View>
    </Card>
  );
}
