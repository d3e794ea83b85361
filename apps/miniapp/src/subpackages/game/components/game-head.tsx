import type { OwnerGameView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { sayInstant } from '@/shared/format/when';
import { Tag } from '@/shared/ui';

interface GameHeadProps {
  game: OwnerGameView;
  /** Milliseconds since the epoch. */
  nowMs: number;
}

/** What is played, where, and until when. */
export function GameHead({ game, nowMs }: GameHeadProps) {
  const { phase, startsAt, endsAt } = game;
  const when =
    phase === 'coming' ? `${sayInstant(startsAt, nowMs)} 开始` : `${sayInstant(endsAt, nowMs)} 截止`;
  return (
    <View className="game-head">
      <View className="game-head__title">{game.title}</View>
      {game.subtitle ? <View>{game.subtitle}</View> : null}
      <View className="game-head__line cb-small cb-num">
        {phase === 'open' ? null : <Tag tone="amber">{game.phaseLabel}</Tag>}
        {phase === 'coming' || phase === 'open' ? when : null}
      </View>
    </View>
  );
}
