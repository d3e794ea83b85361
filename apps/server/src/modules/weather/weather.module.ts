import { Module } from '@nestjs/common';
import { StoreModule } from '../store/index.js';
import { PollWeatherHandler } from './jobs/poll-weather.handler.js';
import { WeatherRepository } from './persistence/weather.repository.js';
import { WeatherPollRepository } from './persistence/weather-poll.repository.js';
import { PollWeather } from './usecases/poll-weather.usecase.js';
import { StorePlaces } from './usecases/store-places.queries.js';
import { WeatherReader } from './usecases/weather-reader.queries.js';
import { WeatherSource } from './usecases/weather-source.js';

/** Bad weather at the places of the stores. */
@Module({
  imports: [StoreModule],
  providers: [
    PollWeather,
    PollWeatherHandler,
    StorePlaces,
    WeatherPollRepository,
    WeatherReader,
    WeatherRepository,
    WeatherSource,
  ],
  exports: [PollWeather, StorePlaces, WeatherReader, WeatherSource],
})
export class WeatherModule {}
