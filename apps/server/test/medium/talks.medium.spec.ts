import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PlanHomeVisits, PlanSaleCalls, planSaleCallsJob } from '../../src/modules/follow-up/index.js';
import { attempt, callsIn } from '../support/calls.js';
import { makeOwner, makeStaff, makeVehicle, type TestStaff } from '../support/factories.js';
import {
  checkIn,
  codeOf,
  makeGuest,
  makeWorkshop,
  type TestWorkshop,
  wholeVisit,
} from '../support/visits.js';
import { NOON, startWorld, type World } from '../support/world.js';

const DAY = 24 * 3_600_000;

interface Row {
  id: string;
  kind: string;
  state: string;
  owner_id: string;
  vehicle_id: string;
  assignee_id: string | null;
  next_at: Date;
  due_at: Date;
}

let world: World;
let shop: TestWorkshop;
let calls: ReturnType<typeof callsIn>;

beforeAll(async () => {
  world = await startWorld();
  shop = await makeWorkshop(world, 'T1');
  calls = callsIn(world, shop);
});
afterAll(async () => {
  await world?.stop();
});
afterEach(() => world.clock.set(NOON));

const talksOf = (storeId: string, kind: string) =>
  world.rows<Row>('SELECT * FROM follow_up_task WHERE store_id = ? AND kind = ? ORDER BY id', [
    storeId,
    kind,
  ]);

/** Cars of people who have never opened the mini-program. */
async function sell(at: TestWorkshop, count: number, options: Parameters<typeof makeVehicle>[3]) {
  const cars: { id: string; ownerId: string }[] = [];
  for (let index = 0; index < count; index += 1) {
    const ownerId = await calls.makeStranger();
    cars.push({ ownerId, id: (await makeVehicle(world, at.store.id, ownerId, options)).id });
  }
  return cars;
}

describe('a talk comes by itself', () => {
  it('when a car is delivered, once', async () => {
    const [car] = await sell(shop, 1, { soldOn: '2026-11-17', lastServiceOn: null });
    await world.run(planSaleCallsJob);
    await Promise.all([1, 2].map(() => world.get(PlanSaleCalls).run()));
    expect((await calls.tasksOf(car?.id ?? '')).map(({ kind }) => kind)).toEqual(['talk_delivery']);
  });

  it('when a car comes to a workshop for the first time, and not the second', async () => {
    const owner = await makeOwner(world);
    const car = await makeVehicle(world, shop.store.id, owner.ownerId, {
      soldOn: '2026-08-01',
      lastServiceOn: null,
    });
    await wholeVisit(shop, { owner, car });
    await world.settle();
    const kinds = async () => (await calls.tasksOf(car.id)).map(({ kind }) => kind);
    expect((await kinds()).sort()).toEqual(['service_day_3', 'talk_first_visit']);
    world.clock.advance(1_000);
    await checkIn(shop, { owner, car });
    await world.settle();
    expect((await kinds()).filter((kind) => kind === 'talk_first_visit')).toHaveLength(1);
    const known = await makeGuest(world, shop);
    await checkIn(shop, known);
    await world.settle();
    expect(await calls.tasksOf(known.car.id)).toEqual([]);
  });
});

describe('home visits', () => {
  it('follow 30 % of the sales of the month before, fairly and once however often they are planned', async () => {
    const own = await makeWorkshop(world, 'T2');
    const second = await makeStaff(world, 'advisor', [own.store.id], 'advisor-t2b');
    await sell(own, 6, { soldOn: '2026-10-08', advisorId: own.advisor.id });
    await sell(own, 3, { soldOn: '2026-10-20', advisorId: second.id });
    await sell(own, 2, { soldOn: '2026-10-31' });
    await sell(own, 4, { soldOn: '2026-11-01' });
    const run = () => world.get(PlanHomeVisits).run();
    await Promise.all([run(), run(), run()]);
    const planned = await talksOf(own.store.id, 'home_visit');
    // 11 sold, so four visits: one for each advisor's customers and for those without, the fourth where most were sold.
    expect(planned).toHaveLength(4);
    expect(new Set(planned.map(({ owner_id: owner }) => owner)).size).toBe(4);
    expect(new Set(planned.map(({ assignee_id: who }) => who))).toEqual(new Set([own.advisor.id, second.id]));
    expect(await run()).toBe(0);
    expect(await talksOf(own.store.id, 'home_visit')).toEqual(planned);

    // Three sales come in late: one more visit, those planned stay.
    await sell(own, 3, { soldOn: '2026-10-30' });
    expect(await run()).toBe(1);
    const more = await talksOf(own.store.id, 'home_visit');
    expect(more).toEqual(expect.arrayContaining(planned));
    expect(more).toHaveLength(5);

    const view = await own.manager.client.talk.overview({ query: { storeId: own.store.id } });
    expect(view.homeVisits).toEqual({
      salesMonth: '2026-10',
      sales: 14,
      percent: 30,
      target: 5,
      planned: 5,
      met: 0,
      left: 5,
    });
  });

  it('follow the share of the store, and none at all where it is zero', async () => {
    const own = await makeWorkshop(world, 'T3');
    await sell(own, 4, { soldOn: '2026-10-08' });
    const params = { id: own.store.id };
    await own.manager.client.store.update({ params, body: { homeVisitPercent: 0 } });
    await world.get(PlanHomeVisits).run();
    expect(await talksOf(own.store.id, 'home_visit')).toEqual([]);
    const changed = await own.manager.client.store.update({ params, body: { homeVisitPercent: 50 } });
    expect(changed.homeVisitPercent).toBe(50);
    await world.get(PlanHomeVisits).run();
    expect(await talksOf(own.store.id, 'home_visit')).toHaveLength(2);
  });
});

describe('a plan of interviews', () => {
  let own: TestWorkshop;
  let care: TestStaff;
  const plan = (body: object, staff = own.manager) =>
    staff.client.talk.plan({ body: { storeId: own.store.id, by: 'model', target: 5, ...body } as never });

  beforeAll(async () => {
    own = await makeWorkshop(world, 'T4');
    care = await makeStaff(world, 'care', [own.store.id], 'care-t4');
    await sell(own, 8, { soldOn: '2026-03-01', model: '凯美瑞' });
    await sell(own, 3, { soldOn: '2025-01-01', model: '汉兰达' });
    await sell(own, 1, { soldOn: '2026-06-01', model: '赛那' });
    // Not heard of for years.
    await sell(own, 5, { soldOn: '2019-01-01', model: '雅力士', lastServiceOn: null });
  });

  it('hears every model, one of two managers makes it, and nobody is asked twice in a quarter', async () => {
    const { groups } = await own.manager.client.talk.groups({
      query: { storeId: own.store.id, by: 'model' },
    });
    expect(groups).toEqual([
      { key: '凯美瑞', label: '凯美瑞', cars: 8 },
      { key: '汉兰达', label: '汉兰达', cars: 3 },
      { key: '赛那', label: '赛那', cars: 1 },
    ]);
    const body = { kind: 'talk_quarter', quarter: '2026Q4', assigneeId: care.id };
    const both = await Promise.allSettled([plan(body), plan(body)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const tasks = await talksOf(own.store.id, 'talk_quarter');
    expect(tasks).toHaveLength(5);
    expect(new Set(tasks.map(({ assignee_id: who }) => who))).toEqual(new Set([care.id]));
    const models = await world.rows<{ model: string }>('SELECT model FROM vehicle WHERE id IN (?)', [
      tasks.map(({ vehicle_id: car }) => car),
    ]);
    expect(new Set(models.map(({ model }) => model))).toEqual(new Set(['凯美瑞', '汉兰达', '赛那']));
    for (const task of tasks) {
      expect(task.next_at.getTime()).toBeGreaterThanOrEqual(NOON);
      expect(task.due_at.toISOString() <= '2026-12-31T12:00:00.000Z').toBe(true);
    }
    expect(await codeOf(plan(body))).toBe('TALK.PLANNED');

    // By age the same quarter takes those who are left.
    const byAge = await plan({ ...body, by: 'age', target: 500 });
    expect(byAge.planned).toBe(7);
    const all = await talksOf(own.store.id, 'talk_quarter');
    expect(new Set(all.map(({ owner_id: owner }) => owner)).size).toBe(12);
  });

  it('before a survey ends the day before it; dropped, what was begun stays and the rest may be planned again', async () => {
    const body = { kind: 'talk_nps', surveyOn: '2026-12-10', target: 4 };
    const made = await plan(body);
    expect(made).toMatchObject({ cycle: '2026-12-10', toOn: '2026-12-09', planned: 4, met: 0, left: 4 });
    const [first, ...rest] = await talksOf(own.store.id, 'talk_nps');
    const answers = { satisfaction: 4, improve: '等太久', other: '' };
    const held = await attempt(own.advisor, first?.id ?? '', {
      outcome: 'met',
      answers,
      complaint: { level: 'normal', text: '上次保养等了三个小时' },
      seen: 0,
    });
    expect(held).toMatchObject({ state: 'done', answers, outcomes: [] });
    expect(held.caseId).not.toBeNull();
    const dropped = await own.manager.client.talk.cancelPlan({ params: { id: made.id } });
    expect(dropped).toMatchObject({ planned: 1, met: 1, left: 0 });
    expect(await codeOf(own.manager.client.talk.cancelPlan({ params: { id: made.id } }))).toBe(
      'TALK.CANCELLED',
    );
    const again = await plan(body);
    expect(again.planned).toBe(4);
    const owners = (await talksOf(own.store.id, 'talk_nps')).filter(({ state }) => state === 'open');
    expect(owners.map(({ owner_id: owner }) => owner)).not.toContain(first?.owner_id);
    expect(rest).toHaveLength(3);
  });

  it('is shown with who was heard, by whom, and what they said', async () => {
    const view = await own.advisor.client.talk.overview({
      query: { storeId: own.store.id, month: '2026-11' },
    });
    expect(view.plans.map(({ kind }) => kind).sort()).toEqual([
      'talk_nps',
      'talk_nps',
      'talk_quarter',
      'talk_quarter',
    ]);
    expect(view.voices).toMatchObject([
      { kind: 'talk_nps', satisfaction: 4, improve: '等太久', model: expect.any(String) },
    ]);
    const sum = (rows: readonly { planned: number }[]) =>
      rows.reduce((total, { planned }) => total + planned, 0);
    expect(sum(view.kinds)).toBe(sum(view.people));
    expect(view.kinds.find(({ kind }) => kind === 'talk_nps')).toMatchObject({ met: 1, satisfaction: 4 });
  });

  it('takes no outcome of a call, and a call none of a talk', async () => {
    const [task] = (await talksOf(own.store.id, 'talk_quarter')).filter(({ state }) => state === 'open');
    const id = task?.id ?? '';
    expect(await codeOf(attempt(own.advisor, id, { outcome: 'reached', seen: 0 }))).toBe('FOLLOW_UP.OUTCOME');
    const later = new Date(NOON + 3 * DAY).toISOString();
    const moved = await attempt(own.advisor, id, { outcome: 'put_off', nextAt: later, seen: 0 });
    expect(moved).toMatchObject({ state: 'waiting', nextAt: later });
    const gone = await attempt(own.advisor, id, { outcome: 'absent', seen: 1 });
    expect(gone).toMatchObject({
      state: 'waiting',
      outcomes: ['sold', 'met', 'put_off', 'absent', 'declined'],
    });
    const no = await attempt(own.advisor, id, { outcome: 'declined', seen: 2 });
    expect(no).toMatchObject({ state: 'done', closeReason: '车主不愿接受面访。', answers: null });
    const { task: aCall } = await calls.makeCall();
    const met = { outcome: 'met' as const, answers: { satisfaction: 9 }, seen: 0 };
    expect(await codeOf(attempt(shop.advisor, aCall.id, met))).toBe('FOLLOW_UP.OUTCOME');
  });

  it('is a manager’s own: not an advisor’s, not another store’s, not for times that have passed', async () => {
    const body = { kind: 'talk_quarter', quarter: '2027Q1' };
    expect(await codeOf(plan(body, own.advisor))).toBe('AUTH.FORBIDDEN');
    expect(await codeOf(plan(body, shop.manager))).toBe('STORE.NOT_FOUND');
    expect(await codeOf(plan({ kind: 'talk_quarter', quarter: '2026Q3' }))).toBe('REQUEST.INVALID');
    expect(await codeOf(plan({ kind: 'talk_nps', surveyOn: '2026-11-18' }))).toBe('REQUEST.INVALID');
    expect(await codeOf(plan({ ...body, assigneeId: shop.advisor.id }))).toBe('REQUEST.INVALID');
    expect(await codeOf(plan({ ...body, only: ['没有的车型'] }))).toBe('TALK.NOBODY');
    const left = await world.rows("SELECT id FROM talk_plan WHERE cycle = '2027Q1'");
    expect(left).toEqual([]);
    const foreign = shop.manager.client.talk.overview({ query: { storeId: own.store.id } });
    expect(await codeOf(foreign)).toBe('STORE.NOT_FOUND');
  });
});
