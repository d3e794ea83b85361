import { readFileSync } from 'node:fs';
import { addDays, atShanghai } from '@cheban/kernel';
import { StorePlaces } from '../dist/modules/weather/index.js';

/**
 * @typedef {object} Recorded a warning as the weather services of a northern city give it
 * @property {string} on MM-DD, in every year that is played
 * @property {string} at
 * @property {string} city
 * @property {string} typeCode
 * @property {string} typeName
 * @property {'blue' | 'yellow' | 'orange' | 'red'} color
 * @property {number} hours how long it is in force
 */
/** @type {Recorded[]} */
const record = JSON.parse(readFileSync(new URL('weather-record.json', import.meta.url), 'utf8'));

/** No warning of the record is in force longer. */
const LONGEST_DAYS = 3;

/** Whether a warning was issued on this day or one of the days before, so that it may still be in force. */
export const isRough = (/** @type {string} */ on) =>
  record.some((warning) =>
    Array.from({ length: LONGEST_DAYS }, (_, ago) => addDays(on, -ago)).some((day) =>
      day.endsWith(warning.on),
    ),
  );

/**
 * The weather of the year: on its day each recorded warning is issued where the stores of its city are.
 * @param {import('./year.mjs').Year} year
 */
export function makeWeather({ copy, agenda, tally }) {
  return async (/** @type {string} */ on) => {
    const today = record.filter((warning) => on.endsWith(warning.on));
    if (today.length === 0) return;
    const places = await copy.get(StorePlaces).byPlace();
    for (const { at, city, on: _on, ...warning } of today)
      agenda.add(atShanghai(on, at), async () => {
        for (const [key, stores] of places) {
          if (!stores.some((store) => store.city === city)) continue;
          const [lat, lon] = key.split(',').map(Number);
          copy.simulator.world.weather.issue({ ...warning, lat: Number(lat), lon: Number(lon) });
          tally.count('weather warnings');
        }
      });
  };
}
