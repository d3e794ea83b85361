import { api } from '@/shared/api';
import { useList } from '@/shared/data/use-list';
import { useNow } from '@/shared/data/use-now';
import { go } from '@/shared/nav/go';
import { BookingListScreen } from './screen';

export default function BookingPage() {
  const { resource, reload, more, loadMore } = useList('bookings', (cursor) =>
    api.booking.list({ query: { cursor, limit: 20 } }),
  );
  const nowMs = useNow();
  return (
    <BookingListScreen
      bookings={resource}
      more={more}
      nowMs={nowMs}
      onNew={() => go('booking.create')}
      onOpen={(booking) =>
        booking.visitId
          ? go('visit.detail', { id: booking.visitId })
          : go('booking.detail', { id: booking.id })
      }
      onMore={loadMore}
      onRetry={reload}
    />
  );
}
