import type { BookingView } from '@cheban/contracts';
import { bookingStateLabel } from '@cheban/contracts/constants';
import { Text, View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { sayPlate } from '@/shared/format/number';
import { sayInstant } from '@/shared/format/when';
import { Button, Card, Cell, Notice, ResourceView, Screen, SkeletonCard, Tag } from '@/shared/ui';
import { bookingTone } from '@/shared/words/booking';

interface BookingScreenProps {
  booking: Resource<BookingView>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  busy?: boolean;
  onCancel: (booking: BookingView) => void;
  onCall: (phone: string) => void;
  onVisit: (visitId: string) => void;
  onRetry: () => void;
}

/** One booking: when, where, with whom, and what can still be changed. */
export function BookingScreen({
  booking,
  nowMs,
  busy,
  onCancel,
  onCall,
  onVisit,
  onRetry,
}: BookingScreenProps) {
  return (
    <Screen>
      <ResourceView
        resource={booking}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={3} />
            <SkeletonCard lines={3} />
          </View>
        }
        onRetry={onRetry}
      >
        {(data) => (
          <View className="cb-stack">
            <Card>
              <View className="cb-row cb-row--between cb-row--gap">
                <View className="cb-small cb-muted cb-grow">到店时间</View>
                <Tag tone={bookingTone(data.state)}>{bookingStateLabel[data.state]}</Tag>
              </View>
              <View className="booking-when cb-num">{sayInstant(data.startsAt, nowMs)}</View>
              <View className="cb-muted">
                {data.serviceName} · {data.model}
                {data.plate ? ` ${sayPlate(data.plate)}` : ''}
              </View>
              {data.state === 'requested' || data.state === 'confirmed' ? (
                <View className="booking-code">
                  <Text className="cb-small cb-muted">到店报这个号</Text>
                  <Text className="booking-code__value cb-num">{data.checkInCode}</Text>
                </View>
              ) : null}
            </Card>
            {data.state === 'requested' ? (
              <Notice tone="brand" icon="clock">
                时间已为您留好，门店确认后会马上告诉您
              </Notice>
            ) : null}
            {data.cancelReason ? <Notice tone="amber">{data.cancelReason}</Notice> : null}
            <Card flush>
              {data.visitId ? (
                <Cell icon="hourglass" title="查看进度" onClick={() => onVisit(data.visitId ?? '')} />
              ) : null}
              <Cell icon="person" title="服务顾问" value={data.advisorName ?? '到店安排'} />
              <Cell icon="pin" title={data.storeName} note={data.storeAddress} />
              <Cell
                icon="phone"
                title="联系门店"
                note={data.storePhone}
                onClick={() => onCall(data.storePhone)}
              />
            </Card>
            {data.canChange ? (
              <Button block kind="danger" loading={busy ?? false} onClick={() => onCancel(data)}>
                取消预约
              </Button>
            ) : null}
          </View>
        )}
      </ResourceView>
    </Screen>
  );
}
