import { useRouter } from '@tarojs/taro';
import { useRef, useState } from 'react';
import { api, describeError, isFinal } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { usePolling } from '@/shared/data/use-polling';
import { useResource } from '@/shared/data/use-resource';
import { useSubscribe } from '@/shared/data/use-subscribe';
import { phone } from '@/shared/platform';
import { confirm, toast } from '@/shared/ui';
import { RescueScreen } from '../components/rescue-screen';
import '../rescue.css';

const pollMs = 8_000;

export default function RescueDetailPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload, show } = useResource(`rescue:${id}`, () => api.rescue.detail({ params: { id } }));
  const [busy, setBusy] = useState(false);
  const nowMs = useNow();
  const state = resource.data?.state;
  const open = state !== undefined && state !== 'done' && state !== 'cancelled';
  usePolling(reload, pollMs, open && !busy, 2_000);
  const offer = useSubscribe('rescue', open);

  const asking = useRef(false);
  const cancel = async () => {
    // A second tap before the question is on the screen would ask twice.
    if (asking.current) return;
    asking.current = true;
    await askAndCancel();
    asking.current = false;
  };
  const askAndCancel = async () => {
    const sure = await confirm({
      title: '不需要救援了？',
      content: '取消后门店不再派人；需要时可以重新呼叫。',
      confirmText: '取消救援',
    });
    if (!sure) return;
    setBusy(true);
    try {
      show(await api.rescue.cancel({ params: { id }, body: {} }));
    } catch (error) {
      toast(describeError(error).message);
      if (isFinal(error)) await reload();
    } finally {
      setBusy(false);
    }
  };

  return (
    <RescueScreen
      rescue={resource}
      nowMs={nowMs}
      busy={busy}
      offer={offer}
      onCancel={() => void cancel()}
      onDial={(number) => phone.call(number)}
      onRetry={reload}
    />
  );
}
