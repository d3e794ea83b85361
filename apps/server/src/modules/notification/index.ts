/** Notification: event → message. Nothing below depends on it. */
export { weatherWavesJob } from './jobs/weather-waves.job.js';
export { NotificationModule } from './notification.module.js';
export { WeatherWaves } from './usecases/weather-waves.usecase.js';
