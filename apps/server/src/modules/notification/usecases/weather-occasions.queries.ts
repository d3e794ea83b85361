import { HOUR_MS } from '@cheban/kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BookingReader } from '../../booking/index.js';
import { EventOccasions, type OccasionRequest, type Occasions, plansOfFirst } from '../../messaging/index.js';
import { type Store, StoreCatalog } from '../../store/index.js';
import { StoreCars, VehicleDirectory } from '../../vehicle/index.js';
import { checkAfter, type KnownWeather, WeatherReader } from '../../weather/index.js';
import { WeatherChecks } from './weather-checks.usecase.js';
import { WeatherWarnings } from './weather-warnings.usecase.js';

const PREVIEW = 'preview';

/** What the rules of the weather would say, made by the code that really says it. */
@Injectable()
export class WeatherOccasions implements OnModuleInit {
  constructor(
    private readonly occasions: EventOccasions,
    private readonly warnings: WeatherWarnings,
    private readonly checks: WeatherChecks,
    private readonly bookings: BookingReader,
    private readonly weather: WeatherReader,
    private readonly cars: StoreCars,
    private readonly vehicles: VehicleDirectory,
    private readonly stores: StoreCatalog,
  ) {}

  onModuleInit(): void {
    this.occasions.register('weather', (asked) => this.ofWeather(asked));
    this.occasions.register('weather_change', (asked) => this.ofChange(asked));
    this.occasions.register('weather_over', (asked) => this.ofWeatherOver(asked));
  }

  private async ofChange({ storeId, rule, now, until, most }: OccasionRequest): Promise<Occasions> {
    const { store, weather } = await this.audience(storeId, now, 1);
    const all = await this.bookings.confirmedBetween(storeId, now, until);
    return {
      basis: `假如${weather.title}刚刚解除，而且今后 30 天已确认的 ${all.length} 个预约都在预警时段内。`,
      ...(await plansOfFirst(all, most, (booking) =>
        this.warnings.clearPlansOf(weather, store, rule, booking),
      )),
    };
  }

  private async ofWeather({ storeId, rule, now, most }: OccasionRequest): Promise<Occasions> {
    const { store, weather, people, real } = await this.audience(storeId, now, most);
    const plans = people.map((person) =>
      this.warnings.planOf(weather, weather.rank, store, rule, { ...person, booking: null }),
    );
    return {
      basis: real
        ? `按正在发布的${weather.title}和本店全部车主计算。`
        : `假如此刻发布${weather.title}：按本店全部车主计算。`,
      plans,
      total: await this.everybody(storeId, people.length, most),
    };
  }

  private async ofWeatherOver({ storeId, rule, now, most }: OccasionRequest): Promise<Occasions> {
    const { store, weather, people } = await this.audience(storeId, now, most);
    const after = checkAfter(weather.kind, weather.level);
    const cars = await this.vehicles.findByIds(people.map(({ vehicleId }) => vehicleId));
    const plans = after
      ? people.map((person) =>
          this.checks.planOf(weather, after, store, rule, { ...person, car: cars.get(person.vehicleId) }),
        )
      : [];
    return {
      basis: after
        ? `假如${weather.title}刚刚解除，而且本店全部车主都收到过预警。`
        : `${weather.title}不会伤到车，过后不邀请检查。`,
      plans,
      total: after ? await this.everybody(storeId, people.length, most) : 0,
    };
  }

  /** The weather that is, else one that may come; and the first owners of the store, each once. */
  private async audience(storeId: string, now: number, most: number) {
    const [store, open, page] = await Promise.all([
      this.stores.findById(storeId),
      this.weather.openAt([storeId]),
      this.cars.page(storeId, '', most),
    ]);
    const real = open.get(storeId)?.[0];
    const people = [...new Map(page.cars.map((car) => [car.ownerId, car])).values()];
    return { store: store as Store, weather: real ?? mayCome(now), people, real: real !== undefined };
  }

  private async everybody(storeId: string, looked: number, most: number): Promise<number> {
    return looked < most ? looked : this.cars.countOwners([storeId], []);
  }
}

const mayCome = (now: number): KnownWeather => ({
  id: PREVIEW,
  root: PREVIEW,
  place: '',
  kind: 'rain',
  rank: 3,
  level: 'orange',
  typeName: '暴雨',
  title: '暴雨橙色预警',
  headline: '',
  attributions: [],
  state: 'active',
  startsAt: now,
  endsAt: now + 6 * HOUR_MS,
  createdAt: now,
  closedAt: null,
});
