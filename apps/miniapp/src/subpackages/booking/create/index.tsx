import type { PrefillView, WaitingView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { api, describeError } from '@/shared/api';
import { useMessageRead } from '@/shared/data/use-message-read';
import { useNow } from '@/shared/data/use-now';
import { forgetResources, useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { useSubscribe } from '@/shared/data/use-subscribe';
import { decoded, go, replaceWith } from '@/shared/nav/go';
import { Empty, ResourceView, Screen, SkeletonCard, toast } from '@/shared/ui';
import { AnswerRow } from '../components/answer-row';
import { BookingForm, tooMany } from '../components/booking-form';
import {
  type BookingChoice,
  firstChoice,
  missingNote,
  withDay,
  withHeld,
  withSlots,
} from '../components/choice';
import { HoldLine } from '../components/hold-line';
import { useHold } from '../components/use-hold';
import { WaitingSheet } from '../components/waiting-sheet';
import '../booking.css';

const skeleton = (
  <View className="cb-stack">
    <SkeletonCard lines={1} />
    <SkeletonCard lines={4} />
    <SkeletonCard lines={2} />
  </View>
);

export default function BookingCreatePage() {
  const params = useRouter().params;
  const [vehicleId, setVehicleId] = useState(params.vehicleId);
  /** Null: untouched, so that what the reminder was about stands there. */
  const [note, setNote] = useState(() => (params.note ? decoded(params.note) : null));
  /** What was arranged by another answer than booking. */
  const [answered, setAnswered] = useState<string | null>(null);
  const { messageId, serviceId, on, kind } = params;
  const key = `prefill:${messageId ?? ''}:${vehicleId ?? ''}:${serviceId ?? ''}`;
  const { resource, reload } = useResource(key, () =>
    api.booking.prefill({ query: { messageId, vehicleId, serviceId } }),
  );
  const prefill = resource.data;
  const filled = prefill !== undefined && prefill !== null;
  useMessageRead(messageId, filled);
  const missing = resource.status === 'error' && isNoCar(resource.error.cause);
  useEffect(() => {
    // The link is of a car that was sold or given up: the page opens with another one, if there is any.
    if (missing) setVehicleId(undefined);
  }, [missing]);
  // Nothing is left to book, and the form gives its slot back: of a car that was sold it could only be refused.
  if (answered) {
    return (
      <Screen>
        <Empty
          icon="check"
          title="记下了"
          note={answered}
          action={{ label: '回到首页', onClick: () => go('home') }}
        />
      </Screen>
    );
  }
  if (!prefill) {
    return (
      <Screen>
        {missing && vehicleId === undefined ? (
          <Empty
            icon="car"
            title="还没有绑定爱车"
            note="绑定后就能预约，时间、项目都为您备好。"
            action={{ label: '绑定爱车', onClick: () => go('account.bind') }}
          />
        ) : (
          <ResourceView resource={resource} skeleton={skeleton} onRetry={reload}>
            {() => null}
          </ResourceView>
        )}
      </Screen>
    );
  }
  return (
    <Filled
      // Another car has other services, an advisor and slots of its own.
      key={prefill.vehicleId}
      prefill={prefill}
      // A message speaks of one car; a booking of another one does not come from it.
      messageId={vehicleId === params.vehicleId ? messageId : undefined}
      on={on}
      kind={kind}
      note={note ?? prefill.note}
      onNote={setNote}
      onVehicle={setVehicleId}
      onAnswered={(words) => {
        forgetResources();
        setAnswered(words);
      }}
    />
  );
}

function isNoCar(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === 'VEHICLE.NOT_FOUND';
}

interface FilledProps {
  prefill: PrefillView;
  messageId: string | undefined;
  /** Day to open with, YYYY-MM-DD. */
  on: string | undefined;
  /** Kind of service to begin with. */
  kind: string | undefined;
  note: string;
  onNote: (note: string) => void;
  onVehicle: (vehicleId: string) => void;
  onAnswered: (words: string) => void;
}

function Filled({ prefill, messageId, on, kind, note, onNote, onVehicle, onAnswered }: FilledProps) {
  const nowMs = useNow();
  const [choice, setChoice] = useState(() => firstChoice(prefill, nowMs, on, kind));
  const [slots, setSlots] = useState(prefill.slots);
  const [refreshing, setRefreshing] = useState(false);
  /** Grows when the shown slots turned out to be outdated. */
  const [round, setRound] = useState(0);
  const again = () => setRound((before) => before + 1);
  const { busy, problem, say, submit } = useSubmit(async () => again());
  const offer = useSubscribe('booking_confirm');
  const { storeId, serviceId, advisorId } = choice;
  const bookable = !prefill.openBookingId && !tooMany(prefill);
  const hold = useHold(choice, bookable, () => {
    say('刚刚有人约走了这个时间，已为您换到最近的空位');
    again();
  });
  const { mine } = hold;
  /** Booked: on a slow network the next page takes its time, and nobody is to tap again meanwhile. */
  const [booked, setBooked] = useState(false);
  const [wished, setWished] = useState<{ on: string; startsAt: string | null } | null>(null);
  const [joined, setJoined] = useState<WaitingView | null>(null);
  const offerWaiting = useSubscribe('waiting', wished !== null);
  const asIs = round === 0 && serviceId === prefill.serviceId && advisorId === prefill.advisorId;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    if (asIs) {
      const known = withHeld(prefill.slots, mine());
      setSlots(known);
      setChoice((before) => withSlots(before, known));
      return undefined;
    }
    let stale = false;
    setRefreshing(true);
    api.booking
      .slots({ query: { storeId, serviceId, ...(advisorId ? { advisorId } : {}) } })
      .then((fresh) => {
        if (stale) return;
        const known = withHeld(fresh, mine());
        setSlots(known);
        setChoice((before) => withSlots(before, known));
      })
      .catch((error: unknown) => {
        if (!stale) say(describeError(error).message);
      })
      .finally(() => {
        if (!stale) setRefreshing(false);
      });
    return () => {
      stale = true;
    };
  }, [asIs, prefill, storeId, serviceId, advisorId, round, mine]);

  const book = async () => {
    if (!choice.startsAt || busy || booked) return;
    const lack = missingNote(
      prefill.services.find((service) => service.id === serviceId),
      note,
    );
    if (lack) return say(lack);
    // WeChat opens its sheet only inside the tap; booking goes on behind it.
    void offer.ask();
    const { vehicleId, startsAt } = choice;
    await submit(async (keyFor) => {
      const holdId = await hold.forBooking();
      const body = {
        vehicleId,
        storeId,
        serviceId,
        advisorId,
        note,
        startsAt,
        ...(messageId ? { messageId } : {}),
        ...(holdId ? { holdId } : {}),
      };
      const booking = await api.booking.create({ body }, { idempotencyKey: keyFor(body) });
      hold.settle();
      setBooked(true);
      replaceWith('booking.detail', { id: booking.id });
    });
  };

  const change = (next: Partial<BookingChoice>) => {
    say(null);
    setJoined(null);
    if (next.vehicleId && next.vehicleId !== choice.vehicleId) onVehicle(next.vehicleId);
    else setChoice((before) => ({ ...(next.on ? withDay(before, slots, next.on) : before), ...next }));
  };

  return (
    <BookingForm
      prefill={{ ...prefill, slots, waitingId: prefill.waitingId ?? joined?.id ?? null }}
      choice={choice}
      note={note}
      nowMs={nowMs}
      refreshing={refreshing}
      submitting={busy || booked}
      problem={problem}
      onChange={change}
      onNote={onNote}
      onSubmit={book}
      onOpenExisting={(id) => go('booking.detail', { id })}
      onOpenList={() => go('booking')}
      onWait={setWished}
      hold={hold.held ? <HoldLine held={hold.held} over={hold.over} onOver={hold.markOver} /> : null}
    >
      {wished ? (
        <WaitingSheet
          choice={choice}
          prefill={prefill}
          wished={wished}
          nowMs={nowMs}
          onAsk={() => void offerWaiting.ask()}
          onJoined={(waiting) => {
            setWished(null);
            setJoined(waiting);
            toast('已为您排上候补', 'success');
          }}
          onClose={() => setWished(null)}
        />
      ) : null}
      {messageId ? <AnswerRow messageId={messageId} nowMs={nowMs} onAnswered={onAnswered} /> : null}
    </BookingForm>
  );
}
