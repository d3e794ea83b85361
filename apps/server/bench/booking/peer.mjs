// What booking.create and booking.slots are measured against: a bare Fastify with a mysql2 pool. A booking runs the same
// statements in the same transaction as ours, written by hand, without framework, validation, contract or entities (these
// only lend the names of their columns at the start). The other page is one indexed SELECT of a fortnight.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { addDays, businessDate, startOfBusinessDay } from '@cheban/kernel';
import { ulid } from 'ulidx';
import { app, ask, decrypt, inTransaction, list, ownerOf, serve } from '../peer-base.mjs';
import * as sql from '../peer-sql.mjs';
import { finish, select } from './entity-select.mjs';
import './class-peer.mjs';

/** @typedef {import('../peer-base.mjs').Row} Row */

const MINUTE_MS = 60_000;
const UNIT_MS = 15 * MINUTE_MS;
const DAYS = 14;
const DUPLICATE = 'ER_DUP_ENTRY';

const CAR_LINKS = select('OwnerVehicleEntity', 'WHERE `owner_id` = ? AND `ended_at` IS NULL');
const CARS = select('VehicleEntity', 'WHERE `id` IN (?)');
const STORES = select('StoreEntity', 'WHERE `id` IN (?) ORDER BY `code` ASC');
const SERVICES = select('ServiceItemEntity', 'WHERE `id` IN (?)');

const LAST =
  'SELECT advisor_id AS id, MAX(id) AS last FROM booking WHERE advisor_id IN (?) GROUP BY advisor_id';
const CLAIM = 'INSERT INTO capacity_unit (resource_id, unit_at, store_id, booking_id, expires_at) VALUES ?';
const SWEEP = 'DELETE FROM capacity_unit WHERE resource_id = ? AND unit_at IN (?) AND expires_at <= ?';
const FREE = 'DELETE FROM capacity_unit WHERE booking_id = ? AND unit_at >= ?';
const NUMBERS = 'SELECT open_number AS number FROM booking WHERE owner_id = ? AND open_number IS NOT NULL';
const HOLD = 'SELECT id FROM booking_hold WHERE holder = ? FOR UPDATE';
const WAITING = 'SELECT id FROM waiting_entry WHERE open_vehicle_id = ? FOR UPDATE';
const INSERT = `INSERT INTO booking (id, store_id, owner_id, vehicle_id, open_vehicle_id, service_id, bay_id, advisor_id,
   advisor_chosen, technician_id, starts_at, ends_at, state, source, message_id, note, check_in_code,
   overbook_reason, open_number, revision, created_at, updated_at) VALUES (?)`;
const EVENT = 'INSERT INTO outbox_event (id, type, store_id, payload, created_at, attempts) VALUES ?';
const NAMES = 'SELECT id, name FROM staff WHERE id IN (?)';
const RESCHEDULES =
  'SELECT booking_id AS id, starts_at AS startsAt, reason FROM free_reschedule WHERE booking_id IN (?)';
const ONE_SELECT =
  'SELECT resource_id, unit_at FROM capacity_unit WHERE store_id = ? AND unit_at >= ? AND unit_at < ?';

app.get('/api/one-select', async (request) => {
  const { storeId } = /** @type {Record<string, string>} */ (request.query);
  const today = businessDate(Date.now());
  return ask(ONE_SELECT, [
    storeId,
    new Date(startOfBusinessDay(today)),
    new Date(startOfBusinessDay(addDays(today, DAYS))),
  ]);
});

app.post('/api/owner/bookings', async (request, reply) => {
  const ownerId = await ownerOf(request);
  const { vehicleId, storeId, serviceId, startsAt, note } = /** @type {any} */ (request.body);
  const links = await ask(CAR_LINKS, [ownerId]);
  await ask(CARS, [links.map((row) => row['vehicle_id'])]);
  const now = new Date();
  const [[store], crew] = await Promise.all([
    ask(sql.FLOOR, [businessDate(Date.now()), now, storeId, serviceId]),
    ask(sql.CREW, [now, storeId]),
  ]);
  if (!store) throw new Error('no store');
  const start = Date.parse(startsAt);
  const units = Array.from(
    { length: Math.ceil(store['minutes'] / 15) },
    (_, index) => new Date(start + index * UNIT_MS),
  );
  const from = startOfBusinessDay(businessDate(start));
  const end = startOfBusinessDay(addDays(businessDate(start), 1));
  const booked = await inTransaction(async (query) => {
    const id = ulid();
    const used = new Set((await query(NUMBERS, [ownerId])).map((row) => row['number']));
    const number = [1, 2, 3, 4, 5].find((one) => !used.has(one));
    await query(HOLD, [`owner:${ownerId}`]);
    const advisors = crew.filter((row) => row['role'] === 'advisor').map((row) => row['id']);
    const rows = await query(sql.TAKEN, [from / 1000, storeId, new Date(from), new Date(end), new Date()]);
    const lastRows = await query(LAST, [advisors]);
    const taken = new Map();
    for (const { id: resource, word, bits } of rows) {
      const words = taken.get(resource) ?? [];
      words[Number(word)] = Number(bits) | 0;
      taken.set(resource, words);
    }
    const isFree = (/** @type {string} */ resource) => {
      const words = taken.get(resource);
      return (
        !words ||
        units.every((unit) => {
          const at = (unit.getTime() - from) / UNIT_MS;
          return ((words[at >> 5] ?? 0) & (1 << (at & 31))) === 0;
        })
      );
    };
    const load = (/** @type {string} */ resource) => {
      let count = 0;
      for (const word of taken.get(resource) ?? []) for (let rest = word; rest; rest &= rest - 1) count += 1;
      return count;
    };
    const last = new Map(lastRows.map((row) => [row['id'], row['last']]));
    const people = advisors
      .filter(isFree)
      .sort((a, b) => load(a) - load(b) || ((last.get(a) ?? '') < (last.get(b) ?? '') ? -1 : 1));
    const bays = list(store['bays'])
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, bay]) => bay)
      .filter(isFree);
    const first = async (/** @type {string[]} */ resources) => {
      for (const resource of resources) {
        const claim = () => query(CLAIM, [units.map((unit) => [resource, unit, storeId, id, null])]);
        try {
          await claim();
          return resource;
        } catch (error) {
          if (/** @type {any} */ (error).code !== DUPLICATE) throw error;
          await query(SWEEP, [resource, units, new Date()]);
        }
      }
      return null;
    };
    const bayId = await first(bays);
    const advisorId = bayId === null ? null : await first(people);
    if (bayId === null || advisorId === null) {
      if (bayId !== null) await query(FREE, [id, new Date(0)]);
      return undefined;
    }
    const code = randomBytes(4).toString('hex').toUpperCase();
    const ends = new Date(start + store['minutes'] * MINUTE_MS);
    const made = new Date();
    const values = [
      id,
      storeId,
      ownerId,
      vehicleId,
      vehicleId,
      serviceId,
      bayId,
      advisorId,
      false,
      null,
      new Date(start),
      ends,
      'requested',
      'owner',
      null,
      note,
      code,
      null,
      number,
      1,
      made,
      made,
    ];
    await query(INSERT, [values]);
    await query(WAITING, [vehicleId]);
    await query(EVENT, [
      [[ulid(), 'booking.requested', storeId, JSON.stringify({ bookingId: id }), new Date(), 0]],
    ]);
    return {
      id,
      storeId,
      vehicleId,
      serviceId,
      advisorId,
      startsAt: new Date(start),
      ends,
      note,
      code,
      made,
    };
  });
  return booked ? answer(booked) : reply.code(409).send({ error: { code: 'BOOKING.SLOT_FULL' } });
});

async function answer(/** @type {Row} */ row) {
  const { id, storeId, vehicleId, serviceId, advisorId, startsAt, ends, note, code, made } = row;
  const [stores, services, cars, names] = await Promise.all([
    ask(STORES, [[storeId]]),
    ask(SERVICES, [[serviceId]]),
    ask(CARS, [[vehicleId]]),
    ask(NAMES, [[advisorId]]),
    ask(RESCHEDULES, [[id]]),
  ]);
  const [store, car] = [stores[0] ?? {}, cars[0] ?? {}];
  const changeUntil = startsAt.getTime() - store['cut_off_minutes'] * MINUTE_MS;
  return {
    id,
    state: 'requested',
    startsAt: startsAt.toISOString(),
    endsAt: ends.toISOString(),
    serviceId,
    serviceName: services[0]?.['name'],
    storeId,
    storeName: store['name'],
    storeAddress: store['address'],
    storePhone: store['phone'],
    vehicleId,
    model: car['model'],
    plate: car['plate'] === null ? null : decrypt(car['plate']),
    advisorName: names[0]?.['name'] ?? null,
    note,
    checkInCode: code,
    changeUntil: new Date(changeUntil).toISOString(),
    canChange: Date.now() <= changeUntil,
    freeReschedule: null,
    cancelReason: null,
    visitId: null,
    createdAt: made.toISOString(),
  };
}

await finish();
await serve();
