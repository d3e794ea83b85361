import type { MeView } from '@cheban/contracts';
import { privacyVersion } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api, describeError } from '@/shared/api';
import { forgetResources, useResource } from '@/shared/data/use-resource';
import { useWaitSeconds } from '@/shared/data/use-wait-seconds';
import { decoded, go, replaceWithPath } from '@/shared/nav/go';
import { privacy } from '@/shared/platform';
import { ResourceView, Screen, SkeletonCard, toast } from '@/shared/ui';
import { BindScreen } from '../components/bind-screen';
import '../account.css';

const noPhoneWords = '这次没能取到微信手机号，请用短信验证码。';

export default function BindPage() {
  const { resource, reload } = useResource('me', () => api.auth.me());
  if (!resource.data) {
    return (
      <Screen>
        <ResourceView
          resource={resource}
          skeleton={
            <View className="cb-stack">
              <SkeletonCard lines={3} />
            </View>
          }
          onRetry={reload}
        >
          {() => null}
        </ResourceView>
      </Screen>
    );
  }
  return <Bind me={resource.data} />;
}

function Bind({ me: first }: { me: MeView }) {
  const { params } = useRouter();
  const next = decoded(params.next ?? '');
  const phoneOnly = params.only === 'phone';
  const [me, setMe] = useState(first);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [waitSec, setWaitSec] = useWaitSeconds();

  /** Runs a step that touches personal data: consent first, then the step; a failure stays on the page in words. */
  const step = async (run: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      if (!(await privacy.require())) return;
      if (!me.consented) setMe(await api.auth.consent({ body: { version: privacyVersion, granted: true } }));
      await run();
    } catch (error) {
      setProblem(describeError(error).message);
    } finally {
      setBusy(false);
    }
  };

  /** What was asked before the person was known is out of date; back to the page that sent here. */
  const finish = () => {
    forgetResources();
    if (next) replaceWithPath(next);
    else go('home');
  };

  const bound = (now: MeView) => {
    setMe(now);
    if (now.vehicles.length === 0 && !phoneOnly) return;
    toast(phoneOnly ? '验证好了' : '绑定好了', 'success');
    finish();
  };

  return (
    <BindScreen
      phoneOnly={phoneOnly}
      phoneMasked={me.bound ? (me.phoneMasked ?? '') : null}
      consentOnly={me.bound && !me.consented}
      onConsent={() =>
        void step(async () => {
          const fresh = await api.auth.me();
          setMe(fresh);
          if (fresh.vehicles.length > 0 || phoneOnly) finish();
        })
      }
      waitSec={waitSec}
      busy={busy}
      problem={problem}
      onTyped={() => setProblem(null)}
      onWechatPhone={(answer) => {
        if (answer.kind === 'code') {
          void step(async () =>
            bound(await api.auth.bindPhone({ body: { method: 'wechat', code: answer.code } })),
          );
        } else if (answer.kind === 'unavailable') setProblem(noPhoneWords);
      }}
      onSendCode={(phone) =>
        void step(async () => {
          const { resendAfterSec } = await api.auth.sendSmsCode({ body: { phone } });
          setWaitSec(resendAfterSec);
          toast('验证码已发送');
        })
      }
      onSmsCode={(phone, code) =>
        void step(async () => bound(await api.auth.bindPhone({ body: { method: 'sms', phone, code } })))
      }
      onBindCar={(proof) =>
        void step(async () => {
          await api.owner.bindVehicle({ body: proof });
          toast('绑定好了', 'success');
          finish();
        })
      }
    />
  );
}
