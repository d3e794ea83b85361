import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findUnheardJob, planCareJob, tellCareJob } from '../../src/modules/care/index.js';
import { PlanSaleCalls, planSaleCallsJob, type Unreachable } from '../../src/modules/follow-up/index.js';
import { sendJob } from '../../src/modules/messaging/index.js';
import { OwnerRepository } from '../../src/modules/owner/index.js';
import { HandleEventsHandler } from '../../src/platform/outbox/handle-events.handler.js';
import { Outbox } from '../../src/platform/outbox/index.js';
import { call } from '../support/clients.js';
import { makeOwner, makeStaff, makeStore, makeVehicle, type TestStaff } from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import {
  codeOf,
  makeGuest,
  makeWorkshop,
  outcomes,
  type TestWorkshop,
  wholeVisit,
} from '../support/visits.js';
import { NOON, startWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let world: World;
let shop: TestWorkshop;
let colleague: TestStaff;
let counter = 0;

beforeAll(async () => {
  world = await startWorld();
  shop = await makeWorkshop(world, 'F1');
  await installTemplates(world);
  colleague = await makeStaff(world, 'care', [shop.store.id], 'care-f1');
});
afterAll(async () => {
  await world?.stop();
});
afterEach(() => world.clock.set(NOON));

/** Goes to another time; whoever is logged in stays so. */
async function travelTo(at: number): Promise<void> {
  await world.rows('UPDATE session SET access_until = ?', [new Date(at + DAY)]);
  world.clock.set(at);
}

interface Task {
  id: string;
  kind: string;
  state: string;
  title: string;
  close_reason: string | null;
  attempts: number;
  next_at: Date;
  due_at: Date;
  booking_id: string | null;
  owner_id: string;
}
const tasksOf = (vehicleId: string) =>
  world.rows<Task>('SELECT * FROM follow_up_task WHERE vehicle_id = ? ORDER BY id', [vehicleId]);
async function onlyTask(vehicleId: string): Promise<Task> {
  const [task, ...more] = await tasksOf(vehicleId);
  expect(more).toEqual([]);
  if (!task) throw new Error('No call');
  return task;
}

/** Somebody whose number is on file and who has never opened the mini-program. */
async function makeStranger(): Promise<string> {
  counter += 1;
  const phone = `139${String(counter).padStart(8, '0')}`;
  const { id } = await world.uow.run((tx) =>
    world.get(OwnerRepository).findOrCreateByPhone(tx, phone, '王小明'),
  );
  return id;
}
const unreachable = (vehicleId: string, change: Partial<Unreachable> = {}): Unreachable => ({
  vehicleId,
  ownerId: null,
  rule: 'insurance',
  cycle: '2026-12-05',
  label: '车险',
  dueOn: '2026-12-05',
  topic: 'due',
  endsWithVisit: false,
  why: '车主尚未在微信绑定。',
  ...change,
});
const say = (...payloads: object[]) =>
  world.uow.run((tx) =>
    world
      .get(Outbox)
      .append(
        tx,
        ...payloads.map((payload) => ({ type: 'care.unreachable', storeId: shop.store.id, payload })),
      ),
  );
async function work(): Promise<void> {
  await world.settle();
  await world.run(planCareJob);
  await world.run(tellCareJob);
  await world.run(sendJob);
  await world.settle();
}
/** A car of a stranger with one open call about its insurance. */
async function makeCall(change: Partial<Unreachable> = {}) {
  const ownerId = await makeStranger();
  const car = await makeVehicle(world, shop.store.id, ownerId, { lastServiceOn: '2026-11-01' });
  await say(unreachable(car.id, change));
  await world.settle();
  return { ownerId, car, task: await onlyTask(car.id) };
}
const attempt = (
  staff: TestStaff,
  id: string,
  body: Parameters<TestStaff['client']['followUp']['attempt']>[0]['body'],
) => staff.client.followUp.attempt({ params: { id }, body });

describe('calls that reminders ask for', () => {
  it('are one for each reminder and one open for each car, whoever hears of it eight times at once', async () => {
    const ownerId = await makeStranger();
    const car = await makeVehicle(world, shop.store.id, ownerId, { lastServiceOn: '2026-11-01' });
    const inspection = unreachable(car.id, {
      rule: 'inspection',
      cycle: '2026-12-10',
      label: '年检',
      dueOn: '2026-12-10',
    });
    await say(...Array.from({ length: 12 }, (_, index) => (index % 2 ? inspection : unreachable(car.id))));
    const events = await world.rows<{ id: string }>('SELECT id FROM outbox_event WHERE done_at IS NULL');
    const handler = world.worker?.get(HandleEventsHandler, { strict: false });
    await Promise.all(
      Array.from({ length: 8 }, (_, lane) =>
        handler?.run({ eventIds: events.filter((_, index) => index % 8 === lane).map(({ id }) => id) }),
      ),
    );
    await world.settle();
    const task = await onlyTask(car.id);
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
    await say(unreachable(car.id), inspection);
    await world.settle();
    expect(await tasksOf(car.id)).toHaveLength(1);
    // Another one does.
    await say(unreachable(car.id, { rule: 'licence', cycle: 'x', label: '换证' }));
    await world.settle();
    expect(await tasksOf(car.id)).toHaveLength(2);
  });

  it('come from the plan for owners who are not bound, once, and end when the owner books', async () => {
    const ownerId = await makeStranger();
    const car = await makeVehicle(world, shop.store.id, ownerId, { lastServiceOn: '2026-08-28' });
    await work();
    const task = await onlyTask(car.id);
    expect(task).toMatchObject({ kind: 'care_call', state: 'open', owner_id: ownerId });
    expect(task.title).toContain('保养');
    await travelTo(NOON + DAY);
    await work();
    expect(await tasksOf(car.id)).toHaveLength(1);

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
    expect(await onlyTask(car.id)).toMatchObject({
      state: 'cancelled',
      booking_id: booking.id,
      close_reason: '车主已预约，不用再打。',
    });
    // The booking was made during the call: how it went is still written down.
    const done = await attempt(shop.advisor, task.id, { outcome: 'booked', seen: 0, note: '周一来' });
    expect(done).toMatchObject({ state: 'done', bookingId: booking.id, lastOutcome: 'booked' });
  });

  it('open again when the booking that made them needless is cancelled', async () => {
    const { car, ownerId, task } = await makeCall({ rule: 'service', label: '保养', endsWithVisit: true });
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
    expect((await onlyTask(car.id)).state).toBe('cancelled');
    await shop.advisor.client.staffBooking.cancel({
      params: { id: booking.id },
      body: { reason: '车主来电取消' },
    });
    await world.settle();
    expect(await onlyTask(car.id)).toMatchObject({ id: task.id, state: 'open', booking_id: null });
  });

  it('come for a message that stood in the inbox only and was not opened for two days', async () => {
    const unheard = await makeOwner(world, { follower: false });
    const reader = await makeOwner(world, { follower: false });
    const cars = [];
    for (const owner of [unheard, reader]) {
      await owner.client.preference.save({ body: { topics: [{ topic: 'due', channels: { sms: false } }] } });
      cars.push(await makeVehicle(world, shop.store.id, owner.ownerId, { lastServiceOn: '2026-08-28' }));
    }
    await work();
    const [message] = (await reader.client.message.list({ query: {} })).items;
    await reader.client.message.open({ params: { id: message?.id ?? '' } });
    await travelTo(NOON + DAY);
    await world.run(findUnheardJob);
    await world.settle();
    expect(await tasksOf(cars[0]?.id ?? '')).toEqual([]);
    await travelTo(NOON + 2 * DAY + HOUR);
    await world.run(findUnheardJob);
    await world.run(findUnheardJob);
    await world.settle();
    const task = await onlyTask(cars[0]?.id ?? '');
    expect(task).toMatchObject({ kind: 'care_call', owner_id: unheard.ownerId });
    expect(await tasksOf(cars[1]?.id ?? '')).toEqual([]);
  });

  it('end when the owner wants no such reminders; other calls stay', async () => {
    const owner = await makeOwner(world);
    const cars = [];
    for (const rule of ['insurance', 'inspection']) {
      const car = await makeVehicle(world, shop.store.id, owner.ownerId, { lastServiceOn: '2026-11-01' });
      await say(unreachable(car.id, { rule, cycle: car.id.slice(-9), ownerId: owner.ownerId }));
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
    expect((await onlyTask(cars[0]?.id ?? '')).state).toBe('open');
    await owner.client.preference.save({ body: { topics: [{ topic: 'due', on: false }] } });
    await world.settle();
    for (const car of cars) expect((await onlyTask(car.id)).state).toBe('cancelled');
    expect((await shop.advisor.client.followUp.detail({ params: { id: custom.id } })).state).toBe('open');
    // Nobody is called about what they have switched off.
    await say(unreachable(cars[0]?.id ?? '', { rule: 'licence', cycle: 'l1', ownerId: owner.ownerId }));
    await world.settle();
    expect(await tasksOf(cars[0]?.id ?? '')).toHaveLength(1);
  });
});

describe('calls that are not needed', () => {
  it('end when the owner opens the mini-program and can be told there', async () => {
    counter += 1;
    const phone = `137${String(counter).padStart(8, '0')}`;
    const { id } = await world.uow.run((tx) =>
      world.get(OwnerRepository).findOrCreateByPhone(tx, phone, '李四'),
    );
    const car = await makeVehicle(world, shop.store.id, id, { lastServiceOn: '2026-11-01' });
    await say(unreachable(car.id));
    await world.settle();
    expect((await onlyTask(car.id)).state).toBe('open');
    expect((await makeOwner(world, { phone })).ownerId).toBe(id);
    await world.settle();
    expect(await onlyTask(car.id)).toMatchObject({
      state: 'cancelled',
      close_reason: '车主已绑定微信，提醒会直接送达。',
    });
  });

  it('end when the owner wants quiet, and are not opened until it is over', async () => {
    const { car, ownerId, task } = await makeCall();
    await shop.advisor.client.preference.wishes({
      params: { id: ownerId },
      body: { quietMonths: 3, note: '最近出差' },
    });
    await world.settle();
    expect(await onlyTask(car.id)).toMatchObject({ id: task.id, state: 'cancelled' });
    await say(unreachable(car.id, { rule: 'inspection', cycle: 'q1', label: '年检' }));
    await world.settle();
    expect(await tasksOf(car.id)).toHaveLength(1);
  });
});

describe('a call', () => {
  it('belongs to the first of two colleagues who write it down', async () => {
    const { task } = await makeCall();
    const result = await outcomes([
      attempt(shop.advisor, task.id, { outcome: 'no_answer', seen: 0 }),
      attempt(colleague, task.id, { outcome: 'reached', seen: 0 }),
    ]);
    expect(result).toEqual({ done: 1, codes: ['FOLLOW_UP.STATE'] });
    const tries = await world.rows('SELECT * FROM follow_up_attempt WHERE task_id = ?', [task.id]);
    expect(tries).toHaveLength(1);
  });

  it('is tried again by rule when nobody answers, and closed after the fourth time', async () => {
    const { task } = await makeCall();
    const next: string[] = [];
    for (let seen = 0; seen < 4; seen += 1) {
      const view = await attempt(shop.advisor, task.id, { outcome: 'no_answer', seen });
      next.push(`${view.state} ${view.closedAt === null ? view.nextAt : ''}`);
      await travelTo(Date.parse(view.nextAt));
    }
    expect(next).toEqual([
      'waiting 2026-11-18T04:00:00.000Z',
      'waiting 2026-11-19T07:00:00.000Z',
      'waiting 2026-11-22T02:00:00.000Z',
      'unreached ',
    ]);
    expect(await codeOf(attempt(shop.advisor, task.id, { outcome: 'reached', seen: 4 }))).toBe(
      'FOLLOW_UP.STATE',
    );
  });

  it('opens a complaint case with somebody who answers for it', async () => {
    const { task, ownerId } = await makeCall();
    const view = await attempt(shop.advisor, task.id, {
      outcome: 'complaint',
      level: 'serious',
      text: '上次异响没修好',
      seen: 0,
    });
    expect(view.state).toBe('done');
    const found = await shop.manager.client.case.detail({ params: { id: view.caseId ?? '' } });
    expect(found).toMatchObject({ ownerId, level: 'serious', state: 'open', assigneeId: shop.manager.id });
    expect(found.steps[0]?.text).toBe('上次异响没修好');
    const { items } = await shop.advisor.client.customer.timeline({
      params: { id: ownerId },
      query: { kind: 'call' },
    });
    expect(items.map(({ title }) => title)).toEqual(['到期电话提醒 · 有不满']);
  });

  it('reshapes the plan like the owner’s own answer', async () => {
    const stranger = await makeStranger();
    const car = await makeVehicle(world, shop.store.id, stranger, { lastServiceOn: '2026-08-28' });
    await work();
    const task = await onlyTask(car.id);
    await attempt(shop.advisor, task.id, { outcome: 'later', days: 30, seen: 0 });
    await world.settle();
    const planned = await world.rows<{ not_before: Date }>(
      "SELECT not_before FROM care_item WHERE vehicle_id = ? AND rule = 'service' AND state = 'planned' ORDER BY not_before",
      [car.id],
    );
    expect(planned[0]?.not_before.toISOString()).toBe('2026-12-18T01:30:00.000Z');

    const sold = await makeVehicle(world, shop.store.id, await makeStranger(), {
      lastServiceOn: '2026-08-28',
    });
    await work();
    await attempt(shop.advisor, (await onlyTask(sold.id)).id, { outcome: 'sold', seen: 0 });
    await world.settle();
    const open = await world.rows(
      "SELECT 1 FROM care_item WHERE vehicle_id = ? AND state IN ('planned', 'told')",
      [sold.id],
    );
    expect(open).toEqual([]);

    const other = await makeVehicle(world, shop.store.id, await makeStranger(), {
      lastServiceOn: '2026-08-28',
    });
    await work();
    const elsewhere = {
      outcome: 'done_elsewhere' as const,
      on: '2026-11-10',
      reason: 'near' as const,
      seen: 0,
    };
    await attempt(shop.advisor, (await onlyTask(other.id)).id, elsewhere);
    await world.settle();
    const [file] = await world.rows<{ last_service_on: string }>(
      'SELECT last_service_on FROM vehicle WHERE id = ?',
      [other.id],
    );
    expect(file?.last_service_on).toBe('2026-11-10');
  });

  it('refuses times and days that cannot be', async () => {
    const { task } = await makeCall();
    const past = { outcome: 'call_back' as const, nextAt: '2026-11-17T02:00:00.000Z', seen: 0 };
    expect(await codeOf(attempt(shop.advisor, task.id, past))).toBe('REQUEST.INVALID');
    const tomorrow = {
      outcome: 'done_elsewhere' as const,
      on: '2026-11-19',
      reason: 'price' as const,
      seen: 0,
    };
    expect(await codeOf(attempt(shop.advisor, task.id, tomorrow))).toBe('REQUEST.INVALID');
    const foreign = { outcome: 'booked' as const, bookingId: task.id, seen: 0 };
    expect(await codeOf(attempt(shop.advisor, task.id, foreign))).toBe('REQUEST.INVALID');
    expect((await tasksOf(task.id)).length).toBe(0);
    expect((await shop.advisor.client.followUp.detail({ params: { id: task.id } })).attempts).toBe(0);
  });
});

describe('calls by calendar and by visit', () => {
  it('follow a hand-over after three days and a missed booking at once', async () => {
    const guest = await makeGuest(world, shop);
    const visitId = await wholeVisit(shop, guest);
    await world.settle();
    const task = await onlyTask(guest.car.id);
    expect(task).toMatchObject({ kind: 'service_day_3', next_at: new Date('2026-11-21T02:00:00.000Z') });
    const detail = await shop.advisor.client.followUp.detail({ params: { id: task.id } });
    expect(detail.script.join('')).toContain('定期保养');
    expect(visitId).not.toBe('');

    const late = await makeGuest(world, shop);
    const booking = await shop.advisor.client.staffBooking.create({
      body: {
        ownerId: late.owner.ownerId,
        vehicleId: late.car.id,
        storeId: shop.store.id,
        serviceId: shop.store.services.service,
        startsAt: '2026-11-18T06:00:00.000Z',
        advisorId: null,
      },
    });
    await shop.advisor.client.staffBooking.confirm({ params: { id: booking.id } }).catch(() => null);
    await travelTo(NOON + 8 * HOUR);
    await shop.advisor.client.staffBooking.noShow({ params: { id: booking.id } });
    await world.settle();
    expect(await onlyTask(late.car.id)).toMatchObject({ kind: 'no_show', state: 'open' });
  });

  it('follow a sale on days 3, 7 and 30, once each', async () => {
    const ownerId = await makeStranger();
    const car = await makeVehicle(world, shop.store.id, ownerId, {
      soldOn: '2026-11-15',
      lastServiceOn: null,
    });
    await world.run(planSaleCallsJob);
    expect((await tasksOf(car.id)).map(({ kind }) => kind)).toEqual(['sale_day_3']);
    await Promise.all([1, 2, 3].map(() => world.get(PlanSaleCalls).run()));
    expect(await tasksOf(car.id)).toHaveLength(1);
    await travelTo(NOON + 4 * DAY);
    await world.run(planSaleCallsJob);
    await travelTo(NOON + 27 * DAY);
    await world.run(planSaleCallsJob);
    expect((await tasksOf(car.id)).map(({ kind }) => kind)).toEqual([
      'sale_day_3',
      'sale_day_7',
      'sale_month_1',
    ]);
  });
});

describe('the list', () => {
  it('filters, counts, assigns, cancels and stays within the store', async () => {
    const own = await makeStore(world, { code: 'F2' });
    const advisor = await makeStaff(world, 'advisor', [own.id], 'advisor-f2');
    const ownerId = await makeStranger();
    const car = await makeVehicle(world, own.id, ownerId);
    const make = (title: string) =>
      advisor.client.followUp.create({
        body: { ownerId, vehicleId: car.id, storeId: own.id, title, dueAt: '2026-11-19T02:00:00.000Z' },
      });
    const [first, second] = [await make('=HYPERLINK("x")'), await make('送备用钥匙')];
    await advisor.client.followUp.assign({ params: { id: first.id }, body: { assigneeId: advisor.id } });
    const list = await advisor.client.followUp.list({ query: {} });
    expect(list.total).toBe(2);
    expect(list.counters).toEqual({ now: 2, overdue: 0, mine: 1, unassigned: 1, doneToday: 0 });
    const mine = await advisor.client.followUp.list({ query: { mine: 'true' } });
    expect(mine.items.map(({ id }) => id)).toEqual([first.id]);
    const myDay = await advisor.client.staffBooking.myDay({ query: { storeId: own.id } });
    expect(myDay.counters.calls).toBe(2);

    expect(
      await codeOf(
        advisor.client.followUp.assign({ params: { id: first.id }, body: { assigneeId: shop.advisor.id } }),
      ),
    ).toBe('REQUEST.INVALID');
    expect(await codeOf(shop.advisor.client.followUp.detail({ params: { id: first.id } }))).toBe(
      'REQUEST.NOT_FOUND',
    );
    expect(await codeOf(attempt(shop.advisor, first.id, { outcome: 'reached', seen: 0 }))).toBe(
      'REQUEST.NOT_FOUND',
    );
    const foreign = {
      ownerId,
      vehicleId: null,
      storeId: shop.store.id,
      title: '越店',
      dueAt: '2026-11-19T02:00:00.000Z',
    };
    expect(await codeOf(shop.advisor.client.followUp.create({ body: foreign }))).toBe('REQUEST.NOT_FOUND');

    const sheet = await call(world.api, 'GET', '/staff/follow-ups/export.csv', { token: advisor.token });
    expect(sheet.status).toBe(200);
    const text = String(sheet.body.text);
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text).toMatch(/139\*{4}/);
    const audit = await world.rows(
      "SELECT 1 FROM audit_log WHERE action = 'follow-up.export' AND actor_id = ?",
      [advisor.id],
    );
    expect(audit).toHaveLength(1);

    await travelTo(NOON + 2 * DAY);
    const overdue = await advisor.client.followUp.list({ query: { overdue: 'true' } });
    expect(overdue.items.map(({ overdue: isLate }) => isLate)).toEqual([true, true]);
    const gone = await advisor.client.followUp.cancel({
      params: { id: second.id },
      body: { reason: '已当面给' },
    });
    expect(gone).toMatchObject({ state: 'cancelled', closeReason: '已当面给', outcomes: [] });
  });
});
