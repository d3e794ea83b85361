import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { planCareJob } from '../../src/modules/care/index.js';
import { sendJob } from '../../src/modules/messaging/index.js';
import { workCare } from '../support/care-work.js';
import {
  makeOwner,
  makeStaff,
  makeStore,
  makeVehicle,
  type TestStaff,
  type TestStore,
} from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { NOON, startWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let world: World;
let store: TestStore;
let advisor: TestStaff;

beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world);
  await installTemplates(world);
  advisor = await makeStaff(world, 'advisor', [store.id]);
});
afterAll(async () => {
  await world?.stop();
});
afterEach(() => world.clock.set(NOON));

const work = () => workCare(world);
interface Item {
  stage: number;
  state: string;
  why: string;
  message_id: string | null;
}
const itemsOf = (vehicleId: string) =>
  world.rows<Item>(
    "SELECT stage, state, why, message_id FROM care_item WHERE vehicle_id = ? AND rule = 'service' ORDER BY cycle, stage",
    [vehicleId],
  );
const statesOf = async (vehicleId: string) =>
  Object.fromEntries((await itemsOf(vehicleId)).map((item) => [item.stage, item.state]));
const messagesOf = (vehicleId: string) =>
  world.rows<{ id: string; state: string; why: string; body: string; page: string; channel: string }>(
    "SELECT * FROM message WHERE vehicle_id = ? AND class = 'care' ORDER BY id",
    [vehicleId],
  );

describe('care', () => {
  it('tells the owner once, with reason and button, and does not repeat itself', async () => {
    const owner = await makeOwner(world);
    // Three months after 28 August: due on 28 November, ten days from now.
    const car = await makeVehicle(world, store.id, owner.ownerId, { lastServiceOn: '2026-08-28' });
    await work();
    await work();
    expect(await statesOf(car.id)).toEqual({
      '-14': 'told',
      '-3': 'planned',
      '7': 'planned',
      '30': 'planned',
    });
    const [message, ...more] = await messagesOf(car.id);
    expect(more).toEqual([]);
    expect(message?.channel).toBe('official_account');
    expect(message?.body).toContain('11月28日');
    expect(message?.page).toBe(`subpackages/booking/create/index?messageId=${message?.id}`);
    const [delivery] = await world.phones.deliveries(owner.openid);
    expect(delivery?.page).toBe(message?.page);
    expect(JSON.stringify(delivery)).toContain(car.plate);
  });

  it('goes on stage by stage, in the morning, never twice', async () => {
    const owner = await makeOwner(world);
    const car = await makeVehicle(world, store.id, owner.ownerId, { lastServiceOn: '2026-08-28' });
    for (let day = 0; day < 50; day += 1) {
      world.clock.set(NOON + day * DAY);
      await work();
    }
    expect(await statesOf(car.id)).toEqual({ '-14': 'told', '-3': 'told', '7': 'told', '30': 'told' });
    expect(await messagesOf(car.id)).toHaveLength(4);
  });

  it('tells only where things stand now when several stages are past', async () => {
    const owner = await makeOwner(world);
    // Due on 13 November: the reminders of two weeks and three days before are past.
    const car = await makeVehicle(world, store.id, owner.ownerId, { lastServiceOn: '2026-08-08' });
    await work();
    expect(await statesOf(car.id)).toEqual({ '-14': 'missed', '-3': 'missed', '7': 'told', '30': 'planned' });
    expect(await messagesOf(car.id)).toHaveLength(1);
  });

  it('waits for an owner who is not bound yet, and tells within one round once they are', async () => {
    const car = await makeVehicle(world, store.id, null, { lastServiceOn: '2026-08-28' });
    await work();
    expect(await statesOf(car.id)).toMatchObject({ '-14': 'planned' });
    expect(await messagesOf(car.id)).toEqual([]);
    const owner = await makeOwner(world);
    await owner.client.owner.bindVehicle({ body: { by: 'vin', vin: car.vin } });
    await work();
    expect(await statesOf(car.id)).toMatchObject({ '-14': 'told' });
    expect(await messagesOf(car.id)).toHaveLength(1);
    expect(await world.phones.deliveries(owner.openid)).toHaveLength(1);
  });

  it('stops at a booking, and comes back when it is cancelled', async () => {
    // Planned at night, held until morning: the booking comes in between.
    world.clock.set(NOON + 12 * HOUR);
    const owner = await makeOwner(world);
    const car = await makeVehicle(world, store.id, owner.ownerId, { lastServiceOn: '2026-08-20' });
    await work();
    expect((await messagesOf(car.id))[0]?.state).toBe('held');
    const prefill = await owner.client.booking.prefill({ query: { vehicleId: car.id } });
    const booking = await owner.client.booking.create({
      body: {
        vehicleId: car.id,
        storeId: store.id,
        serviceId: store.services.service,
        advisorId: null,
        startsAt: prefill.slots.firstFreeAt ?? '',
      },
    });
    await world.settle();
    const [message] = await messagesOf(car.id);
    expect([message?.state, message?.why]).toEqual(['suppressed', '车主已预约，不再提醒。']);
    expect(Object.values(await statesOf(car.id))).not.toContain('planned');
    await owner.client.booking.cancel({ params: { id: booking.id }, body: { reason: '' } });
    await world.settle();
    expect(Object.values(await statesOf(car.id))).toContain('planned');
  });

  it('does not send what was done meanwhile, or is not due any more', async () => {
    const done = await makeOwner(world);
    const later = await makeOwner(world);
    const first = await makeVehicle(world, store.id, done.ownerId, { lastServiceOn: '2026-08-28' });
    const second = await makeVehicle(world, store.id, later.ownerId, { lastServiceOn: '2026-08-28' });
    world.clock.set(NOON + 12 * HOUR);
    await work();
    await world.rows(
      "UPDATE vehicle SET last_service_on = '2026-11-18', due_on = '2027-02-18' WHERE id = ?",
      [first.id],
    );
    await world.rows("UPDATE vehicle SET due_on = '2026-12-20' WHERE id = ?", [second.id]);
    world.clock.set(NOON + DAY);
    await world.run(sendJob);
    const [stopped] = await messagesOf(first.id);
    expect([stopped?.state, stopped?.why]).toEqual(['suppressed', '这次保养已经完成，不再提醒。']);
    const [moved] = await messagesOf(second.id);
    expect(moved?.state).toBe('suppressed');
    expect(moved?.why).toContain('12月20日');
    // The stage comes back on its new day.
    world.clock.set(Date.parse('2026-12-06T02:00:00.000Z'));
    await work();
    expect((await messagesOf(second.id)).map((message) => message.channel)).toContain('official_account');
  });

  it('shows staff what is due, what was said and whether it keeps up', async () => {
    const manager = await makeStaff(world, 'manager', [store.id]);
    const owner = await makeOwner(world, { name: '王小明' });
    const car = await makeVehicle(world, store.id, owner.ownerId, { lastServiceOn: '2026-08-28' });
    await work();
    const due = await manager.client.care.due({ query: { storeId: store.id, pageSize: 100 } });
    const row = due.items.find((item) => item.vehicleId === car.id);
    expect(row).toMatchObject({ ownerName: '王小明', dueOn: '2026-11-28', plate: car.plate });
    expect(row?.message?.channel).toBe('official_account');
    const log = await manager.client.care.messages({ query: { ownerId: owner.ownerId } });
    expect(log.total).toBe(1);
    const calm = await manager.client.care.health();
    expect(calm.lastPlannedAt).not.toBeNull();
    const other = await makeVehicle(world, store.id, (await makeOwner(world)).ownerId, {
      lastServiceOn: '2026-08-28',
    });
    await world.run(planCareJob);
    world.clock.advance(20 * 60_000);
    const behind = await manager.client.care.health();
    expect(behind.overdue).toBeGreaterThan(calm.overdue);
    expect(behind.lagSec).toBeGreaterThanOrEqual(1_200);
    expect(await statesOf(other.id)).toMatchObject({ '-14': 'planned' });
  });

  it('counts what was missed today, but not what had run out before a car was on file', async () => {
    const manager = await makeStaff(world, 'manager', [store.id], 'manager-missed');
    const missed = async () => (await manager.client.care.health()).missedToday;
    const calm = await missed();
    const car = await makeVehicle(world, store.id, null, { lastServiceOn: '2026-08-28' });
    await world.run(planCareJob);
    await world.rows(
      "UPDATE care_item SET state = 'missed', not_before = ?, expires_at = ? WHERE vehicle_id = ? AND stage = -14",
      [new Date(NOON - 7 * DAY), new Date(NOON - 60_000), car.id],
    );
    const onFileSince = (at: number) =>
      world.rows('UPDATE vehicle SET created_at = ? WHERE id = ?', [new Date(at), car.id]);
    await onFileSince(NOON);
    expect(await missed()).toBe(calm);
    await onFileSince(NOON - DAY);
    expect(await missed()).toBe(calm + 1);
  });
});

describe('telling about bookings and visits', () => {
  it('tells every turn of a booking once', async () => {
    const owner = await makeOwner(world);
    const car = await makeVehicle(world, store.id, owner.ownerId, { lastServiceOn: '2026-11-01' });
    const prefill = await owner.client.booking.prefill({ query: { vehicleId: car.id } });
    const booking = await owner.client.booking.create({
      body: {
        vehicleId: car.id,
        storeId: store.id,
        serviceId: store.services.service,
        advisorId: null,
        startsAt: prefill.slots.firstFreeAt ?? '',
      },
    });
    await world.settle();
    await world.run(sendJob);
    world.clock.advance(1_000);
    await advisor.client.staffBooking.confirm({ params: { id: booking.id } });
    await world.settle();
    await world.run(sendJob);
    await world.settle();
    const said = await world.rows<{ kind: string; channel: string; body: string }>(
      'SELECT kind, channel, body FROM message WHERE subject_id = ? ORDER BY id',
      [booking.id],
    );
    expect(said.map(({ kind, channel }) => [kind, channel])).toEqual([
      ['booking_requested', 'inbox'],
      ['booking_confirmed', 'official_account'],
    ]);
    expect(said[1]?.body).toContain('定期保养');
  });
});
