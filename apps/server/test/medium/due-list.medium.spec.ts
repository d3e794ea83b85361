import type { DueKind } from '@cheban/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { branchesOf } from '../../src/modules/care/persistence/due-list.sql.js';
import { workCare } from '../support/care-work.js';
import { call } from '../support/clients.js';
import { makeOwner, makeStaff, makeStore, makeVehicle, type TestStore } from '../support/factories.js';
import { installTemplates } from '../support/sending.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let store: TestStore;
let client: Awaited<ReturnType<typeof makeStaff>>['client'];
let token: string;
const cars: Partial<Record<DueKind | 'old', { id: string; plate: string | null; ownerId: string }>> = {};

beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world);
  await installTemplates(world);
  ({ client, token } = await makeStaff(world, 'manager', [store.id]));
  const car = async (name: DueKind | 'old', columns: Record<string, unknown>, owner: string) => {
    const { ownerId } = await makeOwner(world, { name: owner });
    const made = await makeVehicle(world, store.id, ownerId, {
      lastServiceOn: '2026-11-08',
      soldOn: '2022-05-06',
    });
    for (const [column, value] of Object.entries(columns))
      await world.rows(`UPDATE vehicle SET \`${column}\` = ? WHERE id = ?`, [value, made.id]);
    cars[name] = { ...made, ownerId };
  };
  await car('service', { due_kind: 'service', due_on: '2026-11-25', use: 'other' }, '赵一');
  await car('insurance', { insurance_expires_on: '2026-11-28', insurer: '人保', use: 'other' }, '钱二');
  await car('inspection', { sold_on: '2020-11-03' }, '孙三');
  await car('warranty', { sold_on: '2023-12-01', use: 'other' }, '李四');
  await car('licence', { use: 'other' }, '周五');
  await car('old', { sold_on: '2023-12-01', latest_km: 70_000, use: 'other' }, '吴六');
  await world.rows("UPDATE owner SET licence_expires_on = '2026-12-10' WHERE id = ?", [
    cars.licence?.ownerId,
  ]);
  return () => world.stop();
});

const due = (query: object = {}) => client.care.due({ query: { storeId: store.id, pageSize: 50, ...query } });

describe('the due list', () => {
  it('shows every kind by day, each once, counts them, and narrows to one', async () => {
    const all = await due();
    expect(all.items.map(({ kind, dueOn, ownerName }) => [kind, dueOn, ownerName])).toEqual([
      ['service', '2026-11-25', '赵一'],
      ['insurance', '2026-11-28', '钱二'],
      ['inspection', '2026-11-30', '孙三'],
      ['warranty', '2026-12-01', '李四'],
      ['licence', '2026-12-10', '周五'],
    ]);
    expect(all.total).toBe(5);
    expect(all.counts).toContainEqual({ kind: 'inspection', count: 1 });
    expect(all.items[1]?.why).toBe('人保保单11月28日 周六到期');
    const one = await due({ kind: 'licence' });
    expect([one.total, one.items.map(({ kind }) => kind)]).toEqual([1, ['licence']]);
    expect(one.counts.reduce((sum, { count }) => sum + count, 0)).toBe(5);
  });

  it('gives the same rows page by page', async () => {
    const pages = [];
    for (const page of [1, 2, 3]) pages.push(...(await due({ page, pageSize: 2 })).items);
    expect(pages).toEqual((await due()).items);
  });

  it('finds a car by the end of its plate and a person by their name, also far from today', async () => {
    const plate = (cars.warranty?.plate ?? '').slice(-4);
    expect((await due({ q: plate })).items.map(({ vehicleId }) => vehicleId)).toContain(cars.warranty?.id);
    expect((await due({ q: '钱二' })).items.map(({ kind }) => kind).sort()).toEqual(['insurance', 'service']);
    expect((await due({ q: '没有这个人' })).total).toBe(0);
    const elsewhere = await makeStore(world, { code: 'S2' });
    const stranger = await makeStaff(world, 'manager', [elsewhere.id], 'manager-elsewhere');
    await expect(stranger.client.care.due({ query: { storeId: store.id } })).rejects.toMatchObject({
      code: 'STORE.NOT_FOUND',
    });
  });

  it('says what became of the reminder of each thing, and when the next one comes', async () => {
    await workCare(world);
    const rows = new Map((await due()).items.map((row) => [row.kind, row]));
    expect(rows.get('insurance')?.message?.channel).toBe('official_account');
    expect(rows.get('inspection')?.message?.channel).toBe('official_account');
    const licence = rows.get('licence');
    expect(licence?.message !== null || licence?.untold !== '').toBe(true);
  });

  it('hands out the list as a table and keeps who took it', async () => {
    const sheet = await call(world.api, 'GET', `/staff/due.csv?storeId=${store.id}&kind=insurance`, {
      token,
    });
    const text = String(sheet.body.text);
    expect(text).toContain('车险,2026-11-28,钱二');
    expect(text).not.toContain('李四');
    const [audit] = await world.rows<{ text: string }>(
      "SELECT text FROM audit_log WHERE action = 'care.due.export' ORDER BY id DESC LIMIT 1",
    );
    expect(audit?.text).toContain('车险到期清单');
  });

  it('walks along an index for every kind', async () => {
    const question = { storeId: store.id, from: '2026-10-19', to: '2026-12-18', cars: null };
    for (const kind of ['service', 'insurance', 'inspection', 'warranty', 'licence'] as const)
      for (const { sql, params } of branchesOf(kind, question)) {
        const plan = await world.rows<{ key: string | null; type: string }>(`EXPLAIN ${sql}`, [...params]);
        expect(
          plan.map(({ key }) => key),
          kind,
        ).not.toContain(null);
      }
  });
});
