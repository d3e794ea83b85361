import { DAY_MS } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type Booking, FreeReschedules } from '../../booking/index.js';
import {
  type DueMessage,
  type EventRule,
  EventRules,
  MessageChecks,
  type MessagePlan,
  Messages,
  sayShort,
  sayStage,
  ToldQueries,
} from '../../messaging/index.js';
import type { Store } from '../../store/index.js';
import { StoreCars } from '../../vehicle/index.js';
import { type KnownWeather, tipOf, WeatherReader } from '../../weather/index.js';
import {
  allClearNotice,
  rescheduleReason,
  sayFreeReschedule,
  sayWarning,
  warningWords,
} from '../domain/weather-words.js';
import type { Step, Wave } from '../persistence/weather-wave.repository.js';
import { aboutBooking } from './about-booking.js';
import { sayNotice } from './say-notice.js';

/** Cars of one step: a bounded transaction. */
const CHUNK = 1_000;

type Target = { ownerId: string; vehicleId: string; booking: Booking | null };

/** Warns the owners of a store, offers a free reschedule to those who are booked, and tells these when it is over. */
@Injectable()
export class WeatherWarnings implements OnModuleInit {
  constructor(
    private readonly registry: MessageChecks,
    private readonly messages: Messages,
    private readonly told: ToldQueries,
    private readonly weather: WeatherReader,
    private readonly cars: StoreCars,
    private readonly reschedules: FreeReschedules,
    private readonly rules: EventRules,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.registerMany(['weather_alert'], (messages) => this.untrue(messages));
  }

  /** One step of a warning: first those who are booked in the window, then all cars of the store. */
  async warn(tx: Tx, weather: KnownWeather, store: Store, wave: Wave): Promise<Step> {
    if (weather.closedAt !== null) return { planned: 0, next: null, why: '预警已结束。' };
    const rank = Number(wave.wave.replace('warn-', ''));
    // A higher level has a pass of its own; after a lower one this pass goes on, and nobody hears it twice.
    if (weather.rank > rank) return { planned: 0, next: null, why: '预警已升级，由更高级别的提醒接着发。' };
    const rule = await this.rules.on(store.id, 'weather');
    if (!rule) return { planned: 0, next: null, why: '天气提醒已停用或暂停。' };
    const booked = wave.cursorId === '' ? await this.offer(tx, weather, store) : [];
    const { cars, last } = await this.cars.page(store.id, wave.cursorId, CHUNK);
    const targets: Target[] = [
      ...booked.map((booking) => ({ ownerId: booking.ownerId, vehicleId: booking.vehicleId, booking })),
      ...cars.map(({ ownerId, vehicleId }) => ({ ownerId, vehicleId, booking: null })),
    ];
    // One message per owner, the one about their booking first; the key refuses the others anyway.
    const byOwner = new Map<string, Target>();
    for (const target of targets) if (!byOwner.has(target.ownerId)) byOwner.set(target.ownerId, target);
    const plans = [...byOwner.values()].map((target) => this.planOf(weather, rank, store, rule, target));
    const ids = await this.messages.planMany(tx, plans);
    return { planned: ids.filter((id) => id !== null).length, next: last };
  }

  /** Tells those who were offered another time, and were told of it, that all is well again. One step. */
  async allClear(tx: Tx, weather: KnownWeather, store: Store): Promise<Step> {
    const now = this.clock.now();
    const standing = (await this.reschedules.standing(store.id, weather.id)).filter(
      ({ startsAt }) => startsAt > now,
    );
    const told = await this.told.among(
      standing.map(({ ownerId }) => ownerId),
      weather.id,
      'weather_alert',
    );
    const rule = await this.rules.on(store.id, 'weather_change');
    const plans = rule
      ? standing
          .filter(({ ownerId }) => told.has(ownerId))
          .flatMap((booking) => this.clearPlansOf(weather, store, rule, booking))
      : [];
    const ids = await this.messages.planMany(tx, plans);
    return { planned: ids.filter((id) => id !== null).length, next: null };
  }

  /** What the owner of a booking is told by a rule once the weather is over. */
  clearPlansOf(weather: KnownWeather, store: Store, rule: EventRule, booking: Booking): MessagePlan[] {
    const now = this.clock.now();
    const facts = { startsAt: booking.startsAt, storeName: store.name, storePhone: store.phone };
    return sayNotice(rule, allClearNotice(weather, facts, now)).map((said) => ({
      ...said,
      // About a booking under way, a message of service: the day's one care message has been the warning itself.
      ...aboutBooking(booking),
      dedupeKey: `weather:${weather.id}:over:${booking.id}`,
      notBefore: now,
      expiresAt: booking.startsAt,
    }));
  }

  private offer(tx: Tx, weather: KnownWeather, store: Store): Promise<Booking[]> {
    return this.reschedules.offer(tx, {
      storeId: store.id,
      from: weather.startsAt,
      to: weather.endsAt,
      reason: rescheduleReason(weather.title),
      eventId: weather.id,
    });
  }

  /** What one owner is told of a warning by a rule. */
  planOf(weather: KnownWeather, rank: number, store: Store, rule: EventRule, target: Target): MessagePlan {
    const now = this.clock.now();
    const { booking } = target;
    const stage = rule.body.stages[0] ?? { title: '天气提醒', body: '{why}。', short: null, validDays: 1 };
    const facts = { ...weather, tip: tipOf[weather.kind], now };
    const also = booking === null ? '' : sayFreeReschedule(booking.startsAt, now);
    const known = { why: sayWarning(facts), store: store.name, phone: store.phone };
    const words = warningWords(facts, rank);
    return {
      ...sayStage(stage, known, also),
      dedupeKey: `weather:${weather.root}:${rank}:${target.ownerId}`,
      storeId: store.id,
      ownerId: target.ownerId,
      vehicleId: target.vehicleId,
      kind: 'weather_alert',
      class: 'care',
      subjectType: 'weather',
      subjectId: weather.id,
      words: { ...words, reason: sayShort(stage, known, words.reason ?? ''), store: store.name },
      page:
        booking === null
          ? 'pages/home/index'
          : `subpackages/booking/detail/index?id=${booking.id}&reschedule=1`,
      actionLabel: booking === null ? rule.body.actionLabel : '免费改期',
      channels: rule.body.channels,
      notBefore: now,
      expiresAt: Math.min(weather.endsAt, now + stage.validDays * DAY_MS),
    };
  }

  /** A warning that is over, or of a lower level than it is by now, is not said any more. */
  private async untrue(messages: readonly DueMessage[]): Promise<Map<string, string>> {
    const known = await this.weather.findByIds(messages.flatMap(({ subjectId }) => subjectId ?? []));
    const found = new Map<string, string>();
    const paused = new Map<string, string | null>();
    for (const message of messages) {
      const weather = known.get(message.subjectId ?? '');
      if (!paused.has(message.storeId))
        paused.set(message.storeId, await this.rules.whyNot(message.storeId, 'weather'));
      const why = !weather
        ? '这次天气已不在记录里。'
        : weather.state === 'cancelled'
          ? '预警已解除，不再发送。'
          : weather.closedAt !== null
            ? '预警已结束，不再发送。'
            : Number(message.words.rank) < weather.rank
              ? '预警已升级，以更高级别的提醒为准。'
              : (paused.get(message.storeId) ?? null);
      if (why !== null) found.set(message.id, why);
    }
    return found;
  }
}
