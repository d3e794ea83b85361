import type { OwnerGameView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { Countdown, HomeLink, Screen } from '@/shared/ui';
import { GameHead } from './game-head';
import { GameLinks } from './game-links';
import { PlayCard } from './play-card';
import { PrizeList } from './prize-list';
import { SpinSheet } from './spin-sheet';
import type { Spin } from './use-spin';
import { Wheel } from './wheel';

export interface WheelScreenProps {
  game: OwnerGameView;
  /** By the clock of this phone. */
  startsAtMs: number;
  nowMs: number;
  spin: Spin;
  onSpin: () => void;
  onClose: () => void;
  onStart: () => void;
  reload: () => Promise<void>;
}

/** 幸运转盘: the wheel, how many turns are left, what can be won, what was won. */
export function WheelScreen({
  game,
  startsAtMs,
  nowMs,
  spin,
  onSpin,
  onClose,
  onStart,
  reload,
}: WheelScreenProps) {
  const { wheel } = game;
  if (!wheel) return null;
  const off = spin.busy || game.noPlay !== null;
  return (
    <Screen>
      <View className="game-stage">
        <GameHead game={game} nowMs={nowMs} />
        <Wheel
          segments={wheel.segments}
          angle={spin.angle}
          motion={spin.motion}
          busy={spin.busy}
          off={off}
          onSpin={onSpin}
        />
        <View className="game-stage__note cb-num">
          {game.phase === 'coming' ? (
            <>
              还有 <Countdown key={startsAtMs} untilMs={startsAtMs} onEnd={onStart} /> 开始
            </>
          ) : spin.slow ? (
            '网络有点慢，正在为您再试，机会不会丢'
          ) : (
            (spin.problem ?? game.noPlayText ?? game.text)
          )}
        </View>
        <GameLinks game={game} />
      </View>
      <View className="cb-stack">
        <PrizeList prizes={game.prizes} />
        {game.plays.map((play) => (
          <PlayCard key={play.id} bare play={play} nowMs={nowMs} reload={reload} />
        ))}
        <HomeLink />
      </View>
      {spin.result ? (
        <SpinSheet
          key={spin.result.play.id}
          result={spin.result}
          now={game.plays.find(({ id }) => id === spin.result?.play.id)}
          reload={reload}
          onAgain={onSpin}
          onClose={onClose}
        />
      ) : null}
    </Screen>
  );
}
