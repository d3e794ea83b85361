import { useRouter } from '@tarojs/taro';
import { useNow } from '@/shared/data/use-now';
import { decoded, go } from '@/shared/nav/go';
import { ResourcePage } from '@/shared/ui';
import { QuizIntro } from '../components/quiz-intro';
import { useGame } from '../components/use-game';
import { useSpin } from '../components/use-spin';
import { WheelScreen } from '../components/wheel-screen';
import '../game.css';
import '../quiz.css';

/** One game: the wheel itself, or the way into a quiz. */
export default function GamePage() {
  // A scanned mini-program code brings the game as `scene`.
  const { scene = '', id = decoded(scene) } = useRouter().params;
  const { resource, reload } = useGame(id);
  const nowMs = useNow();
  const { spin, turn, close } = useSpin(id, resource.data?.game.wheel?.segments.length ?? 0, reload);
  const { data } = resource;
  if (!data) {
    return (
      <ResourcePage resource={resource} bones={[6, 3]} onRetry={reload} empty={() => null}>
        {() => null}
      </ResourcePage>
    );
  }
  const shared = { ...data, nowMs, reload, onStart: () => void reload() };
  return data.game.wheel ? (
    <WheelScreen {...shared} spin={spin} onSpin={turn} onClose={close} />
  ) : (
    <QuizIntro {...shared} onPlay={() => go('game.quiz', { id })} />
  );
}
