import type { HoldView } from '@cheban/contracts';
import { Textarea, View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { sayPlate } from '@/shared/format/number';
import { sayInstant, saySpan } from '@/shared/format/when';
import {
  Button,
  Card,
  Cell,
  Countdown,
  Empty,
  HomeLink,
  PlaceCell,
  ResourceView,
  Screen,
  SkeletonCard,
} from '@/shared/ui';

export interface OfferScreenProps {
  /** The held slot, and when it ends by the clock of this phone; null if it is over and gone. */
  offer: Resource<{ readonly hold: HoldView | null; readonly untilMs: number }>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  note: string;
  busy: boolean;
  problem: string | null;
  onNote: (note: string) => void;
  onAccept: () => void;
  onDecline: () => void;
  onOver: () => void;
  onAgain: (hold: HoldView | null) => void;
  onCall: (phone: string) => void;
  onRetry: () => void;
}

/** A slot that is kept for this owner: yes, or let the next one have it. */
export function OfferScreen(props: OfferScreenProps) {
  const { offer, busy, onAccept, onDecline } = props;
  const open = offer.data?.hold?.open === true;
  return (
    <Screen
      problem={props.problem}
      footer={
        open ? (
          <View className="cb-row cb-row--gap">
            <Button kind="secondary" disabled={busy} onClick={onDecline}>
              让给别人
            </Button>
            <View className="cb-grow">
              <Button block loading={busy} onClick={onAccept}>
                就约这个时间
              </Button>
            </View>
          </View>
        ) : undefined
      }
    >
      <ResourceView
        resource={offer}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={4} />
          </View>
        }
        onRetry={props.onRetry}
      >
        {({ hold, untilMs }) =>
          hold?.open ? <Filled {...props} data={hold} untilMs={untilMs} /> : <Gone {...props} data={hold} />
        }
      </ResourceView>
    </Screen>
  );
}

function Gone({ data, onAgain }: OfferScreenProps & { data: HoldView | null }) {
  return (
    <>
      <Empty
        icon="hourglass"
        title="这个时间已经让出了"
        note={
          data?.waitingId || data === null
            ? '候补还在的话，下次有空位再通知您；也可以现在选别的时间。'
            : '可以现在选别的时间。'
        }
        action={{ label: '选别的时间', onClick: () => onAgain(data) }}
      />
      <HomeLink />
    </>
  );
}

type FilledProps = OfferScreenProps & { data: HoldView; untilMs: number };

function Filled({ data, nowMs, untilMs, note, ...on }: FilledProps) {
  return (
    <View className="cb-stack">
      <Card>
        <View className="cb-small cb-muted">{data.waitingId ? '候补有位了' : '为您留了一个时间'}</View>
        <View className="booking-when cb-num">{sayInstant(data.startsAt, nowMs)}</View>
        <View className="cb-muted">
          {data.serviceName} · 约 {saySpan(data.minutes)}
        </View>
        <View className="cb-muted">
          {data.model}
          {data.plate ? ` ${sayPlate(data.plate)}` : ''}
        </View>
        <View className="offer-left">
          <View className="cb-grow cb-small cb-muted">为您保留</View>
          <View className="offer-left__value cb-num">
            <Countdown untilMs={untilMs} onEnd={on.onOver} />
          </View>
        </View>
      </Card>
      <Card flush>
        <Cell icon="person" title="服务顾问" value={data.advisorName ?? '到店安排'} />
        <PlaceCell title={data.storeName} address={data.storeAddress} />
        <Cell
          icon="phone"
          title="联系门店"
          note={data.storePhone}
          onClick={() => on.onCall(data.storePhone)}
        />
      </Card>
      <Card title="还想告诉我们">
        <Textarea
          className="book-note"
          value={note}
          maxlength={200}
          autoHeight
          placeholder="例如：冷车启动时有异响（可不填）"
          onInput={(event) => on.onNote(event.detail.value)}
        />
      </Card>
    </View>
  );
}
