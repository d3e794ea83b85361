import { useRouter } from '@tarojs/taro';
import { api } from '@/shared/api';
import { useAction } from '@/shared/data/use-action';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { phone } from '@/shared/platform';
import { confirm, toast } from '@/shared/ui';
import { BookingScreen } from '../components/booking-screen';
import '../booking.css';

export default function BookingDetailPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload } = useResource(`booking:${id}`, () => api.booking.detail({ params: { id } }));
  const nowMs = useNow();
  const cancel = useAction(async () => {
    const sure = await confirm({
      title: '取消这个预约？',
      content: '取消后，这个时间会让给其他车主。',
      confirmText: '取消预约',
    });
    if (!sure) return;
    await api.booking.cancel({ params: { id }, body: { reason: '' } });
    toast('已为您取消');
    await reload();
  });
  return (
    <BookingScreen
      booking={resource}
      nowMs={nowMs}
      busy={cancel.pending}
      onCancel={() => void cancel.run()}
      onCall={(number) => phone.call(number)}
      onVisit={(visitId) => go('visit.detail', { id: visitId })}
      onRetry={reload}
    />
  );
}
