import type { PlayView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { sayAgo } from '@/shared/format/when';
import { PrizeCard } from '@/shared/prize/prize-card';
import { usePrize } from '@/shared/prize/use-prize';
import { Card, Tag } from '@/shared/ui';

interface PlayCardProps {
  play: PlayView;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** Asks how it stands. */
  reload: () => Promise<void>;
  /** Leaves the name of the game out, on its own page. */
  bare?: boolean;
}

/** One try and what it brought, with the next step of a prize. */
export function PlayCard({ play, nowMs, reload, bare }: PlayCardProps) {
  const step = usePrize(play.prize, reload);
  const line = [bare ? '' : play.gameTitle, `第 ${play.turn} 次`, sayAgo(play.at, nowMs)]
    .filter(Boolean)
    .join(' · ');
  return (
    <Card>
      <View className="cb-row cb-row--between cb-row--gap game-play__line">
        <View className="cb-small cb-muted cb-grow cb-num">{line}</View>
        {play.score === null || play.state === 'playing' ? null : <Tag tone="brand">{play.score} 分</Tag>}
      </View>
      {play.prize ? <PrizeCard prize={play.prize} step={step} title={play.text} /> : <View>{play.text}</View>}
    </Card>
  );
}
