/** Weather: warnings at the places of the stores, as events with a beginning and an end. */
export { checkAfter, isTold, tipOf, titleOf } from './domain/weather-kind.js';
export { pollWeatherJob } from './jobs/poll-weather.job.js';
export type { WeatherEvent } from './persistence/weather.repository.js';
export { PollWeather } from './usecases/poll-weather.usecase.js';
export { StorePlaces } from './usecases/store-places.queries.js';
export { type KnownWeather, WeatherReader } from './usecases/weather-reader.queries.js';
export { WeatherSource } from './usecases/weather-source.js';
export type { WeatherEvents } from './weather.events.js';
export { WeatherModule } from './weather.module.js';
