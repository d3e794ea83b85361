import { ApiError } from '@cheban/api-client';
import { useRouter } from '@tarojs/taro';
import { pageUrl } from '@/routes';
import { api } from '@/shared/api';
import { useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { decoded, go, replaceWith } from '@/shared/nav/go';
import { toast } from '@/shared/ui';
import type { InvitedCar } from '../components/car-form';
import { CodeForm } from '../components/code-form';
import { InvitationScreen } from '../components/invitation-screen';
import type { InvitedWish } from '../components/wish-card';
import '../referral.css';

/** An invitation that a friend has sent, as a card, a link or a code told by mouth. */
export default function InvitationPage() {
  // A scanned mini-program code brings its text as `scene`.
  const { code: sent, scene } = useRouter().params;
  const code = decoded(sent ?? scene ?? '').toUpperCase();
  if (!code) return <CodeForm onOpen={(typed) => replaceWith('referral.invitation', { code: typed })} />;
  return <Invitation code={code} />;
}

function Invitation({ code }: { code: string }) {
  const { resource, reload, show } = useResource(`invitation:${code}`, async () => {
    try {
      return await api.referral.invitation({ params: { code } });
    } catch (error) {
      if (error instanceof ApiError && (error.status === 404 || error.status === 400)) return null;
      throw error;
    }
  });
  const known = resource.data?.known === true;
  const me = useResource(known ? 'me' : null, () => api.auth.me());
  const { busy, problem, submit } = useSubmit(reload);
  const wishing = useSubmit(reload);

  const wish = (body: Omit<InvitedWish, 'code'>) =>
    wishing.submit(async (keyFor) => {
      const request = { code, ...body };
      const { text } = await api.referral.wish({ body: request }, { idempotencyKey: keyFor(request) });
      if (resource.data) show({ ...resource.data, wished: text });
    });
  const accept = (car: InvitedCar) =>
    submit(async (keyFor) => {
      const body = { code, ...car };
      show(await api.referral.join({ body }, { idempotencyKey: keyFor(body) }));
      toast('已接受邀请', 'success');
    });

  return (
    <InvitationScreen
      invitation={resource}
      hasCar={(me.resource.data?.vehicles.length ?? 0) > 0}
      busy={busy}
      problem={problem}
      onOtherCode={() => replaceWith('referral.invitation')}
      onVerify={() =>
        go('account.bind', { only: 'phone', next: pageUrl('referral.invitation', { code }).slice(1) })
      }
      wishing={wishing}
      onWish={(body) => void wish(body)}
      onAccept={(car) => void accept(car)}
      onRetry={reload}
    />
  );
}
