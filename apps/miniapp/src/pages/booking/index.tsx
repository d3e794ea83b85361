import { api } from '@/shared/api';
import { useAction } from '@/shared/data/use-action';
import { useList } from '@/shared/data/use-list';
import { useNow } from '@/shared/data/use-now';
import { usePolling } from '@/shared/data/use-polling';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { confirm, toast } from '@/shared/ui';
import { BookingListScreen } from './screen';
import './booking.css';

/** A slot that becomes free should be seen without leaving the page. */
const pollMs = 20_000;
const none = { items: [], askedMs: 0 };

export default function BookingPage() {
  const { resource, reload, more, loadMore } = useList('bookings', (cursor) =>
    api.booking.list({ query: { cursor, limit: 20 } }),
  );
  // The bookings are the page; places on waiting lists come on top when they are there.
  const waiting = useResource(resource.data ? 'waiting' : null, async () => {
    const { items } = await api.booking.waiting();
    return {
      items: items.filter(({ state }) => state === 'waiting' || state === 'offered'),
      askedMs: Date.now(),
    };
  });
  const shown = waiting.resource.data ?? none;
  usePolling(waiting.reload, pollMs, shown.items.length > 0);
  const nowMs = useNow();
  const leave = useAction(async (id: string) => {
    await api.booking.leaveWaiting({ params: { id } });
    toast('已退出候补');
    await waiting.reload();
  });
  return (
    <BookingListScreen
      bookings={resource}
      waiting={shown}
      more={more}
      nowMs={nowMs}
      onNew={() => go('booking.create')}
      onOpen={(booking) =>
        booking.visitId
          ? go('visit.detail', { id: booking.visitId })
          : go('booking.detail', { id: booking.id })
      }
      onOffer={(id) => go('booking.offer', { id })}
      onLeave={async ({ id }) => {
        const sure = await confirm({
          title: '退出候补？',
          content: '退出后，有空位会通知下一位车主。',
          confirmText: '退出',
        });
        if (sure) void leave.run(id);
      }}
      onOfferOver={() => void waiting.reload()}
      onMore={loadMore}
      onRetry={reload}
    />
  );
}
