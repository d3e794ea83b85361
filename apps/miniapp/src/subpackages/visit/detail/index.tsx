import { useRouter } from '@tarojs/taro';
import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { phone } from '@/shared/platform';
import { VisitScreen } from '../components/visit-screen';
import '../visit.css';

export default function VisitDetailPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload } = useResource(`visit:${id}`, () => api.visit.detail({ params: { id } }));
  const nowMs = useNow();
  return (
    <VisitScreen
      visit={resource}
      nowMs={nowMs}
      onReport={(visitId) => go('visit.report', { id: visitId })}
      onRate={(visitId) => go('rating.create', { visitId })}
      onCall={(number) => phone.call(number)}
      onRetry={reload}
    />
  );
}
