import type { BookingView } from '@cheban/contracts';
import { isExpected } from '@cheban/contracts/constants';
import { useRouter } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { api } from '@/shared/api';
import { useLoan } from '@/shared/data/use-loan';
import { useNow } from '@/shared/data/use-now';
import { usePolling } from '@/shared/data/use-polling';
import { useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { useSubscribe } from '@/shared/data/use-subscribe';
import { dateOf } from '@/shared/format/when';
import { go } from '@/shared/nav/go';
import { phone } from '@/shared/platform';
import { toast } from '@/shared/ui';
import { BookingScreen } from '../components/booking-screen';
import { CancelSheet } from '../components/cancel-sheet';
import { RescheduleSheet } from '../components/reschedule-sheet';
import '../booking.css';

/** The advisor's answer should be seen without leaving the page. */
const pollMs = 10_000;

export default function BookingDetailPage() {
  const { id = '', reschedule } = useRouter().params;
  const { resource, reload } = useResource(`booking:${id}`, () => api.booking.detail({ params: { id } }));
  const nowMs = useNow();
  const [sheet, setSheet] = useState<'cancel' | 'move' | null>(null);
  const booking = resource.data;
  const expected = booking ? isExpected(booking.state) : false;
  const on = booking && dateOf(Date.parse(booking.startsAt));
  const loan = useLoan(booking && on ? { storeId: booking.storeId, from: on, to: on } : null);
  const offer = useSubscribe('after_booking', expected);
  usePolling(reload, pollMs, expected && sheet === null);
  const movable = expected && (booking?.canChange === true || Boolean(booking?.freeReschedule));
  // A message or the home page leads straight to another time; once, and only while it may still be moved.
  const asked = useRef(reschedule === '1');
  useEffect(() => {
    if (!movable || !asked.current) return;
    asked.current = false;
    setSheet('move');
  }, [movable]);
  const slots = useResource(
    sheet === 'move' && booking ? `slots:${booking.storeId}:${booking.serviceId}` : null,
    () =>
      api.booking.slots({
        query: { storeId: booking?.storeId ?? '', serviceId: booking?.serviceId ?? '' },
      }),
  );

  // What was free a moment ago may be taken, and the booking may have moved on.
  const { busy, problem, say, submit } = useSubmit(() => Promise.all([slots.reload(), reload()]));
  const show = (which: 'cancel' | 'move' | null) => {
    say(null);
    setSheet(which);
  };

  /** Runs a change once at a time; a failure is said in the sheet, which stays as it was. */
  const change = (what: object, act: (key: string) => Promise<BookingView>, done: string) =>
    submit(async (keyFor) => {
      await act(keyFor(what));
      show(null);
      toast(done, 'success');
      await reload();
    });

  return (
    <BookingScreen
      booking={resource}
      nowMs={nowMs}
      offer={offer}
      loan={loan}
      onCancel={() => show('cancel')}
      onMove={() => show('move')}
      onCall={(number) => phone.call(number)}
      onVisit={(visitId) => go('visit.detail', { id: visitId })}
      onAgain={({ vehicleId, serviceId }) => go('booking.create', { vehicleId, serviceId })}
      onRetry={reload}
    >
      <CancelSheet
        open={sheet === 'cancel'}
        busy={busy}
        problem={problem}
        onClose={() => show(null)}
        onCancel={(reason) =>
          void change(
            { cancel: reason },
            (idempotencyKey) => api.booking.cancel({ params: { id }, body: { reason } }, { idempotencyKey }),
            '已为您取消',
          )
        }
      />
      {sheet === 'move' && booking ? (
        <RescheduleSheet
          booking={booking}
          slots={slots.resource}
          nowMs={nowMs}
          busy={busy}
          problem={problem}
          onRetry={slots.reload}
          onClose={() => show(null)}
          onMove={(startsAt) =>
            void change(
              { startsAt },
              (idempotencyKey) =>
                api.booking.reschedule({ params: { id }, body: { startsAt } }, { idempotencyKey }),
              '已为您改期',
            )
          }
        />
      ) : null}
    </BookingScreen>
  );
}
