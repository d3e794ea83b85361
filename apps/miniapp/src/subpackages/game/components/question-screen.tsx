import type { QuizAnswerView, QuizState } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { a11y, Button, Countdown, Icon, Notice } from '@/shared/ui';
import type { Quiz } from './use-quiz';

type Question = NonNullable<QuizState['question']>;

interface QuestionScreenProps {
  quiz: Quiz;
  question: Question;
  onAnswer: (option: number | null) => void;
}

const letters = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

/** One question: its time, its words, its answers. A tap is the answer; it cannot be taken back. */
export function QuestionScreen({ quiz, question, onAnswer }: QuestionScreenProps) {
  const { known, told, step, chosen } = quiz;
  if (!known) return null;
  const { state } = known;
  return (
    <View className="quiz">
      <View className="quiz__top cb-num">
        <View className="cb-grow">
          第 {question.number} / {state.total} 题
        </View>
        <View className="cb-strong">{state.score} 分</View>
      </View>
      <TimeBar key={question.number} quiz={quiz} question={question} onEnd={() => onAnswer(null)} />
      <View className="quiz__text">{question.text}</View>
      <View className="quiz__options">
        {question.options.map((words, place) => (
          <Option
            // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place
            key={place}
            letter={letters[place] ?? ''}
            words={words}
            look={lookOf(place, chosen, told)}
            onClick={step === 'asked' ? () => onAnswer(place) : undefined}
          />
        ))}
      </View>
      {told ? <View className="quiz-room" /> : null}
      {quiz.slow ? <Notice tone="amber">网络有点慢，您的答案已锁定，正在送达</Notice> : null}
    </View>
  );
}

/** The bar runs by itself: nothing is sent to the page while it does. */
function TimeBar({ quiz, question, onEnd }: { quiz: Quiz; question: Question; onEnd: () => void }) {
  const endsAtMs = quiz.known?.questionEndsAtMs;
  if (quiz.step !== 'asked' || !endsAtMs) {
    return (
      <View className="quiz-time cb-small cb-muted">
        {quiz.step === 'locked' ? '已锁定，正在判分' : `这道题 ${question.points} 分`}
      </View>
    );
  }
  const leftMs = Math.max(0, endsAtMs - Date.now());
  return (
    <View className="quiz-time">
      <View className="quiz-time__track">
        <View className="quiz-time__fill" style={`animation-duration:${leftMs}ms`} />
      </View>
      <View className="quiz-time__left cb-num">
        <Countdown untilMs={endsAtMs} onEnd={onEnd} />
      </View>
    </View>
  );
}

type Look = 'plain' | 'chosen' | 'right' | 'wrong' | 'faded';

function lookOf(place: number, chosen: number | null, told: QuizAnswerView | null): Look {
  if (!told) return place === chosen ? 'chosen' : 'plain';
  if (place === told.rightOption) return 'right';
  return place === chosen ? 'wrong' : 'faded';
}

const said: Record<Look, string> = {
  plain: '',
  chosen: '，已选',
  right: '，正确答案',
  wrong: '，您选的，不对',
  faded: '',
};

interface OptionProps {
  letter: string;
  words: string;
  look: Look;
  onClick: (() => void) | undefined;
}

function Option({ letter, words, look, onClick }: OptionProps) {
  return (
    <View
      className={`quiz-option quiz-option--${look}`}
      hoverClass={onClick ? 'cb-pressed' : 'none'}
      onClick={onClick}
      {...a11y('button', `${letter}，${words}${said[look]}`)}
    >
      <View className="quiz-option__letter">{letter}</View>
      <View className="cb-grow">{words}</View>
      {look === 'right' ? <Icon name="check" size={20} ink="green" /> : null}
      {look === 'wrong' ? <Icon name="close" size={20} ink="red" /> : null}
    </View>
  );
}

interface ToldProps {
  told: QuizAnswerView;
  chosen: number | null;
  onNext: () => void;
}

/** Right or wrong, why, and on to the next one. Stays at the thumb. */
export function ToldBar({ told, chosen, onNext }: ToldProps) {
  return (
    <View className="quiz-told">
      <View
        className={`quiz-told__title ${told.right ? 'cb-tone--green' : 'cb-tone--red'}`}
        {...a11y('alert')}
      >
        {told.right ? `答对了，+${told.points} 分` : told.inTime && chosen !== null ? '没答对' : '时间到了'}
      </View>
      {told.explain ? <View className="cb-small">{told.explain}</View> : null}
      <Button block onClick={onNext}>
        {told.state.done ? '看成绩' : '下一题'}
      </Button>
    </View>
  );
}
