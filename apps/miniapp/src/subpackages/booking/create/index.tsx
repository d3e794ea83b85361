import type { PrefillView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { api, describeError } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { dateOf } from '@/shared/format/when';
import { go, replaceWith } from '@/shared/nav/go';
import { ResourceView, Screen, SkeletonCard } from '@/shared/ui';
import { type BookingChoice, BookingForm } from '../components/booking-form';
import '../booking.css';

const skeleton = (
  <View className="cb-stack">
    <SkeletonCard lines={1} />
    <SkeletonCard lines={4} />
    <SkeletonCard lines={2} />
  </View>
);

/** Everything filled in, with the first free slot chosen. */
function firstChoice(prefill: PrefillView, nowMs: number): BookingChoice {
  const first = prefill.slots.firstFreeAt;
  const { vehicleId, storeId, serviceId, advisorId } = prefill;
  const on = first ? dateOf(Date.parse(first)) : (prefill.slots.days[0]?.on ?? dateOf(nowMs));
  return { vehicleId, storeId, serviceId, advisorId, on, startsAt: first, note: '' };
}

export default function BookingCreatePage() {
  const { messageId, vehicleId, serviceId } = useRouter().params;
  const key = `prefill:${messageId ?? ''}:${vehicleId ?? ''}:${serviceId ?? ''}`;
  const { resource, reload } = useResource(key, () =>
    api.booking.prefill({ query: { messageId, vehicleId, serviceId } }),
  );
  const prefill = resource.data;
  if (!prefill) {
    return (
      <Screen>
        <ResourceView resource={resource} skeleton={skeleton} onRetry={reload}>
          {() => null}
        </ResourceView>
      </Screen>
    );
  }
  return <Filled prefill={prefill} messageId={messageId} />;
}

function Filled({ prefill, messageId }: { prefill: PrefillView; messageId: string | undefined }) {
  const nowMs = useNow();
  const [choice, setChoice] = useState(() => firstChoice(prefill, nowMs));
  const [slots, setSlots] = useState(prefill.slots);
  const [refreshing, setRefreshing] = useState(false);
  const [submitting, setSubmitting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { storeId, serviceId, advisorId } = choice;
  const asIs =
    serviceId === prefill.serviceId && advisorId === prefill.advisorId && storeId === prefill.storeId;

  useEffect(() => {
    if (asIs) {
      setSlots(prefill.slots);
      return undefined;
    }
    let stale = false;
    setRefreshing(true);
    api.booking
      .slots({ query: { storeId, serviceId, ...(advisorId ? { advisorId } : {}) } })
      .then((fresh) => {
        if (stale) return;
        setSlots(fresh);
        // Keep the time if it is still free, else offer the first that is.
        const free = (at: string | null) =>
          fresh.days.some((day) => day.slots.some((slot) => slot.free && slot.startsAt === at));
        setChoice((before) => {
          if (free(before.startsAt)) return before;
          const first = fresh.firstFreeAt;
          return { ...before, startsAt: first, on: first ? dateOf(Date.parse(first)) : before.on };
        });
      })
      .catch((error: unknown) => {
        if (!stale) setProblem(describeError(error).message);
      })
      .finally(() => {
        if (!stale) setRefreshing(false);
      });
    return () => {
      stale = true;
    };
  }, [asIs, prefill, storeId, serviceId, advisorId]);

  const submit = async () => {
    if (!choice.startsAt || submitting) return;
    setSubmitting(true);
    setProblem(null);
    const { vehicleId, note, startsAt } = choice;
    try {
      const body = {
        vehicleId,
        storeId,
        serviceId,
        advisorId,
        note,
        startsAt,
        ...(messageId ? { messageId } : {}),
      };
      const booking = await api.booking.create({ body });
      replaceWith('booking.detail', { id: booking.id });
    } catch (error) {
      setProblem(describeError(error).message);
    } finally {
      setSubmitting(false);
    }
  };

  return (
    <BookingForm
      prefill={{ ...prefill, slots }}
      choice={choice}
      nowMs={nowMs}
      refreshing={refreshing}
      submitting={submitting}
      problem={problem}
      onChange={(change) => {
        setProblem(null);
        setChoice({ ...choice, ...change });
      }}
      onSubmit={submit}
      onOpenExisting={(id) => go('booking.detail', { id })}
    />
  );
}
