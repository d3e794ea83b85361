import type { OwnerLoanView, VisitView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { type ReactNode, useEffect, useState } from 'react';
import { BookingListScreen } from '@/pages/booking/screen';
import { HomeScreen } from '@/pages/home/screen';
import type { Resource } from '@/shared/data/resource';
import { setLargeText } from '@/shared/theme/large-text';
import { Screen } from '@/shared/ui';
import { BindScreen } from '@/subpackages/account/components/bind-screen';
import { LoginScreen } from '@/subpackages/account/components/login-screen';
import { SettingsScreen } from '@/subpackages/account/components/settings-screen';
import { AnswerRow } from '@/subpackages/booking/components/answer-row';
import { BookingForm } from '@/subpackages/booking/components/booking-form';
import type { BookingChoice } from '@/subpackages/booking/components/choice';
import { WaveScreen } from '@/subpackages/campaign/components/wave-screen';
import { CouponTicket } from '@/subpackages/coupon/components/coupon-tickets';
import { MessageCard } from '@/subpackages/message/components/message-card';
import { emptyRating, type RatingDraft, RatingForm } from '@/subpackages/rating/components/rating-form';
import { ItemScreen } from '@/subpackages/shop/components/item-screen';
import { ServiceCard } from '@/subpackages/shop/components/service-card';
import { ReportCards } from '@/subpackages/visit/components/report-card';
import { VisitScreen } from '@/subpackages/visit/components/visit-screen';
import { gameScenes } from './game-scenes';
import * as samples from './samples';
import '@/pages/home/home.css';
import '@/subpackages/account/account.css';
import '@/subpackages/booking/booking.css';
import '@/subpackages/campaign/campaign.css';
import '@/subpackages/coupon/coupon.css';
import '@/subpackages/message/message.css';
import '@/subpackages/rating/rating.css';
import '@/subpackages/shop/shop.css';
import '@/subpackages/visit/visit.css';
import { Kit } from './kit';

const nothing = () => undefined;
const noOffer = { offered: false, ask: async () => false };

function Home({ home, carIndex = 0 }: { home: Resource<(typeof samples)['home']>; carIndex?: number }) {
  return (
    <HomeScreen
      home={home}
      nowMs={samples.nowMs}
      car={home.data?.cars[carIndex]}
      offer={noOffer}
      play={{ ...samples.play, startsAtMs: Date.now() + samples.play.startsInMs }}
      onPlay={nothing}
      onPlayStart={nothing}
      onPlayClose={nothing}
      onHistory={nothing}
      onMileage={nothing}
      onSwitchCar={nothing}
      onBook={nothing}
      onFreeMove={nothing}
      onOpenRunning={nothing}
      onOpenVisit={nothing}
      onRate={nothing}
      onMessages={nothing}
      onBind={nothing}
      onCallStore={nothing}
      onRescue={nothing}
      onInsurance={nothing}
      onOpenRescue={nothing}
      onRetry={nothing}
    />
  );
}

function Visit({ visit, loan }: { visit: VisitView; loan?: OwnerLoanView }) {
  return (
    <VisitScreen
      visit={{ status: 'ready', data: visit }}
      loan={loan}
      offer={noOffer}
      nowMs={samples.nowMs}
      busy={false}
      opening={false}
      onSheet={nothing}
      onAnswer={nothing}
      onBookDeclined={nothing}
      onDropDeclined={nothing}
      onRecord={nothing}
      onIncludes={nothing}
      onReport={nothing}
      onRate={nothing}
      onCall={nothing}
      onRetry={nothing}
    />
  );
}

function Booking() {
  const [choice, setChoice] = useState<BookingChoice>({
    vehicleId: samples.prefill.vehicleId,
    storeId: samples.prefill.storeId,
    serviceId: samples.prefill.serviceId,
    advisorId: samples.prefill.advisorId,
    on: '2026-11-22',
    startsAt: samples.prefill.slots.days[1]?.slots.find((slot) => slot.free)?.startsAt ?? null,
  });
  return (
    <BookingForm
      prefill={samples.prefill}
      choice={choice}
      note=""
      onNote={nothing}
      nowMs={samples.nowMs}
      onChange={(change) => setChoice({ ...choice, ...change })}
      onSubmit={nothing}
    >
      <AnswerRow messageId="sample" nowMs={samples.nowMs} onAnswered={nothing} />
    </BookingForm>
  );
}

function Rating({ stars }: { stars: number }) {
  const [draft, setDraft] = useState<RatingDraft>({ ...emptyRating, stars });
  return (
    <RatingForm
      about="定期保养 · 11月21日"
      draft={draft}
      onChange={(change) => setDraft({ ...draft, ...change })}
      onSubmit={nothing}
    />
  );
}

const ready = <T,>(data: T): Resource<T> => ({ status: 'ready', data });

function Wave({ phase }: { phase: 'coming' | 'far' | 'open' | 'won' | 'sold_out' }) {
  const { waveView, packet } = samples;
  const startsInMs = phase === 'coming' ? 754_000 : phase === 'far' ? 93_784_000 : 0;
  const state = phase === 'won' ? 'open' : phase === 'far' ? 'coming' : phase;
  const far = { reminder: 'offered' as const, noTicketText: '离开抢还早，请临近开始时再来。' };
  const mine = phase === 'won' ? packet : null;
  const wave = { ...waveView, state, startsInMs, mine, ...(phase === 'far' && far) };
  return (
    <WaveScreen
      known={ready({ wave, startsAtMs: Date.now() + startsInMs, askAtMs: null })}
      nowMs={Date.now()}
      grab={{ state: 'idle', answer: null, problem: null }}
      step={{ words: '确认收款', note: null, busy: false, run: nothing }}
      onStart={nothing}
      onRemind={nothing}
      onGrab={nothing}
      onMine={nothing}
      onRetry={nothing}
    />
  );
}

const scenes: Record<string, () => ReactNode> = {
  home: () => <Home home={ready(samples.home)} />,
  'home-late': () => <Home home={ready(samples.home)} carIndex={1} />,
  'home-visit': () => {
    const [car] = samples.home.cars;
    if (!car) return null;
    const running = [
      {
        type: 'visit' as const,
        id: 'v',
        step: 'in_work' as const,
        promisedAt: samples.visit.promisedAt,
        title: '定期保养',
        storeName: '浦东店',
      },
    ];
    return <Home home={ready({ ...samples.home, cars: [{ ...car, colour: '红', running }] })} />;
  },
  'home-empty': () => <Home home={ready({ name: '', unread: 0, cars: [] })} />,
  'home-loading': () => <Home home={{ status: 'loading' }} />,
  booking: () => <Booking />,
  bookings: () => (
    <BookingListScreen
      bookings={ready(samples.bookings)}
      waiting={{ items: [], askedMs: 0 }}
      onOffer={nothing}
      onLeave={nothing}
      onOfferOver={nothing}
      more="none"
      onMore={nothing}
      nowMs={samples.nowMs}
      onNew={nothing}
      onOpen={nothing}
      onRetry={nothing}
    />
  ),
  visit: () => <Visit visit={samples.visit} loan={samples.loan} />,
  'visit-done': () => <Visit visit={samples.finishedVisit} />,
  report: () => (
    <Screen>
      <View className="cb-stack">
        <ReportCards report={samples.report} nowMs={samples.nowMs} onBook={nothing} />
      </View>
    </Screen>
  ),
  rating: () => <Rating stars={5} />,
  'rating-bad': () => <Rating stars={2} />,
  messages: () => (
    <Screen>
      <View className="cb-stack">
        {samples.messages.map((message) => (
          <MessageCard key={message.id} message={message} nowMs={samples.nowMs} onOpen={nothing} />
        ))}
      </View>
    </Screen>
  ),
  bind: () => (
    <BindScreen
      phoneMasked={null}
      consentOnly={false}
      onTyped={nothing}
      onConsent={nothing}
      waitSec={0}
      busy={false}
      problem={null}
      onWechatPhone={nothing}
      onSendCode={nothing}
      onSmsCode={nothing}
      onBindCar={nothing}
    />
  ),
  login: () => <LoginScreen brandName="车伴" demo={false} busy={false} problem={null} onLogin={nothing} />,
  settings: () => (
    <SettingsScreen
      largeText={false}
      phoneMasked="138****0000"
      loggedIn
      onLargeText={nothing}
      onPhone={nothing}
      onPrivacy={nothing}
      onLogout={nothing}
    />
  ),
  'wave-coming': () => <Wave phase="coming" />,
  'wave-far': () => <Wave phase="far" />,
  'wave-open': () => <Wave phase="open" />,
  'wave-won': () => <Wave phase="won" />,
  'wave-sold-out': () => <Wave phase="sold_out" />,
  wallet: () => (
    <Screen>
      <View className="cb-stack">
        <CouponTicket coupon={samples.coupon} onOpen={nothing} />
        <CouponTicket
          coupon={{ ...samples.coupon, state: 'used', stateLabel: '已使用', soon: false }}
          onOpen={nothing}
        />
        <ServiceCard card={samples.card} nowMs={samples.nowMs} />
      </View>
    </Screen>
  ),
  'shop-item': () => (
    <ItemScreen
      item={ready(samples.item)}
      quantity={1}
      busy={false}
      problem={null}
      onQuantity={nothing}
      onUnpaid={nothing}
      onBuy={nothing}
      onRetry={nothing}
    />
  ),
  ...gameScenes,
  kit: () => <Kit />,
};

/** Every component with sample props: `?show=home`, `&large=1`. */
export default function Gallery() {
  const { show = 'home', large } = useRouter().params;
  useEffect(() => setLargeText(large === '1'), [large]);
  const Scene = scenes[show] ?? Kit;
  return <Scene />;
}
