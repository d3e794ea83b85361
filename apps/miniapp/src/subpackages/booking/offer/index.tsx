import type { HoldView } from '@cheban/contracts';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { useSubscribe } from '@/shared/data/use-subscribe';
import { replaceWith } from '@/shared/nav/go';
import { phone } from '@/shared/platform';
import { toast } from '@/shared/ui';
import { OfferScreen } from '../components/offer-screen';
import '../booking.css';

/** The held slot, and when it ends by the clock of this phone; null if it is over and tidied up. */
interface Asked {
  readonly hold: HoldView | null;
  readonly untilMs: number;
}

export default function BookingOfferPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload } = useResource<Asked>(`hold:${id}`, async () => {
    try {
      const hold = await api.booking.holdDetail({ params: { id } });
      return { hold, untilMs: Date.now() + hold.secondsLeft * 1000 };
    } catch (error) {
      // A hold that is over is tidied up; whoever comes late is told so kindly.
      if ((error as { status?: unknown }).status === 404) return { hold: null, untilMs: 0 };
      throw error;
    }
  });
  const nowMs = useNow();
  const [note, setNote] = useState('');
  const { busy, problem, submit } = useSubmit(reload);
  const hold = resource.data?.hold ?? null;
  const offer = useSubscribe('booking_confirm', hold?.open === true);

  return (
    <OfferScreen
      offer={resource}
      nowMs={nowMs}
      note={note}
      busy={busy}
      problem={problem}
      onNote={setNote}
      onAccept={() => {
        // WeChat opens its sheet only inside the tap; booking goes on behind it.
        void offer.ask();
        void submit(async (keyFor) => {
          const request = { params: { id }, body: { note } };
          const idempotencyKey = keyFor(request);
          const booking = await api.booking.acceptHold(request, { idempotencyKey });
          replaceWith('booking.detail', { id: booking.id });
        });
      }}
      onDecline={() =>
        void submit(async () => {
          await api.booking.releaseHold({ params: { id } });
          toast('好的，已让给下一位');
          await reload();
        })
      }
      onOver={() => void reload()}
      onAgain={(gone) =>
        replaceWith(
          'booking.create',
          gone ? { vehicleId: gone.vehicleId, serviceId: gone.serviceId } : undefined,
        )
      }
      onCall={(number) => phone.call(number)}
      onRetry={reload}
    />
  );
}
