import { atShanghai } from '@cheban/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../support/clients.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestOwner,
  type TestStaff,
  type TestStore,
  type TestVehicle,
} from '../support/factories.js';
import { startWorld, type World } from '../support/world.js';

const at = (on: string, clock: string) => new Date(atShanghai(on, clock)).toISOString();

describe('booking', () => {
  let world: World;
  let store: TestStore;
  let advisor: TestStaff;
  let second: TestStaff;
  let owner: TestOwner;
  let car: TestVehicle;

  beforeAll(async () => {
    world = await startWorld();
    store = await makeStore(world, { code: 'S1', bays: 2 });
    advisor = await makeStaff(world, 'advisor', [store.id], 'advisor-a');
    second = await makeStaff(world, 'advisor', [store.id], 'advisor-b');
    owner = await makeOwner(world, { name: '张三' });
    car = await makeVehicle(world, store.id, owner.ownerId, { advisorId: advisor.id });
  });
  afterAll(() => world?.stop());

  const body = (startsAt: string, vehicle = car, advisorId: string | null = null) => ({
    vehicleId: vehicle.id,
    storeId: store.id,
    serviceId: store.services.service,
    startsAt,
    advisorId,
    note: '',
  });
  const units = async () =>
    Number((await world.rows<{ n: string }>('SELECT COUNT(*) AS n FROM capacity_unit'))[0]?.n);

  it('fills the page in: car, due service, own advisor, first free slot', async () => {
    const page = await owner.client.booking.prefill({ query: {} });
    expect(page.vehicleId).toBe(car.id);
    expect(page.serviceId).toBe(store.services.service);
    expect(page.advisorId).toBe(advisor.id);
    expect(page.due?.dueOn).toBe('2026-11-26');
    // 10:00 now and an hour of lead: the first slot of the half-hour grid is 11:00.
    expect(page.slots.firstFreeAt).toBe(at('2026-11-18', '11:00'));
    expect(page.slots.days).toHaveLength(14);
  });

  it('books once for a repeated tap, refuses another body under the same key, frees everything on cancel', async () => {
    const startsAt = at('2026-11-20', '09:00');
    const key = 'tap-0001-booking';
    const first = await owner.client.booking.create({ body: body(startsAt) }, { idempotencyKey: key });
    const [again, parallel] = await Promise.all([
      owner.client.booking.create({ body: body(startsAt) }, { idempotencyKey: key }),
      owner.client.booking.create({ body: body(startsAt) }, { idempotencyKey: key }),
    ]);
    expect([again.id, parallel.id]).toEqual([first.id, first.id]);
    await expect(
      owner.client.booking.create({ body: body(at('2026-11-20', '10:00')) }, { idempotencyKey: key }),
    ).rejects.toMatchObject({ code: 'REQUEST.IDEMPOTENCY_KEY_REUSED' });
    expect(await units()).toBe(8);
    await expect(
      owner.client.booking.create({ body: body(at('2026-11-20', '10:00')) }),
    ).rejects.toMatchObject({
      code: 'BOOKING.VEHICLE_ALREADY_BOOKED',
    });
    const cancelled = await owner.client.booking.cancel({
      params: { id: first.id },
      body: { reason: '临时有事' },
    });
    expect(cancelled.state).toBe('cancelled');
    expect(await units()).toBe(0);
  });

  it('lets exactly as many win a slot as it has capacity, however many try at once', async () => {
    const startsAt = at('2026-11-24', '14:00');
    const owners = await Promise.all(Array.from({ length: 12 }, () => makeOwner(world)));
    const cars = await Promise.all(owners.map((one) => makeVehicle(world, store.id, one.ownerId)));
    const results = await Promise.allSettled(
      owners.map((one, index) => one.client.booking.create({ body: body(startsAt, cars[index]) })),
    );
    const won = results.filter((result) => result.status === 'fulfilled');
    const lost = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as { code: string }] : [],
    );
    expect(won).toHaveLength(2);
    expect(lost.every((reason) => reason.code === 'BOOKING.SLOT_FULL')).toBe(true);
    const doubles = await world.rows(
      `SELECT resource_id FROM capacity_unit WHERE unit_at = ? GROUP BY resource_id HAVING COUNT(*) > 1`,
      [new Date(startsAt)],
    );
    expect(doubles).toEqual([]);
    const slots = await owner.client.booking.slots({
      query: { storeId: store.id, serviceId: store.services.service, from: '2026-11-24', days: 1 },
    });
    expect(slots.days[0]?.slots.find((slot) => slot.clock === '14:00')?.free).toBe(false);
    // Half an hour earlier overlaps the taken hour.
    expect(slots.days[0]?.slots.find((slot) => slot.clock === '13:30')?.free).toBe(false);
    expect(slots.days[0]?.slots.find((slot) => slot.clock === '15:00')?.free).toBe(true);
  });

  it('moves a booking with both or neither: a full target leaves the old slot taken', async () => {
    const mine = await owner.client.booking.create({ body: body(at('2026-11-24', '09:00')) });
    await expect(
      owner.client.booking.reschedule({
        params: { id: mine.id },
        body: { startsAt: at('2026-11-24', '14:00') },
      }),
    ).rejects.toMatchObject({ code: 'BOOKING.SLOT_FULL' });
    const kept = await owner.client.booking.detail({ params: { id: mine.id } });
    expect(kept.startsAt).toBe(at('2026-11-24', '09:00'));
    const before = await units();
    const moved = await owner.client.booking.reschedule({
      params: { id: mine.id },
      body: { startsAt: at('2026-11-24', '09:30') },
    });
    expect(moved.startsAt).toBe(at('2026-11-24', '09:30'));
    expect(await units()).toBe(before);
    await owner.client.booking.cancel({ params: { id: mine.id }, body: { reason: '改天再来' } });
  });

  it('refuses what is outside of hours, off the grid, in the past, too soon, too far, or on a holiday', async () => {
    const code = (startsAt: string) =>
      owner.client.booking.create({ body: body(startsAt) }).then(
        () => 'booked',
        (error: { code: string }) => error.code,
      );
    expect(await code(at('2026-11-20', '07:30'))).toBe('BOOKING.SLOT_INVALID');
    expect(await code(at('2026-11-20', '17:30'))).toBe('BOOKING.SLOT_INVALID');
    expect(await code(at('2026-11-20', '09:10'))).toBe('BOOKING.SLOT_INVALID');
    expect(await code(at('2026-11-17', '09:00'))).toBe('BOOKING.TOO_SOON');
    expect(await code(at('2026-11-18', '10:30'))).toBe('BOOKING.TOO_SOON');
    expect(await code(at('2026-12-30', '09:00'))).toBe('BOOKING.TOO_FAR');
    const day = await owner.client.booking.slots({
      query: { storeId: store.id, serviceId: store.services.service, from: '2026-11-22', days: 1 },
    });
    expect(day.days[0]?.open).toBe(true);
  });

  it('keeps owners to the cut-off and staff out of other stores', async () => {
    const mine = await owner.client.booking.create({ body: body(at('2026-11-18', '11:30')) });
    expect(mine.canChange).toBe(false);
    await expect(
      owner.client.booking.cancel({ params: { id: mine.id }, body: { reason: '来不及' } }),
    ).rejects.toMatchObject({ code: 'BOOKING.CUT_OFF' });
    const other = await makeStore(world, { code: 'S9' });
    const stranger = await makeStaff(world, 'advisor', [other.id], 'stranger');
    const foreign = await call(world.api, 'POST', `/staff/bookings/${mine.id}/confirm`, {
      token: stranger.token,
    });
    const missing = await call(world.api, 'POST', '/staff/bookings/01ARZ3NDEKTSV4RRFFQ69G5FAV/confirm', {
      token: stranger.token,
    });
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body.error, requestId: '' }).toEqual({ ...missing.body.error, requestId: '' });
    const confirmed = await advisor.client.staffBooking.confirm({ params: { id: mine.id } });
    expect(confirmed.state).toBe('confirmed');
    await expect(second.client.staffBooking.confirm({ params: { id: mine.id } })).rejects.toMatchObject({
      code: 'BOOKING.STATE',
    });
    await advisor.client.staffBooking.cancel({ params: { id: mine.id }, body: { reason: '客户来电取消' } });
  });

  it('shows nobody the bookings of others, and refuses cars of others', async () => {
    const stranger = await makeOwner(world);
    const mine = await owner.client.booking.create({ body: body(at('2026-11-25', '09:00')) });
    await expect(stranger.client.booking.detail({ params: { id: mine.id } })).rejects.toMatchObject({
      status: 404,
    });
    await expect(
      stranger.client.booking.create({ body: body(at('2026-11-25', '10:00')) }),
    ).rejects.toMatchObject({
      code: 'VEHICLE.NOT_FOUND',
    });
    await owner.client.booking.cancel({ params: { id: mine.id }, body: { reason: '测试' } });
  });
});
