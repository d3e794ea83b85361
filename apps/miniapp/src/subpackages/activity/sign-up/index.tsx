import type { SignUpView } from '@cheban/contracts';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { usePolling } from '@/shared/data/use-polling';
import { useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { useSubscribe } from '@/shared/data/use-subscribe';
import { go } from '@/shared/nav/go';
import { phone } from '@/shared/platform';
import { confirm, toast } from '@/shared/ui';
import { type KnownSignUp, SignUpScreen } from '../components/sign-up-screen';
import '../activity.css';

/** The door answers here, too: who has been scanned sees it. */
const pollMs = 15_000;

const known = (signUp: SignUpView): KnownSignUp => ({
  signUp,
  untilMs: Date.now() + (signUp.secondsLeft ?? 0) * 1000,
});

export default function SignUpPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload, show } = useResource(`sign-up:${id}`, async () =>
    known(await api.activity.mySignUp({ params: { id } })),
  );
  const nowMs = useNow();
  const { busy, problem, submit } = useSubmit(reload);
  const [survey, setSurvey] = useState({ stars: 0, text: '' });
  const signUp = resource.data?.signUp;
  const open = signUp !== undefined && signUp.state !== 'cancelled' && signUp.state !== 'ended';
  const offer = useSubscribe('activity', open && !signUp.attendedAt);
  usePolling(reload, pollMs, open && !signUp.attendedAt && !busy);

  const run = (what: object, act: (idempotencyKey: string) => Promise<SignUpView>, done: string) =>
    submit(async (keyFor) => {
      show(known(await act(keyFor(what))));
      toast(done, 'success');
    });
  const params = { id };

  return (
    <SignUpScreen
      known={resource}
      nowMs={nowMs}
      busy={busy}
      problem={problem}
      survey={survey}
      offer={offer}
      onSurvey={(change) => setSurvey((before) => ({ ...before, ...change }))}
      onSendSurvey={() =>
        void run(
          { survey },
          (idempotencyKey) => api.activity.survey({ params, body: survey }, { idempotencyKey }),
          '谢谢您',
        )
      }
      onAccept={() => {
        void offer.ask();
        void run(
          { accept: id },
          (idempotencyKey) => api.activity.acceptOffer({ params }, { idempotencyKey }),
          '已为您确认',
        );
      }}
      onCancel={async () => {
        const going = signUp?.state === 'going';
        const sure = await confirm({
          title: going ? '取消报名？' : '退出候补？',
          content: '名额会让给下一位车主。',
          confirmText: going ? '取消报名' : '退出',
        });
        if (!sure) return;
        void run(
          { cancel: id },
          (idempotencyKey) => api.activity.cancel({ params }, { idempotencyKey }),
          going ? '已取消报名' : '已退出候补',
        );
      }}
      onOver={() => void reload()}
      onActivity={(activityId) => go('activity.detail', { id: activityId })}
      onCall={(number) => phone.call(number)}
      onRetry={reload}
    />
  );
}
