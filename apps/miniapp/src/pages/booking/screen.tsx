import type { BookingView, WaitingView } from '@cheban/contracts';
import { bookingStateLabel } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { sayPlate } from '@/shared/format/number';
import { sayInstant } from '@/shared/format/when';
import { Button, Card, Empty, Icon, More, ResourceView, Screen, SkeletonCard, Tag } from '@/shared/ui';
import { bookingTone } from '@/shared/words/booking';
import { WaitingCard } from './components/waiting-card';

interface BookingListScreenProps {
  bookings: Resource<readonly BookingView[]>;
  /** Open places on waiting lists, and when they were asked for (milliseconds since the epoch). */
  waiting: { readonly items: readonly WaitingView[]; readonly askedMs: number };
  onOffer: (holdId: string) => void;
  onLeave: (waiting: WaitingView) => void;
  /** The time of an offer is over. */
  onOfferOver: () => void;
  more: 'none' | 'idle' | 'loading' | 'failed';
  /** Milliseconds since the epoch. */
  nowMs: number;
  onNew: () => void;
  onOpen: (booking: BookingView) => void;
  onMore: () => void;
  onRetry: () => void;
}

/** The 预约 tab: my bookings, newest first, and the button for another. */
export function BookingListScreen(props: BookingListScreenProps) {
  const { bookings, nowMs, onNew, onOpen, onRetry } = props;
  const waiting = props.waiting.items;
  const some = (bookings.data?.length ?? 0) > 0 || waiting.length > 0;
  return (
    <Screen
      footer={
        some ? (
          <Button block onClick={onNew}>
            新的预约
          </Button>
        ) : undefined
      }
    >
      <ResourceView
        resource={bookings}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard />
            <SkeletonCard />
          </View>
        }
        onRetry={onRetry}
      >
        {(list) =>
          list.length === 0 && waiting.length === 0 ? (
            <Empty
              icon="calendar"
              title="还没有预约"
              note="选好时间到店就做，不用排队等。"
              action={{ label: '现在预约', onClick: onNew }}
            />
          ) : (
            <View className="cb-stack">
              {waiting.map((entry) => (
                <WaitingCard
                  key={entry.id}
                  waiting={entry}
                  nowMs={nowMs}
                  askedMs={props.waiting.askedMs}
                  onOffer={props.onOffer}
                  onLeave={props.onLeave}
                  onOver={props.onOfferOver}
                />
              ))}
              {list.map((booking) => (
                <Card key={booking.id} onClick={() => onOpen(booking)}>
                  <View className="cb-row cb-row--between cb-row--gap">
                    <View className="cb-title cb-grow cb-num">{sayInstant(booking.startsAt, nowMs)}</View>
                    <Tag tone={bookingTone(booking.state)}>{bookingStateLabel[booking.state]}</Tag>
                  </View>
                  <View className="cb-muted">
                    {booking.serviceName} · {booking.model}
                    {booking.plate ? ` ${sayPlate(booking.plate)}` : ''}
                  </View>
                  <View className="cb-row cb-row--gap cb-small cb-muted">
                    <Icon name="pin" size={15} ink="muted" />
                    <View className="cb-grow">{booking.storeName}</View>
                  </View>
                </Card>
              ))}
              <More state={props.more} onMore={props.onMore} />
            </View>
          )
        }
      </ResourceView>
    </Screen>
  );
}
