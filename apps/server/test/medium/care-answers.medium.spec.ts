import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { workCare } from '../support/care-work.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestOwner,
  type TestStaff,
  type TestStore,
} from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { NOON, startWorld, type World } from '../support/world.js';

const DAY = 24 * 3_600_000;
let world: World;
let store: TestStore;
let manager: TestStaff;

beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world);
  await installTemplates(world);
  manager = await makeStaff(world, 'manager', [store.id]);
});
afterAll(async () => {
  await world?.stop();
});
afterEach(() => world.clock.set(NOON));

const work = () => workCare(world);
const plannedOf = async (vehicleId: string, rule: string) =>
  (
    await world.rows<{ stage: number }>(
      "SELECT stage FROM care_item WHERE vehicle_id = ? AND rule = ? AND state = 'planned' ORDER BY stage",
      [vehicleId, rule],
    )
  ).map(({ stage }) => stage);
const messagesOf = (vehicleId: string) =>
  world.rows<{ id: string; kind: string; title: string; body: string; state: string }>(
    "SELECT * FROM message WHERE vehicle_id = ? AND class = 'care' ORDER BY id",
    [vehicleId],
  );

/** An owner who was told of a service (due on 28 November) or of a renewal (18 December). */
async function toldOwner(
  what: 'service' | 'insurance',
): Promise<{ owner: TestOwner; car: string; vin: string; message: string }> {
  const owner = await makeOwner(world);
  const { id: car, vin } = await makeVehicle(world, store.id, owner.ownerId, {
    lastServiceOn: what === 'service' ? '2026-08-28' : '2026-11-08',
    soldOn: '2022-05-06',
  });
  await world.rows("UPDATE vehicle SET `use` = 'other', insurance_expires_on = ? WHERE id = ?", [
    what === 'insurance' ? '2026-12-18' : null,
    car,
  ]);
  await work();
  const [message] = await messagesOf(car);
  expect(message?.kind).toBe(`${what}_due`);
  return { owner, car, vin, message: message?.id ?? '' };
}

describe('answers to a reminder', () => {
  it('reminds later, once, on the day the owner chose, and not before', async () => {
    const { owner, car, message } = await toldOwner('service');
    const answer = { params: { id: message }, body: { answer: 'later', days: 30 } } as const;
    expect(await owner.client.message.answer(answer)).toEqual({ ok: true });
    expect(await owner.client.message.answer(answer)).toEqual({ ok: true });
    // 18 December is twenty days after the due date; the stage of a month after stays.
    expect(await plannedOf(car, 'service')).toEqual([20, 30]);
    for (let day = 1; day < 30; day += 4) {
      world.clock.set(NOON + day * DAY);
      await work();
    }
    expect(await messagesOf(car)).toHaveLength(1);
    world.clock.set(NOON + 30 * DAY);
    await work();
    await work();
    const said = await messagesOf(car);
    expect(said).toHaveLength(2);
    expect(said[1]?.title).toContain('再提醒您一次');
    expect(await world.phones.deliveries(owner.openid)).toHaveLength(2);
  });

  it('counts the next service from the one done elsewhere, which is no visit here', async () => {
    const { owner, car, message } = await toldOwner('service');
    await world.rows("UPDATE vehicle SET last_paid_visit_on = '2026-08-28' WHERE id = ?", [car]);
    const body = { answer: 'done_elsewhere', on: '2026-11-10', reason: 'near', note: '家门口' } as const;
    await owner.client.message.answer({ params: { id: message }, body });
    const [row] = await world.rows<{ due_on: string; last_service_on: string; last_paid_visit_on: string }>(
      'SELECT due_on, last_service_on, last_paid_visit_on FROM vehicle WHERE id = ?',
      [car],
    );
    expect(row).toEqual({
      due_on: '2027-02-10',
      last_service_on: '2026-11-10',
      last_paid_visit_on: '2026-08-28',
    });
    const timeline = await manager.client.customer.timeline({ params: { id: owner.ownerId }, query: {} });
    expect(JSON.stringify(timeline.items)).toContain(
      '车主答复：2026年11月10日已在别处办理（离得更近：家门口）',
    );
    expect(timeline.items.find(({ kind }) => kind === 'service')?.title).toBe('他店保养');
    const detail = await manager.client.customer.detail({ params: { id: owner.ownerId } });
    expect(detail.totals.visits).toBe(0);
    world.clock.set(NOON + 20 * DAY);
    await work();
    expect(await messagesOf(car)).toHaveLength(1);
    expect(await plannedOf(car, 'service')).toEqual([-14, -3, 7, 30]);
  });

  it('ends this year of a renewal that was done elsewhere, and tells the next', async () => {
    const { owner, car, message } = await toldOwner('insurance');
    await owner.client.message.answer({
      params: { id: message },
      body: { answer: 'done_elsewhere', on: '2026-11-18', reason: 'price' },
    });
    for (const day of [15, 23]) {
      world.clock.set(NOON + day * DAY);
      await work();
    }
    expect(await messagesOf(car)).toHaveLength(1);
    expect(await plannedOf(car, 'insurance')).toEqual([]);
    await world.rows("UPDATE vehicle SET insurance_expires_on = '2027-12-18' WHERE id = ?", [car]);
    world.clock.set(Date.parse('2027-11-19T02:00:00.000Z'));
    await work();
    expect((await messagesOf(car)).filter(({ kind }) => kind === 'insurance_due')).toHaveLength(2);
  });

  it('parts a sold car from its owner, says nothing more, and starts again with a new one', async () => {
    const { owner, car, vin, message } = await toldOwner('service');
    await owner.client.message.answer({ params: { id: message }, body: { answer: 'sold' } });
    await owner.client.message.answer({ params: { id: message }, body: { answer: 'sold' } });
    expect((await owner.client.owner.home()).cars).toEqual([]);
    for (const day of [7, 17]) {
      world.clock.set(NOON + day * DAY);
      await work();
    }
    expect(await messagesOf(car)).toHaveLength(1);
    const audits = await world.rows<{ action: string }>('SELECT action FROM audit_log WHERE subject_id = ?', [
      car,
    ]);
    expect(audits.filter(({ action }) => action === 'care.answer.sold')).toHaveLength(1);
    const buyer = await makeOwner(world);
    await buyer.client.owner.bindVehicle({ body: { by: 'vin', vin } });
    await work();
    expect(await world.phones.deliveries(buyer.openid)).toHaveLength(1);
    expect(await world.phones.deliveries(owner.openid)).toHaveLength(1);
  });

  it('leaves the car to its owner when a driver parts from it', async () => {
    const { owner, car, message } = await toldOwner('service');
    const driver = await makeOwner(world);
    await world.rows(
      "INSERT INTO owner_vehicle (owner_id, vehicle_id, role, created_at) VALUES (?, ?, 'driver', ?)",
      [driver.ownerId, car, world.clock.date()],
    );
    await world.rows('UPDATE message SET owner_id = ? WHERE id = ?', [driver.ownerId, message]);
    await driver.client.message.answer({ params: { id: message }, body: { answer: 'sold' } });
    expect(await plannedOf(car, 'service')).toEqual([-3, 7, 30]);
    expect((await owner.client.owner.home()).cars).toHaveLength(1);
  });

  it('keeps no booking of a car that its owner gives up in the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { owner, car } = await toldOwner('service');
      const { vehicleId, storeId, serviceId, slots } = await owner.client.booking.prefill({ query: {} });
      const startsAt = slots.days.at(-1)?.slots.find(({ free }) => free)?.startsAt ?? '';
      const body = { vehicleId, storeId, serviceId, advisorId: null, startsAt, note: '' };
      const [parted, booked] = await Promise.allSettled([
        owner.client.owner.partFromVehicle({ params: { id: car } }),
        owner.client.booking.create({ body }),
      ]);
      const [{ cars }, { items }] = await Promise.all([
        owner.client.owner.home(),
        owner.client.booking.list({ query: {} }),
      ]);
      const isMine = parted.status === 'rejected';
      expect([cars.length, items.length, booked.status]).toEqual(
        isMine ? [1, 1, 'fulfilled'] : [0, 0, 'rejected'],
      );
    }
  });

  it('parts a car from its owner who says in the garage that it is sold, once nothing of it is open', async () => {
    const { owner, car, vin } = await toldOwner('service');
    const stranger = await makeOwner(world);
    const sold = { params: { id: car } };
    await expect(stranger.client.owner.partFromVehicle(sold)).rejects.toMatchObject({
      code: 'VEHICLE.NOT_FOUND',
    });
    await makeStaff(world, 'advisor', [store.id], 'advisor-part');
    const { vehicleId, storeId, serviceId, advisorId, slots } = await owner.client.booking.prefill({
      query: {},
    });
    const startsAt = slots.days.at(-1)?.slots.find(({ free }) => free)?.startsAt ?? '';
    const booking = await owner.client.booking.create({
      body: { vehicleId, storeId, serviceId, advisorId, startsAt, note: '' },
    });
    await expect(owner.client.owner.partFromVehicle(sold)).rejects.toMatchObject({
      code: 'VEHICLE.EXPECTED',
    });
    expect((await owner.client.owner.home()).cars).toHaveLength(1);

    await owner.client.booking.cancel({ params: { id: booking.id }, body: { reason: '车卖了' } });
    await owner.client.owner.partFromVehicle(sold);
    await expect(owner.client.owner.partFromVehicle(sold)).rejects.toMatchObject({
      code: 'VEHICLE.NOT_FOUND',
    });
    expect((await owner.client.owner.home()).cars).toEqual([]);
    expect(await plannedOf(car, 'service')).toEqual([]);
    world.clock.set(NOON + 17 * DAY);
    await work();
    expect(await messagesOf(car)).toHaveLength(1);
    world.clock.set(NOON);
    // A slip of the finger is mended the way the car came in.
    await owner.client.owner.bindVehicle({ body: { by: 'vin', vin } });
    expect((await owner.client.owner.home()).cars).toHaveLength(1);
  });

  it('parts nobody from a booked car by the answer to a reminder either', async () => {
    const { owner, message } = await toldOwner('service');
    const { vehicleId, storeId, serviceId, slots } = await owner.client.booking.prefill({ query: {} });
    const startsAt = slots.days.at(-1)?.slots.find(({ free }) => free)?.startsAt ?? '';
    const body = { vehicleId, storeId, serviceId, advisorId: null, startsAt, note: '' };
    const booking = await owner.client.booking.create({ body });
    const sold = { params: { id: message }, body: { answer: 'sold' } } as const;
    await expect(owner.client.message.answer(sold)).rejects.toMatchObject({ code: 'VEHICLE.EXPECTED' });
    expect((await owner.client.owner.home()).cars).toHaveLength(1);
    // What was refused is no answer: the same one counts when nothing is open any more.
    await owner.client.booking.cancel({ params: { id: booking.id }, body: { reason: '车卖了' } });
    await owner.client.message.answer(sold);
    expect((await owner.client.owner.home()).cars).toEqual([]);
  });

  it('takes whoever gives a car up off the waiting list, in the garage and by an answer', async () => {
    for (const way of ['garage', 'answer'] as const) {
      const { owner, car, message } = await toldOwner('service');
      const on = '2026-11-20';
      const wish = {
        vehicleId: car,
        storeId: store.id,
        serviceId: store.services.service,
        advisorId: null,
        fromOn: on,
        toOn: on,
        partOfDay: 'any',
      } as const;
      await owner.client.booking.joinWaiting({ body: wish });
      if (way === 'garage') await owner.client.owner.partFromVehicle({ params: { id: car } });
      else await owner.client.message.answer({ params: { id: message }, body: { answer: 'sold' } });
      const { items } = await owner.client.booking.waiting();
      expect(
        items.map(({ state }) => state),
        way,
      ).toEqual(['left']);
      await expect(owner.client.booking.joinWaiting({ body: wish }), way).rejects.toMatchObject({
        code: 'VEHICLE.NOT_FOUND',
      });
    }
  });

  it('keeps the first answer, refuses a day to come, and hides the messages of others', async () => {
    const { owner, message } = await toldOwner('service');
    const stranger = await makeOwner(world);
    const later = { params: { id: message }, body: { answer: 'later', days: 7 } } as const;
    await expect(stranger.client.message.answer(later)).rejects.toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    const tomorrow = { answer: 'done_elsewhere', on: '2026-11-19', reason: 'other' } as const;
    await expect(
      owner.client.message.answer({ params: { id: message }, body: tomorrow }),
    ).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
    });
    await owner.client.message.answer(later);
    await expect(
      owner.client.message.answer({ params: { id: message }, body: { answer: 'sold' } }),
    ).rejects.toMatchObject({ code: 'MESSAGE.ANSWERED' });
  });
});
