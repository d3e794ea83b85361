import { atShanghai, MINUTE_MS } from '@cheban/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SlotFinder, sweepBookingsJob } from '../../src/modules/booking/index.js';
import { at, type BookingDesk, DAY, openBookingDesk } from '../support/booking-desk.js';
import { makeStaff, makeStore, makeVehicle, type TestStore } from '../support/factories.js';
import { startWorld, type World } from '../support/world.js';

describe('booking in depth', () => {
  let world: World;
  let store: BookingDesk['store'];
  let advisor: BookingDesk['advisor'];
  let second: BookingDesk['second'];
  let manager: BookingDesk['manager'];
  let guest: BookingDesk['guest'];
  let wish: BookingDesk['wish'];
  let book: BookingDesk['book'];
  let units: BookingDesk['units'];
  let free: BookingDesk['free'];
  let desk: BookingDesk;

  beforeAll(async () => {
    world = await startWorld();
    desk = await openBookingDesk(world);
    ({ store, advisor, second, manager, guest, wish, book, units, free } = desk);
  });
  afterAll(() => world?.stop());
  beforeEach(() => desk.clear());

  it('holds a slot, lets the next choice take its place, and turns it into the booking', async () => {
    const first = await guest(0).client.booking.hold({ body: wish(at(DAY, '09:00'), guest(0)) });
    expect(first).toMatchObject({ open: true, secondsLeft: 300, purpose: 'form' });
    const hold = await guest(0).client.booking.hold({ body: wish(at(DAY, '10:00'), guest(0)) });
    expect(await units()).toBe(8);
    await guest(1).client.booking.hold({ body: wish(at(DAY, '10:00'), guest(1)) });
    expect(await free('10:00')).toBe(false);
    await expect(book(guest(2), at(DAY, '10:00'))).rejects.toMatchObject({ code: 'BOOKING.SLOT_FULL' });
    const booked = await book(guest(0), at(DAY, '10:00'), { holdId: hold.id });
    expect(booked.state).toBe('requested');
    expect(await units()).toBe(16);
    expect(
      await world.rows('SELECT 1 FROM capacity_unit WHERE booking_id = ? AND expires_at IS NULL', [
        booked.id,
      ]),
    ).toHaveLength(8);
    await expect(guest(1).client.booking.holdDetail({ params: { id: hold.id } })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('lets a hold that has run out be taken over at once, without any job', async () => {
    const holds = [];
    for (const who of [guest(0), guest(1)]) {
      holds.push(await who.client.booking.hold({ body: wish(at(DAY, '09:00'), who) }));
    }
    world.clock.advance(5 * MINUTE_MS - 1000);
    await expect(book(guest(2), at(DAY, '09:00'))).rejects.toMatchObject({ code: 'BOOKING.SLOT_FULL' });
    world.clock.advance(1000);
    expect(await free('09:00')).toBe(true);
    await book(guest(2), at(DAY, '09:00'));
    await book(guest(3), at(DAY, '09:30'));
    const id = holds[0]?.id ?? '';
    expect(await guest(0).client.booking.holdDetail({ params: { id } })).toMatchObject({
      open: false,
      secondsLeft: 0,
    });
    await expect(guest(0).client.booking.acceptHold({ params: { id }, body: {} })).rejects.toMatchObject({
      code: 'BOOKING.HOLD_GONE',
    });
    await world.run(sweepBookingsJob);
    expect(await world.rows('SELECT id FROM booking_hold')).toHaveLength(0);
    expect(await units()).toBe(16);
  });

  it('gives a hold back by hand, only to its own person', async () => {
    const hold = await guest(0).client.booking.hold({ body: wish(at(DAY, '09:00'), guest(0)) });
    await expect(guest(1).client.booking.releaseHold({ params: { id: hold.id } })).rejects.toMatchObject({
      status: 404,
    });
    await guest(0).client.booking.releaseHold({ params: { id: hold.id } });
    expect(await units()).toBe(0);
  });

  it('spreads "any advisor" fairly', async () => {
    const chosen = [];
    for (const [index, clock] of ['09:00', '11:00', '13:00', '15:00'].entries()) {
      const { id } = await book(guest(index), at(DAY, clock));
      const view = await advisor.client.staffBooking.detail({ params: { id } });
      chosen.push(view.advisorId);
    }
    expect(chosen.filter((id) => id === advisor.id)).toHaveLength(2);
    expect(chosen.filter((id) => id === second.id)).toHaveLength(2);
  });

  it('keeps the limit of open bookings, even for two at once', async () => {
    await world.rows('UPDATE store SET max_open_bookings = 1');
    const other = await makeVehicle(world, store.id, guest(0).ownerId);
    const results = await Promise.allSettled([
      book(guest(0), at(DAY, '09:00')),
      book(guest(0), at(DAY, '13:00'), { vehicleId: other.id }),
    ]);
    const codes = results.map((result) =>
      result.status === 'fulfilled' ? 'ok' : (result.reason as { code: string }).code,
    );
    expect(codes.sort()).toEqual(['BOOKING.TOO_MANY', 'ok']);
    expect(await units()).toBe(8);
    const open = results.find((result) => result.status === 'fulfilled');
    const id = open?.status === 'fulfilled' ? open.value.id : '';
    await guest(0).client.booking.cancel({ params: { id }, body: { reason: '换一天' } });
    await book(guest(0), at(DAY, '13:00'), { vehicleId: other.id });
  });

  it('respects leave, skills, breaks, closures and special days, and shows what they overtake', async () => {
    const { id } = await book(guest(0), at(DAY, '10:00'), { advisorId: advisor.id });
    await manager.client.team.addLeave({
      body: { staffId: advisor.id, from: at(DAY, '09:00'), to: at(DAY, '12:00'), reason: '年假' },
    });
    expect(await free('10:30', DAY, advisor.id)).toBe(false);
    expect(await free('12:00', DAY, advisor.id)).toBe(true);
    await manager.client.team.saveSkills({ params: { id: second.id }, body: { kinds: ['wash'] } });
    expect(await free('10:30')).toBe(false);
    await manager.client.store.closeBay({
      body: {
        bayId: store.bayIds[0] ?? '',
        from: at(DAY, '14:00'),
        to: at(DAY, '16:00'),
        reason: '设备检修',
      },
    });
    await book(guest(1), at(DAY, '14:00'));
    await expect(book(guest(2), at(DAY, '14:00'))).rejects.toMatchObject({ code: 'BOOKING.SLOT_FULL' });
    const stores = await manager.client.store.list();
    const hours =
      stores.items[0]?.hours.map((day) => ({ ...day, breakFrom: '12:00', breakTo: '13:00' })) ?? [];
    await manager.client.store.update({ params: { id: store.id }, body: { hours } });
    expect(await free('12:00')).toBeUndefined();
    const view = await manager.client.store.saveSpecialDays({
      params: { id: store.id },
      body: { days: [{ on: '2026-11-21', opensAt: null, closesAt: null, note: '盘点' }] },
    });
    expect(view.specialDays).toEqual([{ on: '2026-11-21', opensAt: null, closesAt: null, note: '盘点' }]);
    const board = await advisor.client.staffBooking.board({
      query: { storeId: store.id, on: DAY, days: 2, by: 'advisor' },
    });
    expect(board.days.map(({ open, note }) => [open, note])).toEqual([
      [true, null],
      [false, '盘点'],
    ]);
    expect(board.conflicts).toMatchObject([{ bookingId: id, reasons: ['advisor_leave'] }]);
    expect(board.lanes.find((lane) => lane.id === advisor.id)?.blocks).toMatchObject([{ reason: '年假' }]);
    const byBay = await advisor.client.staffBooking.board({ query: { storeId: store.id, on: DAY } });
    expect(byBay.lanes.map((lane) => lane.id)).toEqual(store.bayIds);
    expect(byBay.lanes[0]?.blocks).toMatchObject([{ reason: '设备检修' }]);
    // Hours 8:30–18:00 less the break; the second bay has one booking, the first one booking and the closure.
    expect(byBay.lanes.map((lane) => lane.freeMinutes[0])).toEqual([510 - 60 - 120, 510 - 60]);
  });

  it('takes a technician and keeps the bay for tidying where the service asks for it', async () => {
    await world.rows('UPDATE service_item SET needs_technician = 1, buffer_minutes = 30');
    expect(await free('10:00')).toBe(false);
    const technician = await makeStaff(world, 'technician', [store.id], 'technician-a');
    const { id } = await book(guest(0), at(DAY, '10:00'));
    const view = await advisor.client.staffBooking.detail({ params: { id } });
    expect(view).toMatchObject({ technicianId: technician.id, bufferMinutes: 30 });
    // Six quarters of the bay, four of each person.
    expect(await units()).toBe(14);
    expect(await free('10:00')).toBe(false);
    await world.rows('UPDATE staff SET active = 0 WHERE id = ?', [technician.id]);
  });

  it('books beyond capacity only with the permission and a reason, and shows it', async () => {
    await book(guest(0), at(DAY, '09:00'));
    await book(guest(1), at(DAY, '09:00'));
    const body = { ...wish(at(DAY, '09:00'), guest(2)), ownerId: guest(2).ownerId };
    await expect(
      advisor.client.staffBooking.create({ body: { ...body, overbook: { reason: '老客户急用车' } } }),
    ).rejects.toMatchObject({ code: 'BOOKING.OVERBOOK_FORBIDDEN' });
    await expect(manager.client.staffBooking.create({ body })).rejects.toMatchObject({
      code: 'BOOKING.SLOT_FULL',
    });
    const booked = await manager.client.staffBooking.create({
      body: { ...body, overbook: { reason: '老客户急用车' } },
    });
    expect(booked.overbookReason).toBe('老客户急用车');
    expect(await units()).toBe(16);
    const audit = await world.rows<{ text: string }>(
      "SELECT text FROM audit_log WHERE action = 'booking.overbook' AND subject_id = ?",
      [booked.id],
    );
    expect(audit).toEqual([{ text: '超额预约：老客户急用车' }]);
    const moved = await manager.client.staffBooking.move({
      params: { id: booked.id },
      body: { startsAt: at(DAY, '11:00') },
    });
    expect(moved.overbookReason).toBeNull();
    expect(await units()).toBe(24);
  });

  it('moves by drag to another bay and advisor, and is silent to the owner if the time stays', async () => {
    const { id } = await book(guest(0), at(DAY, '09:00'), { advisorId: advisor.id });
    const bayId = store.bayIds[1] ?? '';
    const moved = await advisor.client.staffBooking.move({
      params: { id },
      body: { startsAt: at(DAY, '09:00'), bayId, advisorId: second.id },
    });
    expect(moved).toMatchObject({ bayId, advisorId: second.id });
    const events = await world.rows<{ type: string }>(
      "SELECT type FROM outbox_event WHERE payload LIKE ? AND type LIKE 'booking.re%' ORDER BY seq",
      [`%${id}%`],
    );
    expect(events.map(({ type }) => type)).toEqual(['booking.requested', 'booking.reassigned']);
  });

  it('asks the database three times for a fortnight of slots, however many bays, people and services there are', async () => {
    const big = await makeStore(world, { code: 'BIG', bays: 20 });
    for (let index = 0; index < 8; index += 1)
      await makeStaff(world, 'advisor', [big.id], `big-advisor-${index}`);
    const { pool } = world.foundation.dataSource.driver as unknown as {
      pool: { getConnection: () => void };
    };
    const questions = async (shop: TestStore) => {
      // Every statement outside of a transaction takes a connection of its own.
      const asked = vi.spyOn(pool, 'getConnection');
      const view = await world.get(SlotFinder).page(shop.id, shop.services.service, { days: 14 });
      const count = asked.mock.calls.length;
      asked.mockRestore();
      expect(view.days).toHaveLength(14);
      expect(view.firstFreeAt).not.toBeNull();
      return count;
    };
    expect([await questions(store), await questions(big)]).toEqual([3, 3]);
  });

  it('flags a car as late after a quarter of an hour', async () => {
    const { id } = await book(guest(0), at('2026-11-18', '11:30'));
    const late = async () => (await advisor.client.staffBooking.detail({ params: { id } })).late;
    world.clock.set(atShanghai('2026-11-18', '11:44'));
    expect(await late()).toBe(false);
    world.clock.set(atShanghai('2026-11-18', '11:45'));
    expect(await late()).toBe(true);
  });
});
