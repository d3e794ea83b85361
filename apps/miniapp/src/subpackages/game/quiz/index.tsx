import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { backTo } from '@/shared/nav/go';
import { Button, ResourceView, Screen, SkeletonCard } from '@/shared/ui';
import { QuestionScreen, ToldBar } from '../components/question-screen';
import { QuizResult } from '../components/quiz-result';
import { useGame } from '../components/use-game';
import { useQuiz } from '../components/use-quiz';
import '../game.css';
import '../quiz.css';

/** A quiz under way: one question a screen. */
export default function QuizPage() {
  const { id = '' } = useRouter().params;
  const { quiz, open, answer, goOn } = useQuiz(id);
  const { step, known, told, question } = quiz;
  // What the prize becomes stands on the page of the game; asked for once there is a result.
  const game = useGame(id, step === 'done');
  const back = () => backTo('game.detail', { id });
  if (step === 'done' && quiz.result) {
    const { result } = quiz;
    const play = game.resource.data?.game.plays.find((one) => one.id === result.id) ?? result;
    return (
      <Screen>
        <QuizResult play={play} total={known?.state.total ?? 0} reload={game.reload} onBack={back} />
      </Screen>
    );
  }
  return (
    <Screen footer={told ? <ToldBar told={told} chosen={quiz.chosen} onNext={goOn} /> : undefined}>
      {question && step !== 'loading' && step !== 'failed' ? (
        <QuestionScreen quiz={quiz} question={question} onAnswer={answer} />
      ) : step === 'failed' && quiz.error ? (
        <>
          <ResourceView resource={{ status: 'error', error: quiz.error }} skeleton={null} onRetry={open}>
            {() => null}
          </ResourceView>
          <Button block kind="quiet" onClick={back}>
            回到活动
          </Button>
        </>
      ) : (
        <View className="cb-stack">
          <SkeletonCard lines={4} />
        </View>
      )}
    </Screen>
  );
}
