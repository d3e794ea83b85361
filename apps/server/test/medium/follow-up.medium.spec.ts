import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PlanSaleCalls, planSaleCallsJob } from '../../src/modules/follow-up/index.js';
import { attempt, callsIn } from '../support/calls.js';
import { call } from '../support/clients.js';
import { makeStaff, makeStore, makeVehicle, type TestStaff } from '../support/factories.js';
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
let calls: ReturnType<typeof callsIn>;
let colleague: TestStaff;

beforeAll(async () => {
  world = await startWorld();
  shop = await makeWorkshop(world, 'F1');
  calls = callsIn(world, shop);
  await installTemplates(world);
  colleague = await makeStaff(world, 'care', [shop.store.id], 'care-f1');
});
afterAll(async () => {
  await world?.stop();
});
afterEach(() => world.clock.set(NOON));

describe('a call', () => {
  it('belongs to the first of two colleagues who write it down', async () => {
    const { task } = await calls.makeCall();
    const result = await outcomes([
      attempt(shop.advisor, task.id, { outcome: 'no_answer', seen: 0 }),
      attempt(colleague, task.id, { outcome: 'reached', seen: 0 }),
    ]);
    expect(result).toEqual({ done: 1, codes: ['FOLLOW_UP.STATE'] });
    const tries = await world.rows('SELECT * FROM follow_up_attempt WHERE task_id = ?', [task.id]);
    expect(tries).toHaveLength(1);
  });

  it('is tried again by rule when nobody answers, and closed after the fourth time', async () => {
    const { task } = await calls.makeCall();
    const next: string[] = [];
    for (let seen = 0; seen < 4; seen += 1) {
      const view = await attempt(shop.advisor, task.id, { outcome: 'no_answer', seen });
      next.push(`${view.state} ${view.closedAt === null ? view.nextAt : ''}`);
      await calls.travelTo(Date.parse(view.nextAt));
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
    const { task, ownerId } = await calls.makeCall();
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
    const stranger = await calls.makeStranger();
    const car = await makeVehicle(world, shop.store.id, stranger, { lastServiceOn: '2026-08-28' });
    await calls.work();
    const task = await calls.onlyTask(car.id);
    await attempt(shop.advisor, task.id, { outcome: 'later', days: 30, seen: 0 });
    await world.settle();
    const planned = await world.rows<{ not_before: Date }>(
      "SELECT not_before FROM care_item WHERE vehicle_id = ? AND rule = 'service' AND state = 'planned' ORDER BY not_before",
      [car.id],
    );
    expect(planned[0]?.not_before.toISOString()).toBe('2026-12-18T01:30:00.000Z');

    const sold = await makeVehicle(world, shop.store.id, await calls.makeStranger(), {
      lastServiceOn: '2026-08-28',
    });
    await calls.work();
    await attempt(shop.advisor, (await calls.onlyTask(sold.id)).id, { outcome: 'sold', seen: 0 });
    await world.settle();
    const open = await world.rows(
      "SELECT 1 FROM care_item WHERE vehicle_id = ? AND state IN ('planned', 'told')",
      [sold.id],
    );
    expect(open).toEqual([]);

    const other = await makeVehicle(world, shop.store.id, await calls.makeStranger(), {
      lastServiceOn: '2026-08-28',
    });
    await calls.work();
    const elsewhere = {
      outcome: 'done_elsewhere' as const,
      on: '2026-11-10',
      reason: 'near' as const,
      seen: 0,
    };
    await attempt(shop.advisor, (await calls.onlyTask(other.id)).id, elsewhere);
    await world.settle();
    const [file] = await world.rows<{ last_service_on: string }>(
      'SELECT last_service_on FROM vehicle WHERE id = ?',
      [other.id],
    );
    expect(file?.last_service_on).toBe('2026-11-10');
  });

  it('refuses times and days that cannot be', async () => {
    const { task } = await calls.makeCall();
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
    expect((await calls.tasksOf(task.id)).length).toBe(0);
    expect((await shop.advisor.client.followUp.detail({ params: { id: task.id } })).attempts).toBe(0);
  });
});

describe('calls by calendar and by visit', () => {
  it('follow a hand-over after three days and a missed booking at once', async () => {
    const guest = await makeGuest(world, shop);
    const visitId = await wholeVisit(shop, guest);
    await world.settle();
    const task = await calls.onlyTask(guest.car.id);
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
    await calls.travelTo(NOON + 8 * HOUR);
    await shop.advisor.client.staffBooking.noShow({ params: { id: booking.id } });
    await world.settle();
    expect(await calls.onlyTask(late.car.id)).toMatchObject({ kind: 'no_show', state: 'open' });
  });

  it('follow a sale on days 3, 7 and 30 and at home in the next month, once each', async () => {
    const ownerId = await calls.makeStranger();
    const car = await makeVehicle(world, shop.store.id, ownerId, {
      soldOn: '2026-11-15',
      lastServiceOn: null,
    });
    await world.run(planSaleCallsJob);
    expect((await calls.tasksOf(car.id)).map(({ kind }) => kind)).toEqual(['sale_day_3']);
    await Promise.all([1, 2, 3].map(() => world.get(PlanSaleCalls).run()));
    expect(await calls.tasksOf(car.id)).toHaveLength(1);
    await calls.travelTo(NOON + 4 * DAY);
    await world.run(planSaleCallsJob);
    await calls.travelTo(NOON + 27 * DAY);
    await world.run(planSaleCallsJob);
    expect((await calls.tasksOf(car.id)).map(({ kind }) => kind).sort()).toEqual([
      'home_visit',
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
    const ownerId = await calls.makeStranger();
    const car = await makeVehicle(world, own.id, ownerId);
    const make = (title: string) =>
      advisor.client.followUp.create({
        body: { ownerId, vehicleId: car.id, storeId: own.id, title, dueAt: '2026-11-19T02:00:00.000Z' },
      });
    const [first, second] = [await make('=HYPERLINK("x")'), await make('送备用钥匙')];
    const assign = (assigneeId: string | null, seen: string | null) =>
      advisor.client.followUp.assign({ params: { id: first.id }, body: { assigneeId, seen } });
    await assign(advisor.id, null);
    await assign(advisor.id, null);
    expect(await codeOf(assign(null, null))).toBe('FOLLOW_UP.STATE');
    const list = await advisor.client.followUp.list({ query: {} });
    expect(list.total).toBe(2);
    expect(list.counters).toEqual({ now: 2, overdue: 0, mine: 1, unassigned: 1, doneToday: 0 });
    const mine = await advisor.client.followUp.list({ query: { mine: 'true' } });
    expect(mine.items.map(({ id }) => id)).toEqual([first.id]);
    const myDay = await advisor.client.staffBooking.myDay({ query: { storeId: own.id } });
    expect(myDay.counters.calls).toBe(2);

    expect(await codeOf(assign(shop.advisor.id, advisor.id))).toBe('REQUEST.INVALID');
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

    await calls.travelTo(NOON + 2 * DAY);
    const overdue = await advisor.client.followUp.list({ query: { overdue: 'true' } });
    expect(overdue.items.map(({ overdue: isLate }) => isLate)).toEqual([true, true]);
    const gone = await advisor.client.followUp.cancel({
      params: { id: second.id },
      body: { reason: '已当面给' },
    });
    expect(gone).toMatchObject({ state: 'cancelled', closeReason: '已当面给', outcomes: [] });
  });
});
