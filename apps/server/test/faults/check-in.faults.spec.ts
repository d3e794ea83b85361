import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SignUpRepository } from '../../src/modules/activity/persistence/sign-up.repository.js';
import { BookingTransitions } from '../../src/modules/booking/index.js';
import { keepLogIns, makeSession } from '../support/activities.js';
import { call } from '../support/clients.js';
import { makeOwner, makeStaff, type TestStaff } from '../support/factories.js';
import { makeGuest, makeWorkshop, type TestWorkshop } from '../support/visits.js';
import { NOON, startWorld, type World } from '../support/world.js';
import { pause } from './support/random.js';

const TIMES = 100;
const HOUR = 3_600_000;
let world: World;
let shop: TestWorkshop;
let marketing: TestStaff;

beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  shop = await makeWorkshop(world, 'Q1');
  marketing = await makeStaff(world, 'marketing', [shop.store.id]);
  await keepLogIns(world);
});
afterEach(() => {
  vi.restoreAllMocks();
  world.clock.set(NOON);
});
afterAll(() => world?.stop());

const times = <T>(work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: TIMES }, (_, index) => work(index)));
const events = (type: string, id: string) =>
  world.rows('SELECT id FROM outbox_event WHERE type = ? AND payload LIKE ?', [type, `%${id}%`]);

describe('one code of a class, read a hundred times at once', () => {
  /** What is wrong, one sentence each: the answers of a hundred doors, held against the books. */
  async function scanned(): Promise<string[]> {
    const { sessionId, startsAt } = await makeSession(world, marketing, shop.store.id);
    const owner = await makeOwner(world);
    await keepLogIns(world);
    const { id, token } = await owner.client.activity.signUp({ params: { id: sessionId }, body: {} });
    world.clock.set(startsAt - 10 * 60_000);
    const doors = await times(() =>
      shop.advisor.client.staffActivity.checkIn({
        body: { storeId: shop.store.id, scans: [{ token: token ?? '' }] },
      }),
    );
    const results = doors.flatMap(({ items }) => items);
    const first = results.filter(({ result }) => result === 'checked_in').length;
    const again = results.filter(({ result }) => result === 'already').length;
    const told = (await events('activity.attended', id)).length;
    const at = new Set(results.map(({ attendedAt }) => attendedAt)).size;
    return [
      ...(first === 1 ? [] : [`${first} doors let the same person in`]),
      ...(first + again === TIMES ? [] : [`${TIMES - first - again} doors know nothing of them`]),
      ...(told === 1 ? [] : [`${told} attendances were told`]),
      ...(at === 1 ? [] : [`${at} times of arrival`]),
    ];
  }

  it('lets the person in once, and every door gives the same answer', async () => {
    expect(await scanned()).toEqual([]);
  });

  it('is caught when the row is read without its lock', async () => {
    let reads = 0;
    vi.spyOn(SignUpRepository.prototype, 'lockByTokens').mockImplementation(async function (
      this: SignUpRepository,
      tx,
      tokens,
    ) {
      const rows: { id: string; token: string }[] = await tx.manager.query(
        'SELECT id, token FROM sign_up WHERE token IN (?)',
        [tokens],
      );
      const found = new Map();
      for (const { id, token } of rows) found.set(token, await this.findById(id));
      // Nobody writes before another door has read: as slow as the way to the database is on a bad day.
      reads += 1;
      while (reads < 2) await pause(5);
      return found;
    });
    expect(await scanned()).not.toEqual([]);
  });
});

describe('one check-in code of a booking, read a hundred times at once', () => {
  /** What is wrong: visits, bookings and readings of the car after a hundred check-ins, each with `keyOf`. */
  async function checkedIn(keyOf: (index: number) => string): Promise<string[]> {
    const guest = await makeGuest(world, shop);
    const page = await guest.owner.client.booking.prefill({ query: {} });
    const booking = await guest.owner.client.booking.create({
      body: {
        ...{ vehicleId: guest.car.id, storeId: shop.store.id, serviceId: page.serviceId, note: '' },
        ...{ advisorId: null, startsAt: page.slots.firstFreeAt ?? '' },
      },
    });
    await shop.advisor.client.staffBooking.confirm({ params: { id: booking.id } });
    const startsAt = Date.parse(booking.startsAt);
    world.clock.set(startsAt - HOUR / 6);
    const { items } = await shop.advisor.client.workshop.arrivals({
      query: { storeId: shop.store.id, q: booking.checkInCode },
    });
    const answers = await times((index) =>
      call(world.api, 'POST', '/staff/visits', {
        token: shop.advisor.token,
        headers: { 'idempotency-key': keyOf(index) },
        body: { storeId: shop.store.id, bookingId: items[0]?.bookingId, mileageKm: 19_000 },
      }),
    );
    const made = answers.filter(({ status }) => status < 300);
    const ids = new Set(made.map(({ body }) => String(body.id)));
    const others = answers
      .filter(({ status }) => status >= 300 && status !== 409)
      .map(({ status }) => status);
    const visits = await world.rows<{ id: string }>('SELECT id FROM visit WHERE vehicle_id = ?', [
      guest.car.id,
    ]);
    const told = await Promise.all(visits.map(({ id }) => events('visit.checked-in', id)));
    const readings = await world.rows(
      "SELECT id FROM mileage_reading WHERE vehicle_id = ? AND km = 19000 AND source = 'visit'",
      [guest.car.id],
    );
    return [
      ...(visits.length === 1 ? [] : [`${visits.length} visits of one car`]),
      ...(ids.size === 1 && ids.has(visits[0]?.id ?? '') ? [] : [`${ids.size} visits were answered`]),
      ...(told.flat().length === 1 ? [] : [`${told.flat().length} arrivals were told`]),
      ...(readings.length === 1 ? [] : [`${readings.length} readings of one odometer`]),
      ...(others.length === 0 ? [] : [`odd answers: ${[...new Set(others)].join()}`]),
    ];
  }

  it('makes one visit, whoever reads it', async () => {
    expect(await checkedIn(() => randomUUID())).toEqual([]);
  });

  it('gives the same visit to the same tap, however often it is sent', async () => {
    const key = randomUUID();
    expect(await checkedIn(() => key)).toEqual([]);
  });

  it('is caught when neither keys nor the state of the booking keep them apart', async () => {
    vi.spyOn(BookingTransitions.prototype, 'markArrived').mockResolvedValue(undefined);
    const keys = ['uq_visit_booking', 'uq_visit_open_vehicle'];
    await world.rows(`ALTER TABLE visit ${keys.map((key) => `DROP INDEX ${key}`).join(', ')}`);
    try {
      expect(await checkedIn(() => randomUUID())).not.toEqual([]);
    } finally {
      await world.rows('DELETE FROM visit');
      await world.rows(
        `ALTER TABLE visit ADD UNIQUE INDEX ${keys[0]} (booking_id), ADD UNIQUE INDEX ${keys[1]} (open_vehicle_id)`,
      );
    }
  });
});
