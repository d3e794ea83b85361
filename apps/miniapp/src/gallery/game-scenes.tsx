import type { OwnerGameView, SpinView } from '@cheban/contracts';
import type { ReactNode } from 'react';
import { Screen } from '@/shared/ui';
import { QuestionScreen, ToldBar } from '@/subpackages/game/components/question-screen';
import { knownQuiz } from '@/subpackages/game/components/quiz-clock';
import { QuizIntro } from '@/subpackages/game/components/quiz-intro';
import { QuizResult } from '@/subpackages/game/components/quiz-result';
import type { Quiz } from '@/subpackages/game/components/use-quiz';
import { WheelScreen } from '@/subpackages/game/components/wheel-screen';
import { InvitationScreen } from '@/subpackages/referral/components/invitation-screen';
import { MineScreen } from '@/subpackages/referral/components/mine-screen';
import * as samples from './game-samples';
import { nowMs } from './samples';
import '@/subpackages/game/game.css';
import '@/subpackages/game/quiz.css';
import '@/subpackages/referral/referral.css';

const nothing = () => undefined;
const later = async () => undefined;

function Wheel({
  game = samples.wheelGame,
  result = null,
}: {
  game?: OwnerGameView;
  result?: SpinView | null;
}) {
  return (
    <WheelScreen
      game={game}
      startsAtMs={Date.now() + 754_000}
      nowMs={nowMs}
      spin={{ angle: 0, motion: 'rest', busy: false, slow: false, problem: null, result }}
      onSpin={nothing}
      onClose={nothing}
      onStart={nothing}
      reload={later}
    />
  );
}

function Question({ told }: { told: boolean }) {
  const quiz: Quiz = {
    step: told ? 'told' : 'asked',
    known: knownQuiz(samples.quizState, Date.now()),
    question: samples.quizState.question,
    chosen: told ? 0 : null,
    told: told ? samples.told : null,
    result: null,
    slow: false,
    error: null,
  };
  if (!quiz.question) return null;
  return (
    <Screen footer={told ? <ToldBar told={samples.told} chosen={0} onNext={nothing} /> : undefined}>
      <QuestionScreen quiz={quiz} question={quiz.question} onAnswer={nothing} />
    </Screen>
  );
}

const gone = {
  phase: 'over',
  phaseLabel: '已结束',
  noPlay: 'over',
  noPlayText: '活动已经结束，谢谢您的参与。',
} as const;
const narrow = samples.wheelGame.wheel;

/** Games and invitations with sample props. */
export const gameScenes: Record<string, () => ReactNode> = {
  wheel: () => <Wheel />,
  'wheel-12': () =>
    narrow ? (
      <Wheel
        game={{
          ...samples.wheelGame,
          wheel: { ...narrow, segments: [...narrow.segments, ...narrow.segments.slice(0, 4)] },
        }}
      />
    ) : null,
  'wheel-over': () => <Wheel game={{ ...samples.wheelGame, ...gone }} />,
  'wheel-won': () => <Wheel result={{ segment: 2, play: samples.play, triesLeft: 0 }} />,
  'wheel-missed': () => <Wheel result={samples.missed} />,
  quiz: () => (
    <QuizIntro
      game={samples.quizGame}
      startsAtMs={Date.now()}
      nowMs={nowMs}
      onPlay={nothing}
      onStart={nothing}
      reload={later}
    />
  ),
  'quiz-question': () => <Question told={false} />,
  'quiz-told': () => <Question told />,
  'quiz-result': () => (
    <Screen>
      <QuizResult play={samples.quizPlay} total={10} reload={later} onBack={nothing} />
    </Screen>
  ),
  referral: () => (
    <MineScreen
      mine={{ status: 'ready', data: samples.myReferral }}
      nowMs={nowMs}
      link={null}
      picture={null}
      onSave={nothing}
      onCopyLink={nothing}
      onCopyCode={nothing}
      onRetry={nothing}
    />
  ),
  invitation: () => (
    <InvitationScreen
      invitation={{ status: 'ready', data: samples.invitation }}
      hasCar={false}
      busy={false}
      problem={null}
      onOtherCode={nothing}
      onVerify={nothing}
      onAccept={nothing}
      wishing={{ busy: false, problem: null }}
      onWish={nothing}
      onRetry={nothing}
    />
  ),
};
