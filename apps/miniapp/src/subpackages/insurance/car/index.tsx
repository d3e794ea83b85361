import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '@/shared/api';
import { useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { go } from '@/shared/nav/go';
import { phone } from '@/shared/platform';
import { InsuranceScreen } from '../components/insurance-screen';
import '../insurance.css';

/** Until when the car is insured, a call about renewing it, and help after an accident. */
export default function InsurancePage() {
  const { id = '' } = useRouter().params;
  const { resource, reload } = useResource(`insurance:${id}`, () => api.insurance.car({ params: { id } }));
  const { busy, problem, submit } = useSubmit(reload);
  /** What the store was told, in its own words. */
  const [told, setTold] = useState<string | null>(null);
  const ask = () =>
    submit(async (keyFor) => {
      const request = { params: { id } };
      const { text } = await api.insurance.contact(request, { idempotencyKey: keyFor(request) });
      setTold(text);
    });
  return (
    <InsuranceScreen
      insurance={resource}
      busy={busy}
      problem={problem}
      told={told}
      onAsk={() => void ask()}
      onDial={(number) => phone.call(number)}
      onRescue={() => go('rescue.call', { vehicleId: id, kind: 'accident' })}
      onRetry={reload}
    />
  );
}
