import { addDays, atShanghai, businessDate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { type EventConsumer, EventConsumers, type Heard } from '../../../platform/outbox/index.js';
import { WakeUp } from '../../../platform/queue/index.js';
import { EventRules } from '../../messaging/index.js';
import { checkAfter, isTold, type KnownWeather, WeatherReader } from '../../weather/index.js';
import { WEATHER_RING } from '../jobs/weather-waves.job.js';
import { WeatherWaveRepository } from '../persistence/weather-wave.repository.js';

/** Turns what the weather does into passes over the owners of the stores it concerns. */
@Injectable()
export class WeatherReactions implements EventConsumer {
  readonly name = 'notification.weather';
  readonly types = ['weather.warned', 'weather.changed', 'weather.over'] as const;

  constructor(
    consumers: EventConsumers,
    private readonly weather: WeatherReader,
    private readonly waves: WeatherWaveRepository,
    private readonly rules: EventRules,
    private readonly wakeUp: WakeUp,
    private readonly clock: Clock,
  ) {
    consumers.add(this);
  }

  async handle(tx: Tx, event: Heard<WeatherReactions>): Promise<void> {
    const weather = await this.weather.findById(event.payload.eventId);
    if (!weather) return;
    if (event.type === 'weather.over') await this.over(tx, weather, event.payload.cancelled);
    // An update that is no worse is no second message; a worse one is.
    else if (event.type === 'weather.warned' || event.payload.raised) await this.warn(tx, weather);
    tx.afterCommit(() => this.wakeUp.ring(WEATHER_RING));
  }

  private async warn(tx: Tx, weather: KnownWeather): Promise<void> {
    if (weather.closedAt !== null || !isTold(weather.kind, weather.level)) return;
    const now = this.clock.now();
    for (const store of await this.weather.storesOf(weather)) {
      const key = { eventId: weather.id, storeId: store.id, wave: `warn-${weather.rank}` };
      await this.waves.add(tx, key, now, now);
    }
  }

  private async over(tx: Tx, weather: KnownWeather, cancelled: boolean): Promise<void> {
    const now = this.clock.now();
    const over = weather.closedAt ?? now;
    // What was called off before it began has left no trace on any car.
    const began = weather.startsAt <= over;
    const check = began && checkAfter(weather.kind, weather.level) !== null;
    for (const store of await this.weather.storesOf(weather)) {
      const key = { eventId: weather.id, storeId: store.id };
      if (cancelled) await this.waves.add(tx, { ...key, wave: 'change' }, now, now);
      const rule = check ? await this.rules.on(store.id, 'weather_over') : null;
      if (!rule) continue;
      const days = Math.max(1, ...rule.body.stages.map(({ offset }) => offset).slice(0, 1));
      const dueAt = atShanghai(addDays(businessDate(over), days), rule.body.tellAt);
      await this.waves.add(tx, { ...key, wave: 'check' }, dueAt, now);
    }
  }
}
