import type { SlotsView } from '@cheban/contracts';
import { ScrollView, Text, View } from '@tarojs/components';
import { sayDate, sayDay, weekdayOf } from '@/shared/format/when';
import { a11y, Button, Chip, Empty } from '@/shared/ui';

type Day = SlotsView['days'][number];
type Slot = Day['slots'][number];

interface SlotPickerProps {
  days: readonly Day[];
  /** Today's business date, YYYY-MM-DD. */
  today: string;
  /** The day shown. */
  on: string;
  /** Chosen slot, by its start instant. */
  startsAt: string | null;
  onDay: (on: string) => void;
  onSlot: (startsAt: string) => void;
  /** A full slot, or a day without a free one, was tapped: join its waiting list. Left out: full slots take no taps. */
  onWait?: ((wished: { on: string; startsAt: string | null }) => void) | undefined;
}

/** A row of days and a grid of times; full ones are struck through. */
export function SlotPicker({ days, today, on, startsAt, onDay, onSlot, onWait }: SlotPickerProps) {
  const day = days.find((entry) => entry.on === on);
  const half = (early: boolean) => day?.slots.filter((slot) => slot.clock < '12:00' === early) ?? [];
  return (
    <View className="slots">
      <ScrollView scrollX className="slots__days" enhanced showScrollbar={false} scrollIntoView={`day-${on}`}>
        <View className="slots__row">
          {days.map((entry) => (
            <DayChip key={entry.on} day={entry} today={today} selected={entry.on === on} onDay={onDay} />
          ))}
        </View>
      </ScrollView>
      {day && day.slots.length > 0 ? (
        [true, false].map((early) => {
          const slots = half(early);
          return slots.length > 0 ? (
            <View key={early ? 'early' : 'late'}>
              <View className="slots__half">{early ? '上午' : '下午'}</View>
              <View className="slots__grid">
                {slots.map((slot) => (
                  <SlotChip
                    key={slot.startsAt}
                    slot={slot}
                    selected={slot.startsAt === startsAt}
                    onSlot={onSlot}
                    onWait={onWait ? () => onWait({ on, startsAt: slot.startsAt }) : undefined}
                  />
                ))}
              </View>
            </View>
          ) : null;
        })
      ) : (
        <Empty icon="clock" title="这一天没有可约的时间" note="换一天看看，或打电话给门店帮您安排。" />
      )}
      {onWait && day?.open && day.freeCount === 0 && day.slots.length > 0 ? (
        <View className="slots__wait">
          <View className="cb-grow cb-small cb-muted">这一天约满了，有人改期时可以先通知您</View>
          <Button kind="secondary" size="small" onClick={() => onWait({ on, startsAt: null })}>
            候补这一天
          </Button>
        </View>
      ) : null}
    </View>
  );
}

interface DayChipProps {
  day: Day;
  today: string;
  selected: boolean;
  onDay: (on: string) => void;
}

function DayChip({ day, today, selected, onDay }: DayChipProps) {
  const name = sayDay(day.on, today);
  const near = name.length <= 2;
  const free = !day.open ? (day.holiday ?? '休息') : day.freeCount === 0 ? '约满' : `余 ${day.freeCount}`;
  const classes = ['slots__day'];
  if (selected) classes.push('slots__day--selected');
  if (!day.open || day.freeCount === 0) classes.push('slots__day--full');
  return (
    <View
      id={`day-${day.on}`}
      className={classes.join(' ')}
      onClick={() => onDay(day.on)}
      {...a11y(
        'button',
        `${sayDate(day.on, today)} ${weekdayOf(day.on)}，${free}${selected ? '，已选' : ''}`,
      )}
    >
      <Text className="slots__week">{near ? name : weekdayOf(day.on)}</Text>
      <Text className="slots__date cb-num">{`${Number(day.on.slice(5, 7))}/${Number(day.on.slice(8))}`}</Text>
      <Text className="slots__free cb-num">{free}</Text>
    </View>
  );
}

interface SlotChipProps {
  slot: Slot;
  selected: boolean;
  onSlot: (startsAt: string) => void;
  onWait: (() => void) | undefined;
}

function SlotChip({ slot, selected, onSlot, onWait }: SlotChipProps) {
  if (slot.free) return <Chip label={slot.clock} selected={selected} onClick={() => onSlot(slot.startsAt)} />;
  return (
    <Chip label={slot.clock} note={onWait ? '候补' : '已满'} struck disabled={!onWait} onClick={onWait} />
  );
}
