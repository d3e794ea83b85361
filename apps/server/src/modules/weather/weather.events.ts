/** A weather with a beginning and an end, at the places of the stores. */
export interface WeatherEvents {
  'weather.warned': { eventId: string };
  /** `raised`: it got worse. */
  'weather.changed': { eventId: string; raised: boolean };
  /** `cancelled`: called off instead of run out. */
  'weather.over': { eventId: string; cancelled: boolean };
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends WeatherEvents {}
}
