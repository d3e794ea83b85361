import { addDays } from '@cheban/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CareRuleBody, editionOf } from '../../src/modules/care/domain/care-rule.js';
import { planCareJob } from '../../src/modules/care/index.js';
import { builtIn, itemsOf as careItemsOf, clearCare, setRule } from '../support/care-rules.js';
import { workCare } from '../support/care-work.js';
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
beforeEach(() => clearCare(world));
afterEach(() => world.clock.set(NOON));

const work = () => workCare(world);

const itemsOf = (vehicleId: string, rule: string) => careItemsOf(world, vehicleId, rule);
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
    await setRule(world, store.id, 'insurance', body);
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
    await setRule(world, 'group', 'insurance', body);
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
    await setRule(world, 'group', 'insurance', builtIn('insurance'));
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
    await setRule(world, store.id, 'insurance', body, 'paused', '等报价确认');
    await work();
    const held = (await itemsOf(car, 'insurance')).filter(({ state }) => state === 'held');
    expect(held.map(({ stage }) => stage)).toEqual([-30, -15, -7]);
    expect(held[0]?.why).toBe('提醒规则已暂停：等报价确认');
    expect(await messagesOf(car)).toEqual([]);
    expect(await messagesOf(elsewhere.car)).toHaveLength(1);
    await setRule(world, store.id, 'insurance', body, 'off');
    await work();
    expect(await statesOf(car, 'insurance')).toMatchObject({
      '-30': 'stopped',
      '-15': 'stopped',
      '-7': 'stopped',
    });
    await setRule(world, store.id, 'insurance', body, 'on');
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
    await setRule(world, store.id, 'insurance', builtIn('insurance'), 'paused', '措辞待定');
    world.clock.set(NOON + DAY);
    await work();
    expect((await messagesOf(car)).map(({ state }) => state)).toEqual(['suppressed']);
    expect(await statesOf(car, 'insurance')).toMatchObject({ '-30': 'held' });
    await setRule(world, store.id, 'insurance', builtIn('insurance'), 'on');
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
    await setRule(world, store.id, 'sienna_series', series);
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
    await setRule(world, store.id, 'sienna_series', series, 'off');
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
    await setRule(world, store.id, 'notice_1', notice);
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
