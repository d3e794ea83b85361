import type { BookingView, OwnerLoanView } from '@cheban/contracts';
import { bookingStateLabel, isExpected } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { Resource } from '@/shared/data/resource';
import { sayPlate } from '@/shared/format/number';
import { sayInstant } from '@/shared/format/when';
import {
  Button,
  Card,
  Cell,
  HomeLink,
  LoanCard,
  Notice,
  PlaceCell,
  ResourceView,
  Screen,
  SkeletonCard,
  SubscribeLine,
  Tag,
} from '@/shared/ui';
import { bookingTone } from '@/shared/words/booking';
import { CheckInCode } from './check-in-code';

interface BookingScreenProps {
  booking: Resource<BookingView>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** From `useSubscribe`. */
  offer: { readonly offered: boolean; readonly ask: () => Promise<boolean> };
  /** The loaner of that day, if one is kept. */
  loan: OwnerLoanView | undefined;
  onCancel: () => void;
  onMove: () => void;
  onCall: (phone: string) => void;
  onVisit: (visitId: string) => void;
  onAgain: (booking: BookingView) => void;
  onRetry: () => void;
  /** Sheets above the page. */
  children?: ReactNode;
}

const skeleton = (
  <View className="cb-stack">
    <SkeletonCard lines={4} />
    <SkeletonCard lines={3} />
  </View>
);

/** One booking: when, where, with whom, and what can still be changed. */
export function BookingScreen(props: BookingScreenProps) {
  return (
    <Screen>
      <ResourceView resource={props.booking} skeleton={skeleton} onRetry={props.onRetry}>
        {(booking) => <Filled {...props} data={booking} />}
      </ResourceView>
      {props.children}
    </Screen>
  );
}

function Filled({ data, nowMs, offer, ...on }: BookingScreenProps & { data: BookingView }) {
  const expected = isExpected(data.state);
  const over = data.state === 'cancelled' || data.state === 'no_show';
  return (
    <View className="cb-stack">
      <Card>
        <View className="cb-row cb-row--between cb-row--gap">
          <View className="cb-small cb-muted cb-grow">到店时间</View>
          <Tag tone={bookingTone(data.state)}>{bookingStateLabel[data.state]}</Tag>
        </View>
        <View className={`booking-when cb-num${over ? ' booking-when--over' : ''}`}>
          {sayInstant(data.startsAt, nowMs)}
        </View>
        <View className="cb-muted">
          {data.serviceName} · {data.model}
          {data.plate ? ` ${sayPlate(data.plate)}` : ''}
        </View>
        {expected ? <CheckInCode code={data.checkInCode} /> : null}
      </Card>
      {data.state === 'requested' ? (
        <Notice tone="brand" icon="clock">
          时间已为您留好，门店确认后会马上告诉您
        </Notice>
      ) : null}
      {expected ? <SubscribeLine offer={offer} words="预约有变化时，微信提醒您" /> : null}
      {data.state === 'cancelled' ? (
        <Notice tone="amber">预约已取消{data.cancelReason ? `：${data.cancelReason}` : ''}</Notice>
      ) : null}
      <Card flush>
        {data.visitId ? (
          <Cell icon="hourglass" title="查看进度" onClick={() => on.onVisit(data.visitId ?? '')} />
        ) : null}
        <Cell icon="person" title="服务顾问" value={data.advisorName ?? '到店安排'} />
        <PlaceCell title={data.storeName} address={data.storeAddress} />
        {data.note ? <Cell icon="chat" title="您的留言" note={data.note} /> : null}
        <Cell
          icon="phone"
          title="联系门店"
          note={data.storePhone}
          onClick={() => on.onCall(data.storePhone)}
        />
      </Card>
      {data.state !== 'cancelled' && on.loan ? (
        <LoanCard loan={on.loan} nowMs={nowMs} onCall={on.onCall} />
      ) : null}
      {expected ? <Change data={data} nowMs={nowMs} {...on} /> : null}
      {over ? (
        <Button block onClick={() => on.onAgain(data)}>
          重新预约
        </Button>
      ) : null}
      <HomeLink />
    </View>
  );
}

type ChangeProps = Pick<BookingScreenProps, 'nowMs' | 'onCancel' | 'onMove' | 'onCall'> & {
  data: BookingView;
};

/** Moving and cancelling until the cut-off; after it, whom to call. */
function Change({ data, nowMs, onCancel, onMove, onCall }: ChangeProps) {
  const free = data.freeReschedule;
  if (!data.canChange) {
    if (free) {
      return (
        <Card>
          <View className="cb-muted booking-cut-off">
            {free.reason}，不受改期时限影响。要取消请给门店打个电话。
          </View>
          <View className="cb-row cb-row--gap">
            <View className="cb-grow">
              <Button block onClick={onMove}>
                免费改期
              </Button>
            </View>
            <View className="cb-grow">
              <Button block kind="secondary" onClick={() => onCall(data.storePhone)}>
                致电门店
              </Button>
            </View>
          </View>
        </Card>
      );
    }
    return (
      <Card>
        <View className="cb-muted booking-cut-off">
          离到店时间很近，工位和技师已为您留出，不能自助改期或取消了。有变化请给门店打个电话，我们马上为您处理。
        </View>
        <Button block kind="secondary" onClick={() => onCall(data.storePhone)}>
          致电门店 {data.storePhone}
        </Button>
      </Card>
    );
  }
  return (
    <View>
      {free ? (
        <View className="booking-free">
          <Notice tone="amber" icon="cloud">
            {free.reason}
          </Notice>
        </View>
      ) : null}
      <View className="cb-row cb-row--gap">
        <View className="cb-grow">
          <Button block kind={free ? 'primary' : 'secondary'} onClick={onMove}>
            {free ? '免费改期' : '改期'}
          </Button>
        </View>
        <View className="cb-grow">
          <Button block kind="danger" onClick={onCancel}>
            取消预约
          </Button>
        </View>
      </View>
      <View className="cb-small cb-muted booking-until">
        {sayInstant(data.changeUntil, nowMs)} 前可以自助改期或取消
      </View>
    </View>
  );
}
