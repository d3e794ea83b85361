import { z } from 'zod';
import { id, instant, pageOf, pageQuery } from '../common.schema.js';
import { bookingStates } from '../constants.js';
import { defineRoutes } from '../route.js';
import { weatherEndpoints } from './weather.endpoints.js';
import { weatherEventStates, weatherKinds, weatherLevels } from './weather-constants.js';

/** A warning at a store's place and what became of it. */
export const weatherEventRow = z.object({
  id,
  kind: z.enum(weatherKinds),
  level: z.enum(weatherLevels),
  state: z.enum(weatherEventStates),
  /** For instance 暴雨橙色预警. */
  title: z.string(),
  /** The sender's own words. */
  headline: z.string(),
  description: z.string(),
  sender: z.string(),
  /** Who made the data; must be shown beside it. */
  attributions: z.array(z.string()),
  startsAt: instant,
  endsAt: instant,
  /** Owners of the store: messages planned, and what became of them so far. */
  messages: z.object({
    planned: z.int(),
    /** Accepted or delivered on a phone. */
    told: z.int(),
    /** Only in the inbox of the mini-program: no channel reached the phone. */
    inboxOnly: z.int(),
    /** Waiting: quiet hours, caps, or not yet their turn. */
    held: z.int(),
    /** Not sent any more: over, cancelled, replaced by a higher level, or not wanted. */
    notSent: z.int(),
    /** Owners who were invited to a check afterwards. */
    checked: z.int(),
    /** True once every owner of the store has been looked at. */
    complete: z.boolean(),
  }),
  /** Bookings of the store inside the window, with the free reschedule they were offered. */
  bookings: z.array(
    z.object({
      id,
      ownerId: id,
      ownerName: z.string(),
      model: z.string(),
      plate: z.string().nullable(),
      serviceName: z.string(),
      startsAt: instant,
      state: z.enum(bookingStates),
      freeReschedule: z.boolean(),
    }),
  ),
});
export type WeatherEventRow = z.infer<typeof weatherEventRow>;

export const weatherEventsView = pageOf(weatherEventRow).extend({
  /** Where the store's weather is asked for; null if the store has no place yet. */
  place: z.object({ lat: z.number(), lon: z.number(), from: z.enum(['store', 'city']) }).nullable(),
  /** When the place was last asked for; null if never. */
  polledAt: instant.nullable(),
  /** In words: why no weather comes; empty if all is well. */
  problem: z.string(),
});
export type WeatherEventsView = z.infer<typeof weatherEventsView>;

export const weatherRoutes = defineRoutes(weatherEndpoints, {
  events: {
    query: z.strictObject({ ...pageQuery, storeId: id, state: z.enum(['current', 'past']).optional() }),
    view: weatherEventsView,
    errors: ['STORE.NOT_FOUND'],
  },
});

/** A warning in force, for the owner's home page. */
export const weatherBanner = z.object({
  kind: z.enum(weatherKinds),
  level: z.enum(weatherLevels),
  /** For instance 暴雨橙色预警. */
  title: z.string(),
  /** One safety tip. */
  tip: z.string(),
  until: instant,
  storeName: z.string(),
  attributions: z.array(z.string()),
});
export type WeatherBanner = z.infer<typeof weatherBanner>;
