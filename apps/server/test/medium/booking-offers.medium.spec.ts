import { atShanghai, MINUTE_MS } from '@cheban/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepBookingsJob } from '../../src/modules/booking/index.js';
import { VehicleDirectory } from '../../src/modules/vehicle/index.js';
import { at, type BookingDesk, DAY, type Guest, openBookingDesk } from '../support/booking-desk.js';
import { makeVehicle } from '../support/factories.js';
import { startWorld, type World } from '../support/world.js';

describe('waiting list and offers', () => {
  let world: World;
  let store: BookingDesk['store'];
  let advisor: BookingDesk['advisor'];
  let manager: BookingDesk['manager'];
  let guests: BookingDesk['guests'];
  let guest: BookingDesk['guest'];
  let book: BookingDesk['book'];
  let units: BookingDesk['units'];
  let desk: BookingDesk;

  beforeAll(async () => {
    world = await startWorld();
    desk = await openBookingDesk(world);
    ({ store, advisor, manager, guests, guest, book, units } = desk);
  });
  afterAll(() => world?.stop());
  beforeEach(() => desk.clear());

  describe('waiting list', () => {
    const join = (who: Guest, more: object = {}) =>
      who.client.booking.joinWaiting({
        body: {
          vehicleId: who.car.id,
          storeId: store.id,
          serviceId: store.services.service,
          advisorId: null,
          fromOn: DAY,
          toOn: DAY,
          partOfDay: 'any',
          ...more,
        },
      });
    const mine = async (who: Guest) => (await who.client.booking.waiting()).items[0];
    /** Open from 8:30 to 9:30 with one bay and one advisor: one slot. */
    const oneSlot = async () => {
      await manager.client.store.saveSpecialDays({
        params: { id: store.id },
        body: { days: [{ on: DAY, opensAt: '08:30', closesAt: '09:30', note: '半天' }] },
      });
      await manager.client.store.closeBay({
        body: { bayId: store.bayIds[1] ?? '', from: at(DAY, '00:00'), to: at(DAY, '20:00'), reason: '检修' },
      });
    };

    it('offers nothing for a car that has changed hands, and lets its next owner wait', async () => {
      await oneSlot();
      const booked = await book(guest(0), at(DAY, '08:30'));
      const sold = await makeVehicle(world, store.id, guest(1).ownerId);
      const left = await join(guest(1), { vehicleId: sold.id });
      world.clock.advance(1);
      await join(guest(2));
      // As when the dealership's file names somebody else; who gives a car up in the app leaves the list in the same moment.
      await world.uow.run((tx) => world.get(VehicleDirectory).unlink(tx, guest(1).ownerId, sold.id));
      await guest(0).client.booking.cancel({ params: { id: booked.id }, body: { reason: '' } });
      await world.run(sweepBookingsJob);
      expect(await mine(guest(1))).toMatchObject({ id: left.id, state: 'ended' });
      expect((await mine(guest(2)))?.state).toBe('offered');
      await guest(3).client.owner.bindVehicle({ body: { by: 'vin', vin: sold.vin } });
      expect((await join(guest(3), { vehicleId: sold.id })).state).toBe('waiting');
    });

    it('offers a freed slot to one person at a time, in order, each with a hold and a message', async () => {
      await oneSlot();
      const booked = await book(guest(0), at(DAY, '08:30'));
      await join(guest(1));
      world.clock.advance(1);
      const later = await join(guest(2));
      expect(later.ahead).toBe(1);
      await expect(join(guest(1))).rejects.toMatchObject({ code: 'WAITING.ALREADY' });
      await world.run(sweepBookingsJob);
      expect((await mine(guest(1)))?.state).toBe('waiting');
      await guest(0).client.booking.cancel({ params: { id: booked.id }, body: { reason: '有事' } });
      await Promise.all([world.run(sweepBookingsJob), world.run(sweepBookingsJob)]);
      const offered = await mine(guest(1));
      expect(offered).toMatchObject({
        state: 'offered',
        hold: { startsAt: at(DAY, '08:30'), secondsLeft: 900 },
      });
      expect((await mine(guest(2)))?.state).toBe('waiting');
      const told = await world.rows<{ body: string }>(
        'SELECT kind, class, body, action_label FROM message WHERE owner_id = ?',
        [guest(1).ownerId],
      );
      expect(told).toMatchObject([{ kind: 'waiting_offer', class: 'service', action_label: '查看并确认' }]);
      expect(told[0]?.body).toMatch(
        /^您候补的.+有空位了：.+8:30，.+。已为您保留到 \d\d:\d\d，点开即可确认；不方便也请点一下/,
      );
      await expect(book(guest(3), at(DAY, '08:30'))).rejects.toMatchObject({ code: 'BOOKING.SLOT_FULL' });
      // No is an answer: the next one gets it, and this place waits on without being asked again for the same slot.
      await guest(1).client.booking.releaseHold({ params: { id: offered?.hold?.id ?? '' } });
      await world.run(sweepBookingsJob);
      const next = await mine(guest(2));
      expect(next?.state).toBe('offered');
      expect((await mine(guest(1)))?.state).toBe('waiting');
      const done = await guest(2).client.booking.acceptHold({
        params: { id: next?.hold?.id ?? '' },
        body: { note: '' },
      });
      expect(done).toMatchObject({ state: 'confirmed', startsAt: at(DAY, '08:30') });
      expect((await mine(guest(2)))?.state).toBe('booked');
      expect(await units()).toBe(8);
    });

    it('goes on when an offer runs out, and gives a place up after three without an answer', async () => {
      await join(guest(0), { partOfDay: 'morning' });
      for (let round = 1; round <= 3; round += 1) {
        await world.run(sweepBookingsJob);
        expect((await mine(guest(0)))?.state).toBe('offered');
        world.clock.advance(15 * MINUTE_MS);
      }
      await world.run(sweepBookingsJob);
      expect(await mine(guest(0))).toMatchObject({ state: 'ended', hold: null });
      expect(await units()).toBe(0);
    });

    it('is silent at night, ends with a booking, and is left by hand', async () => {
      await join(guest(0));
      world.clock.set(atShanghai('2026-11-18', '23:00'));
      await world.run(sweepBookingsJob);
      expect((await mine(guest(0)))?.state).toBe('waiting');
      world.clock.set(atShanghai('2026-11-19', '09:00'));
      await world.run(sweepBookingsJob);
      expect((await mine(guest(0)))?.state).toBe('offered');
      await book(guest(0), at(DAY, '15:00'));
      expect((await mine(guest(0)))?.state).toBe('booked');
      expect(await units()).toBe(8);
      const place = await join(guest(1));
      await world.run(sweepBookingsJob);
      await guest(1).client.booking.leaveWaiting({ params: { id: place.id } });
      expect((await mine(guest(1)))?.state).toBe('left');
      expect(await units()).toBe(8);
      await expect(guest(2).client.booking.leaveWaiting({ params: { id: place.id } })).rejects.toMatchObject({
        status: 404,
      });
    });
  });

  it('fills empty bays: suggests who is nearly due and reachable, offers each a held slot', async () => {
    await world.rows("UPDATE owner SET region = '山西省太原市小店区' WHERE id = ?", [guest(2).ownerId]);
    const page = await advisor.client.staffBooking.emptyBays({ query: { storeId: store.id, on: DAY } });
    expect(page.bays.map(({ freeMinutes }) => freeMinutes)).toEqual([570, 570]);
    expect(page.suggestions[0]).toMatchObject({ ownerId: guest(2).ownerId, near: true });
    const chosen = page.suggestions
      .filter(({ vehicleId }) => guests.some(({ car }) => car.id === vehicleId))
      .slice(0, 2);
    expect(new Set(chosen.map(({ startsAt }) => startsAt)).size).toBe(2);
    const offers = chosen.map(({ vehicleId, ownerId, serviceId, startsAt }) => ({
      vehicleId,
      ownerId,
      serviceId,
      startsAt,
    }));
    const done = await advisor.client.staffBooking.offerEmptyBays({ body: { storeId: store.id, offers } });
    expect(done.offered).toBe(2);
    expect(await units()).toBe(16);
    const again = await advisor.client.staffBooking.offerEmptyBays({ body: { storeId: store.id, offers } });
    expect(again).toMatchObject({ offered: 0, results: [{ why: '已发出邀约，正在等车主答复。' }, {}] });
    expect(await world.rows("SELECT class FROM message WHERE kind = 'slot_offer'")).toEqual([
      { class: 'care' },
      { class: 'care' },
    ]);
    const id = done.results[0]?.holdId ?? '';
    const who = guests.find(({ car }) => car.id === done.results[0]?.vehicleId) as Guest;
    const booked = await who.client.booking.acceptHold({ params: { id }, body: { note: '' } });
    expect(booked.state).toBe('confirmed');
    const [row] = await world.rows<{ source: string }>('SELECT source FROM booking WHERE id = ?', [
      booked.id,
    ]);
    expect(row?.source).toBe('reminder');
    const left = await advisor.client.staffBooking.emptyBays({ query: { storeId: store.id, on: DAY } });
    expect(left.suggestions.map(({ vehicleId }) => vehicleId)).not.toContain(chosen[0]?.vehicleId);
  });
});
