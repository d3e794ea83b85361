import type { PlayView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { go } from '@/shared/nav/go';
import { PrizeCard } from '@/shared/prize/prize-card';
import { usePrize } from '@/shared/prize/use-prize';
import { Button, Card, HomeLink } from '@/shared/ui';

interface QuizResultProps {
  play: PlayView;
  /** How many questions there were. */
  total: number;
  reload: () => Promise<void>;
  onBack: () => void;
}

/** The score, and what it brought. */
export function QuizResult({ play, total, reload, onBack }: QuizResultProps) {
  const step = usePrize(play.prize, reload);
  return (
    <View className="cb-stack">
      <Card>
        <View className="quiz-score">
          <View className="cb-muted">您的得分</View>
          <View className="quiz-score__value cb-num">{play.score ?? 0}</View>
          <View className="cb-small cb-muted cb-num">
            满分 {play.mostScore ?? 0} · 答对 {play.rightAnswers ?? 0} / {total} 题
          </View>
          {play.prize ? null : <View className="quiz-score__text">{play.text}</View>}
        </View>
      </Card>
      {play.prize ? <PrizeCard prize={play.prize} step={step} title={play.text} /> : null}
      <Button block kind="secondary" onClick={onBack}>
        回到活动
      </Button>
      <Button block kind="quiet" size="medium" onClick={() => go('game.plays')}>
        我的奖品
      </Button>
      <HomeLink />
    </View>
  );
}
