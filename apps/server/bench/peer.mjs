// What our API is measured against: a bare Fastify with a mysql2 pool that runs the same statements for the same URLs and
// builds the same answers by hand. No framework, no validation, no contract; only the pure rules of dates are borrowed.
import {
  addDays,
  atShanghai,
  businessDate,
  holidayName,
  isMakeUpWorkday,
  startOfBusinessDay,
  weekday,
} from '@cheban/kernel';
import { describeDue, describeTiles } from '../dist/modules/vehicle/domain/describe.js';
import { app, ask, decrypt, list, ownerOf, serve } from './peer-base.mjs';
import * as sql from './peer-sql.mjs';

const MINUTE_MS = 60_000;
const UNIT_MS = 15 * MINUTE_MS;
const SLOT_MS = 30 * MINUTE_MS;

app.get('/api/owner/home', async (request) => {
  const ownerId = await ownerOf(request);
  const [cars, running, last, [unread], news] = await Promise.all([
    ask(sql.CARS, [ownerId]),
    ask(sql.RUNNING, [ownerId, new Date(), ownerId]),
    ask(sql.LAST_VISITS, [ownerId]),
    ask(sql.UNREAD, [ownerId]),
    ask(sql.NEWS, [new Date(), new Date()]),
  ]);
  if (news.length > 0) throw new Error('no weather, campaign or game is laid on this ground');
  const today = businessDate(Date.now());
  return {
    name: cars[0] ? decrypt(String(cars[0]['ownerName'])) : '',
    unread: Number(unread?.['n']),
    weather: null,
    play: null,
    cars: cars
      .filter((row) => row['id'] !== null)
      .map((row) => {
        const car = /** @type {any} */ (row);
        car.kmPerDay = car.kmPerDay === null ? null : Number(car.kmPerDay);
        const done = last.find((visit) => visit['vehicleId'] === car.id);
        return {
          id: car.id,
          model: car.model,
          brand: car.brand,
          plate: car.plate === null ? null : decrypt(car.plate),
          colour: car.colour,
          storeId: car.storeId,
          storeName: car.storeName,
          storePhone: car.storePhone,
          due: describeDue(car, today),
          tiles: describeTiles(car, today),
          running: running
            .filter((entry) => entry['vehicleId'] === car.id)
            .map(({ type, id, state, at, title, storeName, freeReason, quotesWaiting }) => {
              const instant = at === null ? null : at.toISOString();
              return type === 'visit'
                ? {
                    ...{ type, id, step: state, promisedAt: instant, title, storeName },
                    quotesWaiting: Number(quotesWaiting),
                  }
                : { type, id, state, startsAt: instant, title, storeName, freeReschedule: freeReason };
            }),
          rescue:
            car.rescueId === null
              ? null
              : { id: car.rescueId, state: car.rescueState, etaAt: car.rescueEtaAt?.toISOString() ?? null },
          lastVisit: done
            ? {
                id: done['id'],
                handedOverAt: done['handedOverAt'].toISOString(),
                rated: Boolean(done['rated']),
              }
            : null,
        };
      }),
  };
});

app.get('/api/owner/slots', async (request) => {
  await ownerOf(request);
  const { storeId, serviceId, advisorId, days } = /** @type {Record<string, string>} */ (request.query);
  const now = Date.now();
  const today = businessDate(now);
  const from = startOfBusinessDay(today);
  const end = startOfBusinessDay(addDays(today, Number(days)));
  const [[store], crew, rows] = await Promise.all([
    ask(sql.FLOOR, [today, new Date(now), storeId, serviceId]),
    ask(sql.CREW, [new Date(now), storeId]),
    ask(sql.TAKEN, [from / 1000, storeId, new Date(from), new Date(end), new Date(now)]),
  ]);
  if (!store) throw new Error('no store');
  /** @type {Map<string, number[]>} */
  const taken = new Map();
  for (const { id, word, bits } of rows) {
    const words = taken.get(id) ?? [];
    words[Number(word)] = Number(bits) | 0;
    taken.set(id, words);
  }
  const close = (/** @type {string} */ id, /** @type {number} */ start, /** @type {number} */ stop) => {
    const words = taken.get(id) ?? [];
    const first = Math.max(0, Math.floor((start * 1000 - from) / UNIT_MS));
    const last = Math.min((end - from) / UNIT_MS, Math.ceil((stop * 1000 - from) / UNIT_MS));
    for (let unit = first; unit < last; unit += 1)
      words[unit >> 5] = (words[unit >> 5] ?? 0) | (1 << (unit & 31));
    taken.set(id, words);
  };
  for (const [, bayId, start, stop] of list(store['closures'])) close(bayId, Number(start), Number(stop));
  const able = crew.filter(({ kinds }) => list(kinds).length === 0 || list(kinds).includes(store['kind']));
  for (const { id, leaves } of able)
    for (const [, start, stop] of list(leaves)) close(id, Number(start), Number(stop));
  const wordsOf = (/** @type {string} */ id) => taken.get(id) ?? [];
  const bays = list(store['bays']).map(([, id]) => wordsOf(id));
  const idsOf = (/** @type {string} */ role) =>
    able.filter((row) => row['role'] === role).map(({ id }) => id);
  const people = (advisorId ? [advisorId] : idsOf('advisor')).map(wordsOf);
  const technicians = store['needsTechnician'] ? idsOf('technician').map(wordsOf) : null;
  const units = Math.ceil(store['minutes'] / 15);
  const bayUnits = Math.ceil((store['minutes'] + store['bufferMinutes']) / 15);
  const isFree = (
    /** @type {number[]} */ words,
    /** @type {number} */ first,
    /** @type {number} */ count,
  ) => {
    for (let unit = first; unit < first + count; unit += 1)
      if (((words[unit >> 5] ?? 0) & (1 << (unit & 31))) !== 0) return false;
    return true;
  };
  const week = list(store['hours']);
  const specials = list(store['specials']);
  const earliest = now + store['leadMinutes'] * MINUTE_MS;
  const answer = [];
  let firstFreeAt = null;
  for (let day = 0; day < Math.min(Number(days), store['horizonDays'] + 1); day += 1) {
    const on = addDays(today, day);
    const holiday = holidayName(on);
    const dayOfWeek = weekday(on);
    const hoursOf = (/** @type {number} */ wanted) => week.find(([day]) => day === wanted);
    const special = specials.find(([date]) => date === on);
    /** @type {(string | null)[] | undefined} opens, closes, break */
    let hours;
    if (special) hours = special[1] === null ? undefined : [special[1], special[2], null, null];
    else if (holiday !== null && store['closedOnHolidays']) hours = undefined;
    else if (holiday !== null && store['holidayOpensAt'] !== null)
      hours = [store['holidayOpensAt'], store['holidayClosesAt'], null, null];
    else hours = (hoursOf(dayOfWeek) ?? (isMakeUpWorkday(on) ? hoursOf(1) : undefined))?.slice(1);
    const slots = [];
    let freeCount = 0;
    if (hours) {
      const [opensAt, closesAt, breakFrom, breakTo] = hours;
      const length = store['minutes'] * MINUTE_MS;
      const closes = atShanghai(on, String(closesAt)) - length;
      const pause = breakFrom && breakTo ? [atShanghai(on, breakFrom), atShanghai(on, breakTo)] : [0, 0];
      for (let start = atShanghai(on, String(opensAt)); start <= closes; start += SLOT_MS) {
        if (start < earliest || (start < Number(pause[1]) && start + length > Number(pause[0]))) continue;
        const first = (start - from) / UNIT_MS;
        const free =
          bays.some((words) => isFree(words, first, bayUnits)) &&
          people.some((words) => isFree(words, first, units)) &&
          (technicians === null || technicians.some((words) => isFree(words, first, units)));
        const startsAt = new Date(start).toISOString();
        if (free) freeCount += 1;
        if (free && firstFreeAt === null) firstFreeAt = startsAt;
        slots.push({ startsAt, clock: new Date(start + 480 * MINUTE_MS).toISOString().slice(11, 16), free });
      }
    }
    answer.push({ on, weekday: dayOfWeek, holiday, open: hours !== undefined, freeCount, slots });
  }
  return { days: answer, firstFreeAt };
});

await serve();
