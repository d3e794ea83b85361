import { addDays } from '@cheban/kernel';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planItems } from '../../src/modules/care/domain/care-plan.js';
import { type CareRuleBody, type EffectiveRule, editionOf } from '../../src/modules/care/domain/care-rule.js';
import { RuleTable } from '../../src/modules/care/domain/rule-sets.js';
import { builtInRules } from '../../src/modules/care/domain/rules/built-in-rules.js';
import { planCareJob, tellCareJob } from '../../src/modules/care/index.js';
import { DueCarRepository } from '../../src/modules/care/persistence/due-car.repository.js';
import { sendJob } from '../../src/modules/messaging/index.js';
import { newId } from '../../src/platform/database/index.js';
import { makeOwner, makeStore, makeVehicle, type TestStore } from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { NOON, startWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TODAY = '2026-11-18';
let world: World;
let store: TestStore;
let other: TestStore;

beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world);
  other = await makeStore(world, { code: 'S2' });
  await installTemplates(world);
});
afterAll(async () => {
  await world?.stop();
});
beforeEach(async () => {
  for (const table of [
    'care_item',
    'care_rule',
    'care_rule_version',
    'care_rule_seen',
    'care_progress',
    'message',
  ])
    await world.rows(`DELETE FROM ${table}`);
  for (const table of ['owner_vehicle', 'vehicle', 'service_record'])
    await world.rows(`DELETE FROM ${table}`);
});
afterEach(() => world.clock.set(NOON));

async function work(): Promise<void> {
  await world.settle();
  await world.run(planCareJob);
  await world.run(tellCareJob);
  await world.run(sendJob);
  await world.settle();
}

const builtIn = (code: string): CareRuleBody => {
  const rule = builtInRules.find((one) => one.code === code);
  if (!rule) throw new Error(`no rule ${code}`);
  return structuredClone(rule.body);
};
let versions = 0;
/** What an approved edit leaves behind. */
async function setRule(
  scope: string,
  code: string,
  body: CareRuleBody,
  state: EffectiveRule['state'] = 'on',
  stateWhy = '',
): Promise<void> {
  versions += 1;
  const at = world.clock.date();
  const [known] = await world.rows<{ id: string }>('SELECT id FROM care_rule WHERE scope = ? AND code = ?', [
    scope,
    code,
  ]);
  const id = known?.id ?? newId(world.clock);
  if (!known)
    await world.rows(
      `INSERT INTO care_rule (id, scope, code, state, state_why, live_version, last_version, updated_at)
       VALUES (?, ?, ?, ?, '', 0, 0, ?)`,
      [id, scope, code, state, at],
    );
  await world.rows(
    `INSERT INTO care_rule_version (rule_id, version, body, state, recipients, written_by, written_at, note)
     VALUES (?, ?, ?, 'live', 0, ?, ?, '')`,
    [id, versions, JSON.stringify(body), newId(world.clock), at],
  );
  await world.rows(
    'UPDATE care_rule SET state = ?, state_why = ?, live_version = ?, last_version = ?, updated_at = ? WHERE id = ?',
    [state, stateWhy, versions, versions, at, id],
  );
}
interface Item {
  vehicle_id: string;
  rule: string;
  cycle: string;
  stage: number;
  state: string;
  why: string;
  not_before: Date;
  expires_at: Date;
  due_on: string;
  edition: number;
}
const itemsOf = (vehicleId: string, rule: string) =>
  world.rows<Item>('SELECT * FROM care_item WHERE vehicle_id = ? AND rule = ? ORDER BY cycle, stage', [
    vehicleId,
    rule,
  ]);
const statesOf = async (vehicleId: string, rule: string) =>
  Object.fromEntries((await itemsOf(vehicleId, rule)).map(({ stage, state }) => [stage, state]));
const messagesOf = (vehicleId: string) =>
  world.rows<{ kind: string; state: string; title: string; why: string; channels: string; owner_id: string }>(
    'SELECT * FROM message WHERE vehicle_id = ? ORDER BY id',
    [vehicleId],
  );
const insured = async (storeId = store.id, on = '2026-12-18') => {
  const owner = await makeOwner(world);
  const { id } = await makeVehicle(world, storeId, owner.ownerId, {
    lastServiceOn: '2026-11-08',
    soldOn: '2022-05-06',
  });
  await world.rows("UPDATE vehicle SET `use` = 'other', insurance_expires_on = ? WHERE id = ?", [on, id]);
  return { owner, car: id };
};

describe('planning in sets', () => {
  it('writes exactly what the pure planner says, for cars, owners and days of every sort', async () => {
    const date = (from: number, to: number) =>
      fc.option(
        fc.integer({ min: from, max: to }).map((days) => addDays(TODAY, days)),
        { freq: 6 },
      );
    const person = fc.record({
      licence: date(-20, 120),
      birthday: fc.option(
        fc.oneof(
          fc.constantFrom('1988-02-29', '1990-11-19', '1985-10-11', '1984-12-01', '2000-02-28'),
          fc.integer({ min: 0, max: 25_000 }).map((days) => addDays('1945-01-01', days)),
        ),
        { freq: 8 },
      ),
      calendar: fc.constantFrom('solar', 'lunar', null),
    });
    const car = fc.record({
      kind: fc.constantFrom('service', 'first_service', null),
      dueOn: date(-300, 90),
      lastServiceOn: date(-400, 0),
      lastPaidVisitOn: date(-400, 0),
      soldOn: fc.oneof(date(-100, 0), date(-1_200, -900), date(-4_500, -100)),
      use: fc.constantFrom('private', 'company', 'taxi', 'other'),
      insuranceExpiresOn: date(-20, 120),
      latestKm: fc.option(fc.constantFrom(100, 60_000, 60_001)),
      store: fc.boolean(),
      people: fc.array(fc.nat(14), { maxLength: 2 }),
    });
    const mornings = [
      '2026-11-18T02:00',
      '2027-01-15T01:29',
      '2028-02-25T01:31',
      '2026-09-23T01:30',
      '2028-06-20T16:10',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(car, { minLength: 15, maxLength: 40 }),
        fc.array(person, { minLength: 15, maxLength: 15 }),
        fc.constantFrom(...mornings),
        async (cars, people, morning) => {
          for (const table of ['care_item', 'care_progress', 'owner_vehicle', 'vehicle', 'owner'])
            await world.rows(`DELETE FROM ${table}`);
          world.clock.set(Date.parse(`${morning}:00.000Z`));
          const at = world.clock.date();
          const owners = people.map(() => newId(world.clock));
          for (const [index, one] of people.entries())
            await world.rows(
              `INSERT INTO owner (id, name, sex, birthday_on, birthday_calendar, licence_expires_on, created_at,
                 updated_at) VALUES (?, '甲', 'unknown', ?, ?, ?, ?, ?)`,
              [owners[index], one.birthday, one.calendar, one.licence, at, at],
            );
          const ids: string[] = [];
          for (const [index, one] of cars.entries()) {
            const id = newId(world.clock);
            ids.push(id);
            const blind = String(index).padStart(22, 'x');
            await world.rows(
              `INSERT INTO vehicle (id, store_id, vin, vin_index, vin_tail, brand, model, sold_on, sold_here, \`use\`,
                 insured_here, insurance_expires_on, last_service_on, last_paid_visit_on, latest_km, due_kind, due_on,
                 created_at, updated_at) VALUES (?, ?, 'x', ?, 'x', 'a', 'b', ?, 1, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)`,
              [
                id,
                one.store ? store.id : other.id,
                blind,
                one.soldOn,
                one.use,
                one.insuranceExpiresOn,
                one.lastServiceOn,
                one.lastPaidVisitOn,
                one.latestKm,
                one.kind,
                one.dueOn,
                at,
                at,
              ],
            );
            for (const number of new Set(one.people))
              await world.rows(
                "INSERT INTO owner_vehicle (owner_id, vehicle_id, role, created_at) VALUES (?, ?, 'owner', ?)",
                [owners[number], id, at],
              );
          }
          await world.run(planCareJob);
          const now = world.clock.now();
          const rules = new RuleTable([]).forStore(store.id);
          const wanted = (await world.get(DueCarRepository).byIds(ids))
            .flatMap((one) => planItems(one, rules, now, 30, 'ahead'))
            .map((item) =>
              [
                item.vehicleId,
                item.storeId,
                item.rule,
                item.cycle,
                item.stage,
                item.edition,
                item.dueOn,
                item.notBefore,
                item.expiresAt,
                item.state,
                item.why,
              ].join(' '),
            );
          const rows = await world.rows<Item & { store_id: string }>('SELECT * FROM care_item');
          const written = rows.map((row) =>
            [
              row.vehicle_id,
              row.store_id,
              row.rule,
              row.cycle,
              row.stage,
              row.edition,
              row.due_on,
              row.not_before.getTime(),
              row.expires_at.getTime(),
              row.state,
              row.why,
            ].join(' '),
          );
          expect(written.sort()).toEqual(wanted.sort());
          await world.rows('DELETE FROM care_progress');
          await world.run(planCareJob);
          expect(await world.rows("SELECT * FROM care_item WHERE state = 'stopped'")).toEqual([]);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('rules that change', () => {
  it('takes an edited rule before the morning: the old words are never sent, the new ones once', async () => {
    world.clock.set(NOON + 12 * HOUR);
    const { owner, car } = await insured();
    await work();
    expect((await messagesOf(car))[0]?.state).toBe('held');
    const body = builtIn('insurance');
    const stage = body.stages.find(({ offset }) => offset === -30);
    if (stage) stage.title = '续保有礼貌地提醒您';
    body.channels = ['official_account'];
    await setRule(store.id, 'insurance', body);
    await work();
    world.clock.set(NOON + DAY);
    for (let round = 0; round < 3; round += 1) await work();
    const said = await messagesOf(car);
    expect(said.map(({ state }) => state === 'suppressed')).toEqual([true, false]);
    expect(said[0]?.why).toContain('规则已修改');
    expect(said[1]).toMatchObject({ title: '续保有礼貌地提醒您', channels: 'official_account' });
    expect(await world.phones.deliveries(owner.openid)).toHaveLength(1);
  });

  it('follows other days at once, and ends stages that are gone, but for the day an owner chose', async () => {
    const { car } = await insured(store.id, '2026-12-25');
    await work();
    expect(await statesOf(car, 'insurance')).toMatchObject({
      '-30': 'planned',
      '-15': 'planned',
      '-7': 'planned',
    });
    await world.rows(
      "UPDATE care_item SET edition = 0, stage = 3 WHERE vehicle_id = ? AND rule = 'insurance' AND stage = -7",
      [car],
    );
    const body = builtIn('insurance');
    body.stages = body.stages
      .filter(({ offset }) => offset !== -15)
      .map((stage) => (stage.offset === -30 ? { ...stage, offset: -20 } : stage));
    body.tellAt = '10:15';
    await setRule('group', 'insurance', body);
    await world.run(planCareJob);
    expect(await statesOf(car, 'insurance')).toMatchObject({
      '-30': 'stopped',
      '-20': 'planned',
      '-15': 'stopped',
      '-7': 'planned',
      '3': 'planned',
    });
    const moved = (await itemsOf(car, 'insurance')).find(({ stage }) => stage === -20);
    expect(moved?.not_before.toISOString()).toBe('2026-12-05T02:15:00.000Z');
    expect(moved?.edition).toBe(editionOf(body));
    await setRule('group', 'insurance', builtIn('insurance'));
    await world.run(planCareJob);
    expect(await statesOf(car, 'insurance')).toMatchObject({
      '-30': 'planned',
      '-20': 'stopped',
      '-15': 'planned',
    });
  });

  it('holds a paused rule with its reason, stops one that is off, and brings both back', async () => {
    const { owner, car } = await insured();
    const elsewhere = await insured(other.id);
    const body = builtIn('insurance');
    await setRule(store.id, 'insurance', body, 'paused', '等报价确认');
    await work();
    const held = (await itemsOf(car, 'insurance')).filter(({ state }) => state === 'held');
    expect(held.map(({ stage }) => stage)).toEqual([-30, -15, -7]);
    expect(held[0]?.why).toBe('提醒规则已暂停：等报价确认');
    expect(await messagesOf(car)).toEqual([]);
    expect(await messagesOf(elsewhere.car)).toHaveLength(1);
    await setRule(store.id, 'insurance', body, 'off');
    await work();
    expect(await statesOf(car, 'insurance')).toMatchObject({
      '-30': 'stopped',
      '-15': 'stopped',
      '-7': 'stopped',
    });
    await setRule(store.id, 'insurance', body, 'on');
    await work();
    expect(await statesOf(car, 'insurance')).toMatchObject({
      '-30': 'told',
      '-15': 'planned',
      '-7': 'planned',
    });
    expect(await world.phones.deliveries(owner.openid)).toHaveLength(1);
  });

  it('takes back what a paused rule had handed over, and says it once when it goes on', async () => {
    world.clock.set(NOON + 12 * HOUR);
    const { owner, car } = await insured();
    await work();
    await setRule(store.id, 'insurance', builtIn('insurance'), 'paused', '措辞待定');
    world.clock.set(NOON + DAY);
    await work();
    expect((await messagesOf(car)).map(({ state }) => state)).toEqual(['suppressed']);
    expect(await statesOf(car, 'insurance')).toMatchObject({ '-30': 'held' });
    await setRule(store.id, 'insurance', builtIn('insurance'), 'on');
    await work();
    await work();
    expect(await messagesOf(car)).toHaveLength(2);
    expect(await world.phones.deliveries(owner.openid)).toHaveLength(1);
  });
});

describe('whom a rule means', () => {
  it('gives a car the series of its model and not the general one', async () => {
    const series = builtIn('new_car');
    series.name = '汉兰达专享';
    series.audience = { field: 'car.model', op: 'in', value: ['汉兰达'] };
    series.stages = series.stages.slice(0, 2);
    await setRule(store.id, 'sienna_series', series);
    const soldOn = addDays(TODAY, -3);
    const owner = await makeOwner(world);
    const first = await makeVehicle(world, store.id, owner.ownerId, { lastServiceOn: null, soldOn });
    const second = await makeVehicle(world, store.id, owner.ownerId, { lastServiceOn: null, soldOn });
    await world.rows("UPDATE vehicle SET model = '汉兰达' WHERE id = ?", [second.id]);
    await work();
    expect(Object.keys(await statesOf(first.id, 'new_car'))).toHaveLength(7);
    expect(await itemsOf(first.id, 'sienna_series')).toEqual([]);
    expect(await itemsOf(second.id, 'new_car')).toEqual([]);
    expect(Object.keys(await statesOf(second.id, 'sienna_series'))).toHaveLength(2);
    await setRule(store.id, 'sienna_series', series, 'off');
    await world.run(planCareJob);
    expect(Object.keys(await statesOf(second.id, 'new_car'))).toHaveLength(7);
  });

  it('says a notice of one day once to an owner of two cars, and a wish with the first', async () => {
    const notice: CareRuleBody = {
      ...builtIn('holiday_spring'),
      name: '搬迁通知',
      trigger: { type: 'on_date', on: TODAY },
      kind: 'notice',
      stages: [
        {
          offset: 0,
          validDays: 2,
          title: '我们搬到了新址',
          body: '{owner}您好，{store} 搬到了新址。',
          short: null,
        },
      ],
    };
    await setRule(store.id, 'notice_1', notice);
    const owner = await makeOwner(world);
    const first = await makeVehicle(world, store.id, owner.ownerId, {
      lastServiceOn: '2026-11-08',
      soldOn: '2022-05-06',
    });
    world.clock.advance(1_000);
    const second = await makeVehicle(world, store.id, owner.ownerId, {
      lastServiceOn: '2026-11-08',
      soldOn: '2022-05-06',
    });
    await work();
    const said = [...(await messagesOf(first.id)), ...(await messagesOf(second.id))].filter(
      ({ kind }) => kind === 'notice',
    );
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ title: '我们搬到了新址', owner_id: owner.ownerId });
    world.clock.set(Date.parse('2027-02-05T02:00:00.000Z'));
    await work();
    await work();
    expect(Object.values(await statesOf(first.id, 'holiday_spring'))).toEqual(['told']);
    expect(await itemsOf(second.id, 'holiday_spring')).toEqual([]);
    expect((await itemsOf(first.id, 'holiday_spring'))[0]?.cycle).toBe(`spring27~${owner.ownerId.slice(-9)}`);
  });
});
