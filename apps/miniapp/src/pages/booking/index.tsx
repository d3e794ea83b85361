import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { BookingListScreen } from './screen';

export default function BookingPage() {
  const { resource, reload } = useResource(
    'bookings',
    async () => (await api.booking.list({ query: { limit: 20 } })).items,
  );
  const nowMs = useNow();
  return (
    <BookingListScreen
      bookings={resource}
      nowMs={nowMs}
      onNew={() => go('booking.create')}
      onOpen={(booking) =>
        booking.visitId
          ? go('visit.detail', { id: booking.visitId })
          : go('booking.detail', { id: booking.id })
      }
      onRetry={reload}
    />
  );
}
