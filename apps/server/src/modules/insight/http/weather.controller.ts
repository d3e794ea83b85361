import { routes } from '@cheban/contracts';
import { Controller, Query } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { CurrentStaff, Handles, type QueryOf, type ViewOf } from '../../../platform/http/index.js';
import { WeatherEvents } from '../usecases/weather-events.queries.js';

const area = routes.weather;

@Controller()
export class WeatherController {
  constructor(private readonly weather: WeatherEvents) {}

  @Handles(area.events)
  events(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.events.query }) query: QueryOf<typeof area.events>,
  ): Promise<ViewOf<typeof area.events>> {
    return this.weather.list(actor, query);
  }
}
