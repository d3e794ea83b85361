import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MISSING } from '../support/any-route.js';
import {
  checkIn,
  codeOf,
  GOOD_WHEELS,
  type Guest,
  handOver,
  makeGuest,
  makeWorkshop,
  outcomes,
  type TestWorkshop,
  visitEvents,
} from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

const MINUTE = 60_000;
let world: World;
let shop: TestWorkshop;

beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  shop = await makeWorkshop(world, 'W1');
});
afterAll(() => world?.stop());

const iso = (afterMinutes: number) => new Date(world.clock.now() + afterMinutes * MINUTE).toISOString();

describe('a booked visit from arrival to hand-over', () => {
  it('leads every screen through the whole path', async () => {
    const { owner, car } = await makeGuest(world, shop);
    const desk = shop.advisor.client.workshop;
    const storeId = shop.store.id;
    const booking = await owner.client.booking.create({
      body: {
        vehicleId: car.id,
        storeId,
        serviceId: shop.store.services.service,
        startsAt: '2026-11-18T03:30:00.000Z',
        advisorId: null,
        note: '冷车启动有异响',
      },
    });

    for (const q of [booking.checkInCode, car.plate.slice(-3), car.plate.slice(-5)]) {
      const { items } = await desk.arrivals({ query: { storeId, q } });
      expect(items).toEqual([
        expect.objectContaining({
          bookingId: booking.id,
          vehicleId: car.id,
          ownerId: owner.ownerId,
          visitId: null,
        }),
      ]);
    }

    const visit = await desk.checkIn({
      body: {
        storeId,
        bookingId: booking.id,
        mileageKm: 19_900,
        fuelEighths: 3,
        belongings: '后备箱一把伞',
      },
    });
    const params = { id: visit.id };
    expect(visit).toMatchObject({
      step: 'checked_in',
      serviceName: '定期保养',
      ownerWords: '冷车启动有异响',
      advisorName: shop.advisor.login,
      promisedAt: iso(60),
      nextSteps: ['in_work'],
    });
    expect(visit.phoneMasked).toContain('****');
    expect((await owner.client.booking.detail({ params: { id: booking.id } })).state).toBe('arrived');
    const [arrival] = (await desk.arrivals({ query: { storeId, q: car.plate } })).items;
    expect(arrival?.visitId).toBe(visit.id);

    await desk.advance({ params, body: { step: 'in_work', technicianId: shop.technician.id } });
    await desk.advance({ params, body: { step: 'quality_check' } });
    const back = await desk.advance({ params, body: { step: 'in_work' } });
    expect(back.technicianName).toBe(shop.technician.login);
    expect(back.steps.find((entry) => entry.step === 'quality_check')?.at).toBeNull();
    expect((await owner.client.booking.detail({ params: { id: booking.id } })).state).toBe('in_service');

    const draft = GOOD_WHEELS.map((wheel) =>
      wheel.wheel === 'rear_left' ? { ...wheel, padMm: 2.8 } : wheel,
    );
    const mechanic = shop.technician.client.workshop;
    await mechanic.saveReport({ params, body: { wheels: draft, sign: false } });
    expect((await owner.client.visit.detail({ params })).report).toBeNull();
    await desk.advance({ params, body: { step: 'ready' } });
    expect(await codeOf(handOver(shop.advisor.client, visit.id))).toBe('VISIT.REPORT_NEEDED');
    await mechanic.saveReport({ params, body: { wheels: draft, remark: '后轮刹车片偏薄', sign: true } });
    expect(await codeOf(mechanic.saveReport({ params, body: { wheels: GOOD_WHEELS, sign: false } }))).toBe(
      'VISIT.REPORT_SIGNED',
    );

    const [before] = await world.rows<{ dueKm: number }>('SELECT due_km AS dueKm FROM vehicle WHERE id = ?', [
      car.id,
    ]);
    world.clock.advance(20 * MINUTE);
    const done = await handOver(shop.advisor.client, visit.id, 20_000);
    expect(done).toMatchObject({
      step: 'handed_over',
      mileageKm: 20_000,
      onTime: true,
      nextSteps: [],
      bill: { orderNo: expect.stringMatching(/^W1-20261118-\d{4}$/), paidFen: 39_900 },
      report: { grade: 'red', signedBy: shop.technician.login },
    });
    expect((await owner.client.booking.detail({ params: { id: booking.id } })).state).toBe('handed_over');

    const seen = await owner.client.visit.detail({ params });
    expect(seen).toMatchObject({ canRate: true, rating: null, bill: { paidFen: 39_900 } });
    expect(seen.nextDue).toMatchObject({ dueKm: 25_000 });
    expect(before?.dueKm).not.toBe(25_000);
    expect((await owner.client.visit.list({ query: {} })).items).toEqual([
      expect.objectContaining({ id: visit.id, rated: false, paidFen: 39_900 }),
    ]);
    const records = await world.rows<{ kind: string; isService: number }>(
      'SELECT kind, is_service AS isService FROM service_record WHERE visit_id = ?',
      [visit.id],
    );
    expect(records).toEqual([{ kind: '定期保养', isService: 1 }]);

    expect(await visitEvents(world, visit.id)).toEqual([
      'visit.checked-in',
      'visit.advanced',
      'visit.advanced',
      'visit.advanced',
      'visit.advanced',
      'visit.handed-over',
    ]);
    const audit = await world.rows<{ action: string }>(
      'SELECT action FROM audit_log WHERE subject_id = ? ORDER BY id',
      [visit.id],
    );
    expect(audit.map((row) => row.action).sort()).toEqual([
      'visit.check-in',
      'visit.hand-over',
      'visit.sign-report',
    ]);

    expect(await codeOf(desk.advance({ params, body: { step: 'in_work' } }))).toBe('VISIT.LOCKED');
    expect(await codeOf(handOver(shop.advisor.client, visit.id))).toBe('VISIT.LOCKED');
    expect(await codeOf(mechanic.saveReport({ params, body: { wheels: GOOD_WHEELS, sign: true } }))).toBe(
      'VISIT.LOCKED',
    );
    expect(await codeOf(desk.checkIn({ body: { storeId, bookingId: booking.id } }))).toBe('BOOKING.STATE');
  });
});

describe('check-in', () => {
  it('makes one visit of a car that eight people check in at once', async () => {
    const guest = await makeGuest(world, shop);
    const { done, codes } = await outcomes(Array.from({ length: 8 }, () => checkIn(shop, guest)));
    expect(done).toBe(1);
    expect(new Set(codes)).toEqual(new Set(['VISIT.ALREADY_IN']));
    expect(await world.rows('SELECT id FROM visit WHERE vehicle_id = ?', [guest.car.id])).toHaveLength(1);
  });

  it('keeps a bay for a car that came without a booking, in one step, once, and through the same gate', async () => {
    const place = await makeWorkshop(world, 'W9');
    const { store, advisor } = place;
    const walkIn = async (guest: Guest, bayId?: string) =>
      advisor.client.workshop.checkIn({
        body: {
          ...{ storeId: store.id, vehicleId: guest.car.id, serviceId: store.services.service },
          place: bayId === undefined ? {} : { bayId },
        },
      });
    const guests = [await makeGuest(world, place), await makeGuest(world, place)] as const;
    const eight = await outcomes(Array.from({ length: 8 }, () => walkIn(guests[0], store.bayIds[0])));
    expect(eight.done).toBe(1);
    const refusals = ['VISIT.ALREADY_IN', 'BOOKING.VEHICLE_ALREADY_BOOKED', 'BOOKING.SLOT_FULL'];
    expect(refusals).toEqual(expect.arrayContaining(eight.codes));
    const rows = await world.rows<{ state: string; bayId: string }>(
      'SELECT b.state, b.bay_id AS bayId FROM booking b JOIN visit v ON v.booking_id = b.id WHERE v.vehicle_id = ?',
      [guests[0].car.id],
    );
    expect(rows).toEqual([{ state: 'arrived', bayId: store.bayIds[0] }]);
    // The bay is taken for the next one, and what was refused has left nothing behind.
    expect(await codeOf(walkIn(guests[1], store.bayIds[0]))).toBe('BOOKING.SLOT_FULL');
    expect(await world.rows('SELECT id FROM visit WHERE vehicle_id = ?', [guests[1].car.id])).toEqual([]);
    expect(await codeOf(walkIn(guests[1], MISSING))).toBe('BOOKING.SLOT_INVALID');
  });

  it('takes the booking of today along when the car is checked in by its plate', async () => {
    const { owner, car } = await makeGuest(world, shop);
    const storeId = shop.store.id;
    const booking = await owner.client.booking.create({
      body: {
        vehicleId: car.id,
        storeId,
        serviceId: shop.store.services.quick_repair,
        startsAt: '2026-11-18T06:30:00.000Z',
        advisorId: null,
      },
    });
    const visit = await shop.advisor.client.workshop.checkIn({ body: { storeId, vehicleId: car.id } });
    expect(visit).toMatchObject({ bookingId: booking.id, serviceName: '快修' });
  });

  it('promises nothing for a car without a known service, and takes the promise of the advisor', async () => {
    const first = await makeGuest(world, shop);
    const second = await makeGuest(world, shop);
    const storeId = shop.store.id;
    const desk = shop.advisor.client.workshop;
    const plain = await desk.checkIn({ body: { storeId, vehicleId: first.car.id } });
    expect(plain).toMatchObject({ serviceName: '到店检查', promisedAt: null, onTime: null });
    const asked = await desk.checkIn({ body: { storeId, vehicleId: second.car.id, promisedAt: iso(30) } });
    expect(asked.promisedAt).toBe(iso(30));
  });

  it('keeps an odd odometer reading aside and goes on', async () => {
    const { car } = await makeGuest(world, shop);
    const body = { storeId: shop.store.id, vehicleId: car.id, mileageKm: 900 };
    await shop.advisor.client.workshop.checkIn({ body });
    const readings = await world.rows<{ state: string }>(
      'SELECT state FROM mileage_reading WHERE vehicle_id = ? AND km = 900',
      [car.id],
    );
    expect(readings).toEqual([{ state: 'suspect' }]);
  });
});
