import type { OwnerGameView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { saySpan } from '@/shared/format/when';
import { Button, Countdown, HomeLink, Screen } from '@/shared/ui';
import { GameHead } from './game-head';
import { GameLinks } from './game-links';
import { PlayCard } from './play-card';
import { PrizeList } from './prize-list';

interface QuizIntroProps {
  game: OwnerGameView;
  /** By the clock of this phone. */
  startsAtMs: number;
  nowMs: number;
  onPlay: () => void;
  onStart: () => void;
  reload: () => Promise<void>;
}

/** 知识竞赛: how it goes and what can be won, before the clock runs. */
export function QuizIntro({ game, startsAtMs, nowMs, onPlay, onStart, reload }: QuizIntroProps) {
  const { quiz } = game;
  if (!quiz) return null;
  const open = game.noPlay === null;
  return (
    <Screen
      footer={
        open ? (
          <Button block onClick={onPlay}>
            {quiz.running ? '继续答题' : '开始答题'}
          </Button>
        ) : undefined
      }
    >
      <View className="game-stage">
        <GameHead game={game} nowMs={nowMs} />
        <View className="quiz-facts cb-num">
          <Fact value={`${quiz.questions}`} words="道题" />
          <Fact value={`${quiz.secondsPerQuestion}`} words="秒一题" />
          <Fact value={`${quiz.mostScore}`} words="分满分" />
        </View>
        <View className="game-stage__note cb-num">
          {game.phase === 'coming' ? (
            <>
              还有 <Countdown key={startsAtMs} untilMs={startsAtMs} onEnd={onStart} /> 开始
            </>
          ) : open ? (
            quiz.running ? (
              '您有一次答题还没答完，时间还在走'
            ) : (
              `一题一屏，点一下就是作答，不能修改。全程 ${saySpan(Math.ceil(quiz.secondsInAll / 60))}内，中途退出时间不停。`
            )
          ) : (
            game.noPlayText
          )}
        </View>
        <GameLinks game={game} />
      </View>
      <View className="cb-stack">
        <PrizeList prizes={game.prizes} />
        {game.plays
          .filter(({ state }) => state === 'done')
          .map((play) => (
            <PlayCard key={play.id} bare play={play} nowMs={nowMs} reload={reload} />
          ))}
        <HomeLink />
      </View>
    </Screen>
  );
}

function Fact({ value, words }: { value: string; words: string }) {
  return (
    <View className="quiz-facts__one">
      <View className="quiz-facts__value">{value}</View>
      <View className="cb-small">{words}</View>
    </View>
  );
}
