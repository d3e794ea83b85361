import type { FormAnswers } from '@cheban/contracts';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { useSubscribe } from '@/shared/data/use-subscribe';
import { decoded, go } from '@/shared/nav/go';
import { phone } from '@/shared/platform';
import { ActivityScreen } from '../components/activity-screen';
import { firstSession, givenAnswers, missingAnswer, mostGuests } from '../components/answers';
import '../activity.css';

export default function ActivityDetailPage() {
  // A scanned mini-program code brings the activity as `scene`.
  const { scene = '', id = decoded(scene) } = useRouter().params;
  const { resource, reload } = useResource(`activity:${id}`, () => api.activity.detail({ params: { id } }));
  const nowMs = useNow();
  const [chosen, setChosen] = useState<string | null>(null);
  const [wanted, setWanted] = useState(0);
  const [answers, setAnswers] = useState<FormAnswers>({});
  const { busy, problem, say, submit } = useSubmit(reload);
  const sessions = resource.data?.sessions ?? [];
  const session = sessions.find((entry) => entry.id === chosen) ?? firstSession(sessions);
  const guests = session ? Math.min(wanted, mostGuests(session)) : 0;
  const offer = useSubscribe('activity', session !== null);

  const signUp = async () => {
    if (!session || busy) return;
    const missing = missingAnswer(resource.data?.fields ?? [], answers);
    if (missing) {
      say(`请先填写“${missing.label}”`);
      return;
    }
    // WeChat opens its sheet only inside the tap; signing up goes on behind it.
    void offer.ask();
    const body = { guests, answers: givenAnswers(answers), orWait: session.choice === 'wait' };
    const request = { params: { id: session.id }, body };
    await submit(async (keyFor) => {
      const mine = await api.activity.signUp(request, { idempotencyKey: keyFor(request) });
      go('activity.signUp', { id: mine.id });
    });
  };

  return (
    <ActivityScreen
      activity={resource}
      nowMs={nowMs}
      session={session}
      guests={guests}
      answers={answers}
      busy={busy}
      problem={problem}
      onSession={(entry) => setChosen(entry.id)}
      onGuests={setWanted}
      onAnswer={(key, answer) => {
        say(null);
        setAnswers((before) => ({ ...before, [key]: answer }));
      }}
      onSignUp={() => void signUp()}
      onMine={(signUpId) => go('activity.signUp', { id: signUpId })}
      onCall={(number) => phone.call(number)}
      onRetry={reload}
    />
  );
}
