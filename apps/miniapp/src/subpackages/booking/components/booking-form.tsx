import type { PrefillView } from '@cheban/contracts';
import { Text, Textarea, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { sayFen, sayPlate } from '@/shared/format/number';
import { dateOf, sayInstant, saySpan } from '@/shared/format/when';
import { Button, Card, Chip, carSide, Notice, paintOf, Screen, shapeOf } from '@/shared/ui';
import { Picture } from '@/shared/ui/picture';
import { type BookingChoice, isPastCutOff } from './choice';
import { SlotPicker } from './slot-picker';

export interface BookingFormProps {
  prefill: PrefillView;
  choice: BookingChoice;
  /** The owner's own words; kept while the car changes. */
  note: string;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** Slots are being loaded for another service or advisor. */
  refreshing?: boolean;
  submitting?: boolean;
  /** Why the last try failed, in words for people; what was chosen stays. */
  problem?: string | null;
  onChange: (change: Partial<BookingChoice>) => void;
  onNote: (note: string) => void;
  onSubmit: () => void;
  onOpenExisting?: (bookingId: string) => void;
  /** The slot kept while the form is open; null while none is. */
  hold?: ReactNode;
  /** A full slot was tapped. Left out: full slots take no taps. */
  onWait?: ((wished: { on: string; startsAt: string | null }) => void) | undefined;
  /** Opens the owner's bookings and places on waiting lists. */
  onOpenList?: () => void;
  /** Below everything: other answers to the reminder that led here. */
  children?: ReactNode;
}

/** As many open bookings as the store allows at once. */
export function tooMany({ openBookings }: Pick<PrefillView, 'openBookings'>): boolean {
  return openBookings.count >= openBookings.max;
}

/** What stands beside the button: when, and what for. */
function footWords(
  { openBookingId }: PrefillView,
  service: PrefillView['services'][number] | undefined,
  startsAt: string | null,
  nowMs: number,
) {
  if (openBookingId) return { when: '这辆车已约好', what: '可以看进度、改期或取消' };
  const when = startsAt ? sayInstant(startsAt, nowMs) : '请选择时间';
  const name = service?.name ?? '';
  const price = service?.priceFromFen ?? null;
  if (price === null) return { when, what: name };
  return { when, what: `${name} · ${price === 0 ? '免费' : `${sayFen(price)} 起`}` };
}

/** The booking page: opens filled in, one tap books. */
export function BookingForm(props: BookingFormProps) {
  const { prefill, choice, nowMs, onChange } = props;
  const today = dateOf(nowMs);
  const car = prefill.vehicles.find((vehicle) => vehicle.id === choice.vehicleId);
  const service = prefill.services.find((entry) => entry.id === choice.serviceId);
  const store = prefill.stores.find((entry) => entry.id === choice.storeId);
  const { when, what } = footWords(prefill, service, choice.startsAt, nowMs);
  return (
    <Screen
      problem={props.problem}
      footer={
        <>
          {prefill.openBookingId ? null : props.hold}
          {prefill.openBookingId || !isPastCutOff(choice, store, nowMs) ? null : (
            <View className="book-near">时间很近，订好后改期或取消请致电门店</View>
          )}
          <View className="cb-row cb-row--gap">
            <View className="cb-grow">
              <View className="cb-strong cb-num">{when}</View>
              <View className="cb-small cb-muted">{what}</View>
            </View>
            {prefill.openBookingId ? (
              <Button onClick={() => props.onOpenExisting?.(prefill.openBookingId ?? '')}>
                查看已有预约
              </Button>
            ) : tooMany(prefill) ? (
              <Button onClick={props.onOpenList}>查看我的预约</Button>
            ) : (
              <Button
                disabled={!choice.startsAt}
                loading={props.submitting ?? false}
                onClick={props.onSubmit}
              >
                确认预约
              </Button>
            )}
          </View>
        </>
      }
    >
      <View className="cb-stack">
        {prefill.openBookingId ? (
          <Notice tone="amber" icon="calendar">
            这辆车已有一个预约，要换时间可以直接改期
          </Notice>
        ) : tooMany(prefill) ? (
          <Notice tone="amber" icon="calendar">
            您已有 {prefill.openBookings.count} 个预约，完成或取消一个后就能再约
          </Notice>
        ) : prefill.waitingId ? (
          <Notice
            tone="brand"
            icon="hourglass"
            action={
              <Button kind="quiet" size="small" onClick={props.onOpenList}>
                查看候补
              </Button>
            }
          >
            这辆车正在候补，约上后会自动退出候补
          </Notice>
        ) : null}
        {car ? (
          <View className="book-car">
            <Picture
              className="book-car__picture"
              src={carSide(paintOf(car.colour ?? undefined), shapeOf(car.model))}
              mode="aspectFit"
            />
            <View className="cb-grow">
              <View className="cb-title">{car.model}</View>
              <View className="cb-small cb-muted cb-num">{car.plate ? sayPlate(car.plate) : '暂无车牌'}</View>
              <View className="cb-small cb-muted">{store?.name}</View>
            </View>
          </View>
        ) : null}
        {prefill.vehicles.length > 1 ? (
          <View className="cb-chips">
            {prefill.vehicles.map((vehicle) => (
              <Chip
                key={vehicle.id}
                label={vehicle.model}
                note={vehicle.plate ? sayPlate(vehicle.plate) : undefined}
                selected={vehicle.id === choice.vehicleId}
                onClick={() => onChange({ vehicleId: vehicle.id })}
              />
            ))}
          </View>
        ) : null}
        <Card
          title="做什么"
          extra={service ? <Text className="cb-small cb-muted">约 {saySpan(service.minutes)}</Text> : null}
        >
          <View className="cb-chips">
            {prefill.services.map((entry) => (
              <Chip
                key={entry.id}
                label={entry.name}
                selected={entry.id === choice.serviceId}
                onClick={() => onChange({ serviceId: entry.id })}
              />
            ))}
          </View>
          {prefill.due ? <View className="cb-small cb-muted book-why">{prefill.due.why}</View> : null}
          {service?.promiseMinutes ? (
            <View className="book-promise">
              <Notice tone="green" icon="hourglass">
                准时承诺：到店后 {saySpan(service.promiseMinutes)}内交车，随时看进度
              </Notice>
            </View>
          ) : null}
        </Card>
        <Card title="什么时候">
          <View className={props.refreshing ? 'slots--refreshing' : ''}>
            <SlotPicker
              days={prefill.slots.days}
              today={today}
              on={choice.on}
              startsAt={choice.startsAt}
              onDay={(on) => onChange({ on })}
              onSlot={(startsAt) => onChange({ startsAt })}
              onWait={
                prefill.openBookingId || prefill.waitingId || tooMany(prefill) ? undefined : props.onWait
              }
            />
          </View>
        </Card>
        {prefill.advisors.length > 0 ? (
          <Card title="服务顾问">
            <View className="cb-chips">
              <Chip
                label="都可以"
                selected={choice.advisorId === null}
                onClick={() => onChange({ advisorId: null })}
              />
              {prefill.advisors.map((advisor) => (
                <Chip
                  key={advisor.id}
                  label={advisor.name}
                  note={advisor.id === prefill.advisorId ? '您的顾问' : undefined}
                  selected={advisor.id === choice.advisorId}
                  onClick={() => onChange({ advisorId: advisor.id })}
                />
              ))}
            </View>
          </Card>
        ) : null}
        <Card title={service?.kind === 'pick_up' ? '取车地址' : '还想告诉我们'}>
          <Textarea
            className="book-note"
            value={props.note}
            maxlength={200}
            autoHeight
            placeholder={
              service?.kind === 'pick_up'
                ? '例如：长风街 88 号地下二层 C 区，到了请打电话'
                : '例如：冷车启动时有异响（可不填）'
            }
            onInput={(event) => props.onNote(event.detail.value)}
          />
        </Card>
        {props.children}
        {props.hold ? <View className="hold-room" /> : null}
      </View>
    </Screen>
  );
}
