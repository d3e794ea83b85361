import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findUnheardJob, planCareJob, tellCareJob } from '../../src/modules/care/index.js';
import { HandleEventsHandler } from '../../src/platform/outbox/handle-events.handler.js';
import { attempt, callsIn, unreachable } from '../support/calls.js';
import { makeOwner, makeVehicle } from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { makeWorkshop, type TestWorkshop } from '../support/visits.js';
import { NOON, startWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let world: World;
let shop: TestWorkshop;
let calls: ReturnType<typeof callsIn>;

beforeAll(async () => {
  world = await startWorld();
  shop = await makeWorkshop(world, 'F0');
  calls = callsIn(world, shop);
  await installTemplates(world);
});
afterAll(async () => {
  await world?.stop();
});
afterEach(() => world.clock.set(NOON));

describe('calls that reminders ask for', () => {
  it('are one for each reminder and one open for each car, whoever hears of it eight times at once', async () => {
    const ownerId = await calls.makeStranger();
    const car = await makeVehicle(world, shop.store.id, ownerId, { lastServiceOn: '2026-11-01' });
    const inspection = unreachable(car.id, {
      rule: 'inspection',
      cycle: '2026-12-10',
      label: '年检',
      dueOn: '2026-12-10',
    });
    await calls.say(
      ...Array.from({ length: 12 }, (_, index) => (index % 2 ? inspection : unreachable(car.id))),
    );
    const events = await world.rows<{ id: string }>('SELECT id FROM outbox_event WHERE done_at IS NULL');
    const handler = world.worker?.get(HandleEventsHandler, { strict: false });
    await Promise.all(
      Array.from({ length: 8 }, (_, lane) =>
        handler?.run({ eventIds: events.filter((_, index) => index % 8 === lane).map(({ id }) => id) }),
      ),
    );
    await world.settle();
    const task = await calls.onlyTask(car.id);
    expect(task.state).toBe('open');
    const detail = await shop.advisor.client.followUp.detail({ params: { id: task.id } });
    const script = detail.script.join('\n');
    expect(script).toContain('车险时间是12月5日');
    expect(script).toContain('年检时间是12月10日');
    expect(detail.phoneMasked).toMatch(/^139\*{4}/);
    const keys = await world.rows('SELECT dedupe_key FROM follow_up_key WHERE task_id = ?', [task.id]);
    expect(keys).toHaveLength(2);

    // The same things never lead to a second call, also not when the first is closed.
    await attempt(shop.advisor, task.id, { outcome: 'reached', seen: 0 });
    await calls.say(unreachable(car.id), inspection);
    await world.settle();
    expect(await calls.tasksOf(car.id)).toHaveLength(1);
    // Another one does.
    await calls.say(unreachable(car.id, { rule: 'licence', cycle: 'x', label: '换证' }));
    await world.settle();
    expect(await calls.tasksOf(car.id)).toHaveLength(2);
  });

  it('come for a reminder that ran out before anybody could be told, exactly once', async () => {
    const ownerId = await calls.makeStranger();
    const car = await makeVehicle(world, shop.store.id, ownerId, { lastServiceOn: '2026-08-28' });
    await world.settle();
    await world.run(planCareJob);
    // The server was away until it was too late.
    await world.rows('UPDATE care_item SET expires_at = ? WHERE vehicle_id = ? AND not_before <= ?', [
      world.clock.date(),
      car.id,
      world.clock.date(),
    ]);
    for (let round = 0; round < 2; round += 1) {
      await world.run(tellCareJob);
      await world.settle();
    }
    const task = await calls.onlyTask(car.id);
    expect(task.kind).toBe('care_call');
    const [item] = await world.rows<{ state: string }>(
      'SELECT state FROM care_item WHERE vehicle_id = ? ORDER BY not_before LIMIT 1',
      [car.id],
    );
    expect(item?.state).toBe('missed');
    const detail = await shop.advisor.client.followUp.detail({ params: { id: task.id } });
    expect(detail.why).toContain('已过有效期');
  });

  it('come for a message that waited until it ran out, exactly once', async () => {
    const owner = await makeOwner(world);
    const car = await makeVehicle(world, shop.store.id, owner.ownerId, { lastServiceOn: '2026-08-28' });
    await calls.work();
    await world.rows(
      "UPDATE message SET state = 'expired', channel = NULL, why = '已过有效时间，没有再发送，避免打扰。' WHERE vehicle_id = ?",
      [car.id],
    );
    await calls.travelTo(NOON + 49 * HOUR);
    for (let round = 0; round < 2; round += 1) {
      await world.run(findUnheardJob);
      await world.settle();
    }
    const task = await calls.onlyTask(car.id);
    const detail = await shop.advisor.client.followUp.detail({ params: { id: task.id } });
    expect(detail.why).toContain('一直没能发出');
    // The clock goes back for the next test: the look for what nobody opened begins anew.
    await world.rows("DELETE FROM care_progress WHERE name = 'unheard'");
  });

  it('come from the plan for owners who are not bound, once, and end when the owner books', async () => {
    const ownerId = await calls.makeStranger();
    const car = await makeVehicle(world, shop.store.id, ownerId, { lastServiceOn: '2026-08-28' });
    await calls.work();
    const task = await calls.onlyTask(car.id);
    expect(task).toMatchObject({ kind: 'care_call', state: 'open', owner_id: ownerId });
    expect(task.title).toContain('保养');
    await calls.travelTo(NOON + DAY);
    await calls.work();
    expect(await calls.tasksOf(car.id)).toHaveLength(1);

    const book = () =>
      shop.advisor.client.staffBooking.create({
        body: {
          ownerId,
          vehicleId: car.id,
          storeId: shop.store.id,
          serviceId: shop.store.services.service,
          startsAt: '2026-11-23T02:00:00.000Z',
          advisorId: null,
        },
      });
    const booking = await book();
    await world.settle();
    expect(await calls.onlyTask(car.id)).toMatchObject({
      state: 'cancelled',
      booking_id: booking.id,
      close_reason: '车主已预约，不用再打。',
    });
    // The booking was made during the call: how it went is still written down.
    const done = await attempt(shop.advisor, task.id, { outcome: 'booked', seen: 0, note: '周一来' });
    expect(done).toMatchObject({ state: 'done', bookingId: booking.id, lastOutcome: 'booked' });
  });

  it('open again when the booking that made them needless is cancelled', async () => {
    const { car, ownerId, task } = await calls.makeCall({
      rule: 'service',
      label: '保养',
      endsWithVisit: true,
    });
    const booking = await shop.advisor.client.staffBooking.create({
      body: {
        ownerId,
        vehicleId: car.id,
        storeId: shop.store.id,
        serviceId: shop.store.services.service,
        startsAt: '2026-11-24T02:00:00.000Z',
        advisorId: null,
      },
    });
    await world.settle();
    expect((await calls.onlyTask(car.id)).state).toBe('cancelled');
    await shop.advisor.client.staffBooking.cancel({
      params: { id: booking.id },
      body: { reason: '车主来电取消' },
    });
    await world.settle();
    expect(await calls.onlyTask(car.id)).toMatchObject({ id: task.id, state: 'open', booking_id: null });
  });

  it('come for a message that stood in the inbox only and was not opened for two days', async () => {
    const unheard = await makeOwner(world, { follower: false });
    const reader = await makeOwner(world, { follower: false });
    const cars = [];
    for (const owner of [unheard, reader]) {
      await owner.client.preference.save({ body: { topics: [{ topic: 'due', channels: { sms: false } }] } });
      cars.push(await makeVehicle(world, shop.store.id, owner.ownerId, { lastServiceOn: '2026-08-28' }));
    }
    await calls.work();
    const [message] = (await reader.client.message.list({ query: {} })).items;
    await reader.client.message.open({ params: { id: message?.id ?? '' } });
    await calls.travelTo(NOON + DAY);
    await world.run(findUnheardJob);
    await world.settle();
    expect(await calls.tasksOf(cars[0]?.id ?? '')).toEqual([]);
    await calls.travelTo(NOON + 2 * DAY + HOUR);
    await world.run(findUnheardJob);
    await world.run(findUnheardJob);
    await world.settle();
    const task = await calls.onlyTask(cars[0]?.id ?? '');
    expect(task).toMatchObject({ kind: 'care_call', owner_id: unheard.ownerId });
    expect(await calls.tasksOf(cars[1]?.id ?? '')).toEqual([]);
  });

  it('end when the owner wants no such reminders; other calls stay', async () => {
    const owner = await makeOwner(world);
    const cars = [];
    for (const rule of ['insurance', 'inspection']) {
      const car = await makeVehicle(world, shop.store.id, owner.ownerId, { lastServiceOn: '2026-11-01' });
      await calls.say(unreachable(car.id, { rule, cycle: car.id.slice(-9), ownerId: owner.ownerId }));
      cars.push(car);
    }
    await world.settle();
    const custom = await shop.advisor.client.followUp.create({
      body: {
        ownerId: owner.ownerId,
        vehicleId: null,
        storeId: shop.store.id,
        title: '取行驶证',
        dueAt: '2026-11-20T10:00:00.000Z',
      },
    });
    await owner.client.preference.save({ body: { topics: [{ topic: 'wishes', on: false }] } });
    await world.settle();
    expect((await calls.onlyTask(cars[0]?.id ?? '')).state).toBe('open');
    await owner.client.preference.save({ body: { topics: [{ topic: 'due', on: false }] } });
    await world.settle();
    for (const car of cars) expect((await calls.onlyTask(car.id)).state).toBe('cancelled');
    expect((await shop.advisor.client.followUp.detail({ params: { id: custom.id } })).state).toBe('open');
    // Nobody is called about what they have switched off.
    await calls.say(unreachable(cars[0]?.id ?? '', { rule: 'licence', cycle: 'l1', ownerId: owner.ownerId }));
    await world.settle();
    expect(await calls.tasksOf(cars[0]?.id ?? '')).toHaveLength(1);
  });
});

describe('calls that are not needed', () => {
  it('end when the owner opens the mini-program and can be told there', async () => {
    const phone = '13700000001';
    const id = await calls.makeStranger(phone);
    const car = await makeVehicle(world, shop.store.id, id, { lastServiceOn: '2026-11-01' });
    await calls.say(unreachable(car.id));
    await world.settle();
    expect((await calls.onlyTask(car.id)).state).toBe('open');
    expect((await makeOwner(world, { phone })).ownerId).toBe(id);
    await world.settle();
    expect(await calls.onlyTask(car.id)).toMatchObject({
      state: 'cancelled',
      close_reason: '车主已绑定微信，提醒会直接送达。',
    });
  });

  it('end when the owner wants quiet, and are not opened until it is over', async () => {
    const { car, ownerId, task } = await calls.makeCall();
    await shop.advisor.client.preference.wishes({
      params: { id: ownerId },
      body: { quietMonths: 3, note: '最近出差' },
    });
    await world.settle();
    expect(await calls.onlyTask(car.id)).toMatchObject({ id: task.id, state: 'cancelled' });
    await calls.say(unreachable(car.id, { rule: 'inspection', cycle: 'q1', label: '年检' }));
    await world.settle();
    expect(await calls.tasksOf(car.id)).toHaveLength(1);
  });
});
