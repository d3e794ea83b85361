import { createHash } from 'node:crypto';
import { addDays, DAY_MS, MINUTE_MS, startOfBusinessDay } from '@cheban/kernel';
import { ProviderError, type WeatherAlert, type WeatherAlerts } from '@cheban/wechat';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { newId, UnitOfWork } from '../../../platform/database/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { type DomainEvent, Outbox } from '../../../platform/outbox/index.js';
import { isNear, placeFromKey } from '../domain/place.js';
import { accountBackOff, placeBackOff, pollInterval } from '../domain/poll-pace.js';
import { isTold, kindOf, levelAt, levelOf, rankOf } from '../domain/weather-kind.js';
import { foldAlerts, type IncomingAlert, type SeriesChange } from '../domain/weather-series.js';
import { type WeatherEvent, WeatherRepository } from '../persistence/weather.repository.js';
import { WeatherPollRepository } from '../persistence/weather-poll.repository.js';
import type { WeatherEvents } from '../weather.events.js';
import { StorePlaces } from './store-places.queries.js';
import { WeatherSource } from './weather-source.js';

/**
 * Asks the provider for the warnings of every distinct place of the stores, within the day's budget, and turns them
 * into events. Events: weather.warned, weather.changed { raised }, weather.over { cancelled }, each with { eventId }.
 */
@Injectable()
export class PollWeather {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly source: WeatherSource,
    private readonly places: StorePlaces,
    private readonly polls: WeatherPollRepository,
    private readonly events: WeatherRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Asks where the turn has come, and ends what the clock has ended. Returns how many places were asked. */
  async run(): Promise<number> {
    const asked = this.source.isOn ? await this.askAll() : 0;
    for (const place of await this.events.placesWithExpired(this.clock.now())) await this.apply(place, null);
    return asked;
  }

  private async askAll(): Promise<number> {
    const { minutes, dailyCalls } = this.config.weather;
    const keys = [...(await this.places.byPlace()).keys()];
    const now = this.clock.now();
    if ((await this.polls.pausedUntil(now)) !== null) return 0;
    const interval = pollInterval(keys.length, minutes, dailyCalls);
    let asked = 0;
    for (const { place, nextPollAt, failures } of await this.polls.due(keys, now)) {
      if (!(await this.polls.take(place, nextPollAt, now + interval))) continue;
      if (!(await this.polls.spend(this.clock.today(), dailyCalls))) {
        const tomorrow = startOfBusinessDay(addDays(this.clock.today(), 1));
        await this.polls.failed(place, '今天的天气查询次数已用完，明天 0 点后继续。', tomorrow);
        continue;
      }
      asked += 1;
      try {
        await this.apply(place, await this.source.alerts(placeFromKey(place)));
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        this.logger.warn({ code: error.code, place, provider: error.providerText }, 'weather refused');
        const paused = error.code === '429' || error.reaction === 'CONFIG';
        await this.polls.failed(place, problemOf(error), now + placeBackOff(failures + 1, interval));
        if (!paused) continue;
        await this.polls.refused(this.clock.today(), accountBackOff, now);
        return asked;
      }
    }
    return asked;
  }

  /** Writes what an answer, or the clock alone (`answer` null), changes at a place. */
  private async apply(place: string, answer: WeatherAlerts | null): Promise<void> {
    await this.uow.run(async (tx) => {
      const now = this.clock.now();
      await this.polls.lock(tx, place);
      const incoming = (answer?.alerts ?? []).flatMap((alert) => read(alert, now) ?? []);
      const named = new Set(incoming.map(({ alertId }) => alertId));
      const known = await this.events.known(place, [...named]);
      const open = await this.events.open();
      const change = foldAlerts({
        now,
        events: open.filter((event) => event.place === place),
        live: await this.events.live(place),
        incoming: answer === null ? null : incoming.filter(({ alertId }) => !known.has(alertId)),
        named,
        newEvent: (alert) => ({ id: newId(this.clock), root: rootOf(place, alert, open) }),
      });
      await this.events.apply(tx, place, change, answer?.attributions ?? [], now);
      await this.outbox.append(tx, ...happenings(change, open));
      if (answer === null) return;
      await this.polls.succeeded(tx, place, now);
      await this.polls.accepted(tx, this.clock.today());
    });
  }
}

/** Neighbouring places share the name of one weather, so that an owner of cars at both is told once. */
function rootOf(place: string, alert: IncomingAlert, open: readonly WeatherEvent[]): string {
  const here = placeFromKey(place);
  const near = open.find((event) => event.kind === alert.kind && isNear(here, placeFromKey(event.place)));
  return near?.root ?? plainId(alert.alertId, 64);
}

function happenings(change: SeriesChange, open: readonly WeatherEvent[]): DomainEvent<keyof WeatherEvents>[] {
  const storeId = null;
  const before = new Map(open.map(({ id, rank }) => [id, rank]));
  return [
    ...change.opened
      .filter(({ kind, rank }) => isTold(kind, levelAt(rank)))
      .map(({ id }) => ({ type: 'weather.warned' as const, storeId, payload: { eventId: id } })),
    ...change.changed.map(({ id, rank }) => {
      const raised = rank > (before.get(id) ?? 0);
      return { type: 'weather.changed' as const, storeId, payload: { eventId: id, raised } };
    }),
    ...change.closed.map(({ event: { id }, state }) => ({
      type: 'weather.over' as const,
      storeId,
      payload: { eventId: id, cancelled: state === 'cancelled' },
    })),
  ];
}

/** An alert as we keep it; null if it says nothing to a driver. */
function read(alert: WeatherAlert, now: number): IncomingAlert | null {
  const kind = kindOf(alert.typeCode, alert.typeName);
  if (kind === null) return null;
  const issuedAt = alert.issuedAt === '' ? now : Date.parse(alert.issuedAt);
  const startsAt = Date.parse(alert.onsetAt ?? alert.effectiveAt ?? '') || issuedAt;
  const said = alert.expiresAt === null ? startsAt + DAY_MS : Date.parse(alert.expiresAt);
  return {
    alertId: plainId(alert.id, 80),
    messageType: alert.messageType,
    supersedes: alert.supersedes.map((id) => plainId(id, 80)),
    kind,
    rank: rankOf(levelOf(alert.color, alert.severity)),
    typeCode: /^[\w.-]{1,12}$/.test(alert.typeCode) ? alert.typeCode : '',
    typeName: alert.typeName.slice(0, 20),
    sender: alert.senderName.slice(0, 60),
    headline: alert.headline.slice(0, 200),
    description: alert.description.slice(0, 1000),
    issuedAt,
    startsAt,
    endsAt: Math.max(said, startsAt + MINUTE_MS),
  };
}

/** The provider's id if it fits an ascii column of that length, else its hash. */
function plainId(id: string, length: number): string {
  return new RegExp(`^[\\w.-]{1,${length}}$`).test(id)
    ? id
    : createHash('sha256').update(id).digest('hex').slice(0, 40);
}

function problemOf(error: ProviderError): string {
  if (error.code === '429') return '天气服务说我们问得太频繁，已放慢。';
  if (error.reaction === 'CONFIG')
    return `天气服务拒绝了我们的密钥或账户（${error.code}），请管理员检查配置和余额。`;
  if (error.reaction === 'BUG') return `天气服务不认识这个地点（${error.code}），请检查门店的经纬度。`;
  return `天气服务暂时没有应答（${error.code}），稍后再试。`;
}
