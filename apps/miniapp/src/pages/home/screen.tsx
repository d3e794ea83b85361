import type { HomeCarView, HomeView, PlayBanner } from '@cheban/contracts';
import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { Resource } from '@/shared/data/resource';
import { dateOf } from '@/shared/format/when';
import {
  a11y,
  Button,
  Card,
  Cell,
  Empty,
  Icon,
  KnownStoreCell,
  ResourceView,
  Screen,
  Skeleton,
  SkeletonCard,
  SubscribeLine,
} from '@/shared/ui';
import { CarCard } from './components/car-card';
import { CarSwitch } from './components/car-switch';
import { DueTiles } from './components/due-tiles';
import { PlayLine } from './components/play-line';
import { RescueLine } from './components/rescue-line';
import { RunningCard } from './components/running-card';
import { WeatherCard } from './components/weather-card';

export interface HomeScreenProps {
  home: Resource<HomeView>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** The car shown, of `home.cars`. */
  car: HomeCarView | undefined;
  /** From `useSubscribe`. */
  offer: { readonly offered: boolean; readonly ask: () => Promise<boolean> };
  /** Red packets or a game to tell of, unless it was put away; when it starts by the clock of this phone. */
  play: (PlayBanner & { readonly startsAtMs: number }) | null;
  onPlay: (play: PlayBanner) => void;
  onPlayStart: () => void;
  onPlayClose: (play: PlayBanner) => void;
  onSwitchCar: (carId: string) => void;
  onBook: (car: HomeCarView) => void;
  /** Bad weather: opens the booking with the sheet for another time. */
  onFreeMove: (bookingId: string) => void;
  onOpenRunning: (running: HomeCarView['running'][number]) => void;
  onOpenVisit: (visitId: string) => void;
  onRate: (visitId: string) => void;
  onHistory: (car: HomeCarView) => void;
  onMileage: () => void;
  onMessages: () => void;
  onBind: () => void;
  onCallStore: (phone: string) => void;
  onRescue: (car: HomeCarView) => void;
  onInsurance: (car: HomeCarView) => void;
  onOpenRescue: (id: string) => void;
  onRetry: () => void;
  /** Sheets above the page. */
  children?: ReactNode;
}

const skeleton = (
  <View className="cb-stack">
    <View className="cb-card cb-skeleton-card">
      <Skeleton width="46%" height="22px" />
      <Skeleton height="120px" />
      <Skeleton width="70%" height="28px" />
    </View>
    <SkeletonCard lines={1} />
  </View>
);

/** Home answers one question: what does my car need, and when? */
export function HomeScreen(props: HomeScreenProps) {
  const { home, car } = props;
  return (
    <Screen footer={car ? <NextStep {...props} car={car} /> : undefined}>
      <ResourceView resource={home} skeleton={skeleton} onRetry={props.onRetry}>
        {(data) => (car ? <Filled {...props} data={data} car={car} /> : <NoCar onBind={props.onBind} />)}
      </ResourceView>
      <KnownStoreCell page={home} />
      {props.children}
    </Screen>
  );
}

/**
 * The one thing to do now: help on the road before all; what runs comes before booking again, which would lead to the
 * same booking.
 */
function NextStep({ car, onBook, onOpenRunning, onOpenRescue }: HomeScreenProps & { car: HomeCarView }) {
  const [running] = car.running;
  const { rescue } = car;
  if (rescue)
    return (
      <Button block onClick={() => onOpenRescue(rescue.id)}>
        查看救援进度
      </Button>
    );
  return running ? (
    <Button block onClick={() => onOpenRunning(running)}>
      {running.type === 'visit' ? '查看进度' : '查看预约'}
    </Button>
  ) : (
    <Button block onClick={() => onBook(car)}>
      预约{car.due ? car.due.title : '到店'}
    </Button>
  );
}

function NoCar({ onBind }: { onBind: () => void }) {
  return (
    <Empty
      icon="car"
      title="还没有绑定爱车"
      note="填上车牌号或车架号就好，保养、保险到期前提前告诉您。"
      action={{ label: '绑定爱车', onClick: onBind }}
    />
  );
}

function Filled({ data, car, play, ...props }: HomeScreenProps & { data: HomeView; car: HomeCarView }) {
  const today = dateOf(props.nowMs);
  const last = car.lastVisit;
  return (
    <View className="cb-stack">
      <View className="home-hello">
        <View className="cb-grow">
          <Text className="home-hello__name">{data.name ? `${data.name}，您好` : '您好'}</Text>
        </View>
        <View
          className="home-bell"
          onClick={props.onMessages}
          {...a11y('button', `消息，${data.unread} 条未读`)}
        >
          <Icon name="bell" size={24} />
          {data.unread > 0 ? (
            <View className="home-bell__count">{data.unread > 99 ? '99+' : data.unread}</View>
          ) : null}
        </View>
      </View>
      {car.rescue ? (
        <RescueLine rescue={car.rescue} onOpen={() => props.onOpenRescue(car.rescue?.id ?? '')} />
      ) : null}
      {car.running.map((running) => (
        <RunningCard
          key={running.id}
          running={running}
          nowMs={props.nowMs}
          onOpen={() => props.onOpenRunning(running)}
          onFreeMove={() => props.onFreeMove(running.id)}
        />
      ))}
      {data.weather ? (
        <WeatherCard weather={data.weather} nowMs={props.nowMs} onRescue={() => props.onRescue(car)} />
      ) : null}
      {play ? (
        <PlayLine
          play={play}
          startsAtMs={play.startsAtMs}
          onOpen={() => props.onPlay(play)}
          onStart={props.onPlayStart}
          onClose={() => props.onPlayClose(play)}
        />
      ) : null}
      <CarSwitch cars={data.cars} shown={car.id} onSwitch={props.onSwitchCar} />
      <CarCard car={car} onMileage={props.onMileage} />
      <SubscribeLine offer={props.offer} words="保养快到期时，微信提醒您" />
      {car.tiles.length > 0 ? (
        <DueTiles tiles={car.tiles} today={today} onInsurance={() => props.onInsurance(car)} />
      ) : null}
      <Card flush>
        {last && !last.rated ? (
          <Cell
            icon="star"
            title="上次服务还满意吗？"
            note="您的评价会直接送到店总"
            onClick={() => props.onRate(last.id)}
          />
        ) : null}
        {last ? (
          <Cell
            icon="tyre"
            title="健康报告"
            note="轮胎、胎纹、刹车片"
            onClick={() => props.onOpenVisit(last.id)}
          />
        ) : null}
        <Cell
          icon="document"
          title="服务记录"
          note="做过什么、花了多少，都在这里"
          onClick={() => props.onHistory(car)}
        />
        <Cell
          icon="wrench"
          title="呼叫救援"
          note="拖车、搭电、换胎，门店马上安排"
          onClick={() => props.onRescue(car)}
        />
        <Cell
          icon="phone"
          title={`联系${car.storeName}`}
          note={car.storePhone}
          onClick={() => props.onCallStore(car.storePhone)}
        />
      </Card>
    </View>
  );
}
