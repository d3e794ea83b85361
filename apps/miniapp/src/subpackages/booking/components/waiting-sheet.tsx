import type { PrefillView, WaitingView } from '@cheban/contracts';
import { type PartOfDay, partOfDayLabel, partsOfDay } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { api } from '@/shared/api';
import { useSubmit } from '@/shared/data/use-submit';
import { clockOf, dateOf, partOfDay, sayDay } from '@/shared/format/when';
import { Button, Chip, Notice, Sheet } from '@/shared/ui';
import type { BookingChoice } from './choice';
import { daysFrom } from './choice';

interface WaitingSheetProps {
  choice: BookingChoice;
  prefill: PrefillView;
  /** The full slot that was tapped, by its start instant; or midnight of a full day. */
  wished: { readonly on: string; readonly startsAt: string | null };
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** Asks for the messages that tell of a free slot; call inside the tap. */
  onAsk: () => void;
  onJoined: (waiting: WaitingView) => void;
  onClose: () => void;
}

/** From the wished day on: this day alone, three days, a week. */
const spans: readonly (readonly [number, string])[] = [
  [1, '只等这一天'],
  [3, '三天内都行'],
  [7, '一周内都行'],
];

function partOf(startsAt: string | null): PartOfDay {
  if (startsAt === null) return 'any';
  return partOfDay(clockOf(startsAt)) === '上午' ? 'morning' : 'afternoon';
}

/** Joining the waiting list: opens filled in with the slot that was full, one tap joins. */
export function WaitingSheet(props: WaitingSheetProps) {
  const { choice, prefill, wished, nowMs, onAsk, onJoined, onClose } = props;
  const [days, setDays] = useState(1);
  const [part, setPart] = useState<PartOfDay>(() => partOf(wished.startsAt));
  const { busy, problem, submit } = useSubmit();
  const service = prefill.services.find(({ id }) => id === choice.serviceId);

  const join = async () => {
    if (busy) return;
    onAsk();
    const { vehicleId, storeId, serviceId, advisorId } = choice;
    const fromOn = wished.on;
    const body = {
      vehicleId,
      storeId,
      serviceId,
      advisorId,
      fromOn,
      toOn: daysFrom(fromOn, days - 1),
      partOfDay: part,
    };
    await submit(async (keyFor) =>
      onJoined(await api.booking.joinWaiting({ body }, { idempotencyKey: keyFor(body) })),
    );
  };

  return (
    <Sheet
      open
      title="候补这个时间"
      onClose={onClose}
      footer={
        <Button block loading={busy} onClick={() => void join()}>
          加入候补
        </Button>
      }
    >
      <View className="booking-sheet">
        {problem ? <Notice tone="red">{problem}</Notice> : null}
        <View className="cb-muted">
          {sayDay(wished.on, dateOf(nowMs))}
          {service ? ` · ${service.name}` : ''}
          。一有空位，我们先为您留 15 分钟，并马上通知您。
        </View>
        <View className="cb-strong">哪几天可以</View>
        <View className="cb-chips">
          {spans.map(([value, label]) => (
            <Chip key={value} label={label} selected={value === days} onClick={() => setDays(value)} />
          ))}
        </View>
        <View className="cb-strong">什么时候方便</View>
        <View className="cb-chips">
          {partsOfDay.map((value) => (
            <Chip
              key={value}
              label={partOfDayLabel[value]}
              selected={value === part}
              onClick={() => setPart(value)}
            />
          ))}
        </View>
      </View>
    </Sheet>
  );
}
