import { area, get } from '../endpoint.js';

export const weatherEndpoints = area({
  events: get(
    'care.read',
    '/staff/weather-events',
    'Weather warnings at a store: who was told, bookings in the window',
  ),
});
