import { useRouter } from '@tarojs/taro';
import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { usePolling } from '@/shared/data/use-polling';
import { useResource } from '@/shared/data/use-resource';
import { useSubscribe } from '@/shared/data/use-subscribe';
import { go } from '@/shared/nav/go';
import { phone } from '@/shared/platform';
import { VisitScreen } from '../components/visit-screen';
import '../visit.css';

const pollMs = 10_000;
/** The hourglass counts minutes; a finer step only makes their turn exact. */
const clockMs = 5_000;

export default function VisitDetailPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload } = useResource(`visit:${id}`, () => api.visit.detail({ params: { id } }));
  const nowMs = useNow(clockMs);
  const running = resource.data !== undefined && resource.data.step !== 'handed_over';
  usePolling(reload, pollMs, running);
  const offer = useSubscribe('visit', running);
  return (
    <VisitScreen
      visit={resource}
      nowMs={nowMs}
      offer={offer}
      onReport={(visitId) => go('visit.report', { id: visitId })}
      onRate={(visitId) => go('rating.create', { visitId })}
      onCall={(number) => phone.call(number)}
      onRetry={reload}
    />
  );
}
