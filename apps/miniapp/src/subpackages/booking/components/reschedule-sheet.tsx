import type { BookingView, SlotsView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Resource } from '@/shared/data/resource';
import { dateOf, sayInstant } from '@/shared/format/when';
import { Button, Notice, ResourceView, Sheet, SkeletonCard } from '@/shared/ui';
import { SlotPicker } from './slot-picker';

interface RescheduleSheetProps {
  booking: BookingView;
  slots: Resource<SlotsView>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  busy: boolean;
  /** Why the last try failed; the chosen day stays. */
  problem: string | null;
  onMove: (startsAt: string) => void;
  onRetry: () => void;
  onClose: () => void;
}

/** Moving a booking: the same picker as for booking. */
export function RescheduleSheet(props: RescheduleSheetProps) {
  const { booking, slots, nowMs, busy, problem, onMove, onRetry, onClose } = props;
  const [day, setDay] = useState<string | null>(null);
  const [startsAt, setStartsAt] = useState<string | null>(null);
  const data = slots.data;
  const first = data?.firstFreeAt;
  const on = day ?? dateOf(first ? Date.parse(first) : nowMs);
  const chosen =
    startsAt !== null &&
    data?.days.some((entry) => entry.slots.some((slot) => slot.free && slot.startsAt === startsAt))
      ? startsAt
      : null;
  return (
    <Sheet
      open
      title="换个时间"
      onClose={onClose}
      footer={
        <Button block loading={busy} disabled={!chosen} onClick={() => chosen && onMove(chosen)}>
          {chosen ? `改到 ${sayInstant(chosen, nowMs)}` : '请选择新的时间'}
        </Button>
      }
    >
      <View className="booking-sheet">
        {problem ? <Notice tone="red">{problem}</Notice> : null}
        {booking.freeReschedule ? (
          <Notice tone="amber" icon="cloud">
            {booking.freeReschedule.reason}
          </Notice>
        ) : null}
        <View className="cb-muted">
          现在是 {sayInstant(booking.startsAt, nowMs)}，换好后原来的时间会自动让出。
        </View>
        <ResourceView resource={slots} skeleton={<SkeletonCard lines={4} />} onRetry={onRetry}>
          {(found) => (
            <SlotPicker
              days={found.days}
              today={dateOf(nowMs)}
              on={on}
              startsAt={chosen}
              onDay={setDay}
              onSlot={setStartsAt}
            />
          )}
        </ResourceView>
      </View>
    </Sheet>
  );
}
