import { DAY_MS } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { BookingReader } from '../../booking/index.js';
import {
  type DueMessage,
  type EventRule,
  EventRules,
  MESSAGE_ID,
  MessageChecks,
  type MessagePlan,
  Messages,
  sayShort,
  sayStage,
  ToldQueries,
} from '../../messaging/index.js';
import type { Store } from '../../store/index.js';
import { type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import { checkAfter, type KnownWeather } from '../../weather/index.js';
import { VisitReader } from '../../workshop/index.js';
import { sayTime } from '../domain/say-time.js';
import { sayCheck } from '../domain/weather-words.js';
import type { Step } from '../persistence/weather-wave.repository.js';

const CHUNK = 500;

/** The day after: a check is offered to those who had heard of the weather, where it may have hurt their cars. */
@Injectable()
export class WeatherChecks implements OnModuleInit {
  constructor(
    private readonly registry: MessageChecks,
    private readonly messages: Messages,
    private readonly told: ToldQueries,
    private readonly vehicles: VehicleDirectory,
    private readonly bookings: BookingReader,
    private readonly visits: VisitReader,
    private readonly rules: EventRules,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.registerMany(['weather_check'], (messages) => this.untrue(messages));
  }

  /** One step over those who were told of the warning. `cursor` is a message's id. */
  async invite(tx: Tx, weather: KnownWeather, store: Store, cursor: string): Promise<Step> {
    const after = checkAfter(weather.kind, weather.level);
    const rule = await this.rules.on(store.id, 'weather_over');
    if (!after || !rule) return { planned: 0, next: null, why: '雨后检查已停用或暂停。' };
    const about = {
      storeId: store.id,
      subjectId: weather.id,
      kind: 'weather_alert' as const,
      since: weather.createdAt,
    };
    const told = await this.told.page(about, cursor, CHUNK);
    const cars = await this.vehicles.findByIds(told.flatMap(({ vehicleId }) => vehicleId ?? []));
    const ids = await this.messages.planMany(
      tx,
      told.map(({ ownerId, vehicleId }) =>
        this.planOf(weather, after, store, rule, {
          ownerId,
          vehicleId,
          car: vehicleId === null ? undefined : cars.get(vehicleId),
        }),
      ),
    );
    const next = told.length < CHUNK ? null : (told[told.length - 1]?.id ?? null);
    return { planned: ids.filter((id) => id !== null).length, next };
  }

  /** What one owner is offered afterwards by a rule. */
  planOf(
    weather: KnownWeather,
    after: { why: string; look: string },
    store: Store,
    rule: EventRule,
    { ownerId, vehicleId, car }: { ownerId: string; vehicleId: string | null; car: Vehicle | undefined },
  ): MessagePlan {
    const now = this.clock.now();
    const stage = rule.body.stages[0] ?? { title: '雨后检查', body: '{why}。', short: null, validDays: 3 };
    const facts = {
      why: sayCheck(weather.typeName, after),
      store: store.name,
      phone: store.phone,
      ...(car ? { model: car.model } : {}),
    };
    return {
      ...sayStage(stage, facts),
      dedupeKey: `weather:${weather.root}:check:${ownerId}`,
      storeId: store.id,
      ownerId,
      vehicleId,
      kind: 'weather_check',
      class: 'care',
      subjectType: 'weather',
      subjectId: weather.id,
      words: {
        model: car ? `${car.brand} ${car.model}` : '您的爱车',
        date: sayTime(now).slice(0, -6),
        reason: sayShort(stage, facts, '雨后涉水，建议来店检查'),
        store: store.name,
      },
      page: `subpackages/booking/create/index?messageId=${MESSAGE_ID}`,
      actionLabel: rule.body.actionLabel,
      channels: rule.body.channels,
      notBefore: now,
      expiresAt: now + stage.validDays * DAY_MS,
    };
  }

  /** A car that is booked or in the workshop will be looked at anyway. */
  private async untrue(messages: readonly DueMessage[]): Promise<Map<string, string>> {
    const ids = messages.flatMap(({ vehicleId }) => vehicleId ?? []);
    const [booked, inside] = await Promise.all([
      this.bookings.openOfVehicles(ids),
      this.visits.openOfVehicles(ids),
    ]);
    const taken = new Set([...booked, ...inside].map(({ vehicleId }) => vehicleId));
    const found = new Map<string, string>();
    for (const message of messages) {
      const why =
        message.vehicleId !== null && taken.has(message.vehicleId)
          ? '爱车已有预约或正在店里，不再邀请检查。'
          : await this.rules.whyNot(message.storeId, 'weather_over');
      if (why !== null) found.set(message.id, why);
    }
    return found;
  }
}
