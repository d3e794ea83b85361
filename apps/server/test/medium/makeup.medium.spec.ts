import { customerTraits } from '@cheban/contracts/constants';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/database/index.js';
import { call } from '../support/clients.js';
import { readCsv } from '../support/exports.js';
import { makeOwner, makeStaff, makeVehicle } from '../support/factories.js';
import { codeOf, makeWorkshop, type TestWorkshop } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let shop: TestWorkshop;
let other: TestWorkshop;
const DISTRICT = '山西省太原市小店区';

beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  shop = await makeWorkshop(world, 'K1');
  other = await makeWorkshop(world, 'K2');
});
afterAll(() => world?.stop());

const figures = () => shop.manager.client.figures;
let orders = 0;
async function paid(vehicleId: string, on: string, fen: number, settled = 1) {
  orders += 1;
  await world.rows(
    `INSERT INTO service_record (id, store_id, order_no, vehicle_id, visited_on, kind, is_service, paid_fen, settled,
       advisor_name, created_at) SELECT ?, store_id, ?, id, ?, '保养', 1, ?, ?, '刘敏', NOW() FROM vehicle WHERE id = ?`,
    [newId(world.clock), `RO-${orders}`, on, fen, settled, vehicleId],
  );
}
async function customer(of: Record<string, unknown>, car: Record<string, unknown> = {}, workshop = shop) {
  const owner = await makeOwner(world);
  const { id } = await makeVehicle(world, workshop.store.id, owner.ownerId, {
    soldOn: '2024-05-01',
    lastServiceOn: null,
  });
  for (const [column, value] of Object.entries(of))
    await world.rows(`UPDATE owner SET ${column} = ? WHERE id = ?`, [value, owner.ownerId]);
  for (const [column, value] of Object.entries(car))
    await world.rows(`UPDATE vehicle SET ${column} = ? WHERE id = ?`, [value, id]);
  return { id, ownerId: owner.ownerId };
}

describe('who the customers of a store are', () => {
  it('counts each car once by each trait, and opens the very cars of each part', async () => {
    const today = world.clock.today();
    const big = await customer(
      { district: DISTRICT, sex: 'female', birthday_on: '1990-01-02', occupation: '教师' },
      { sold_here: 1, last_paid_visit_on: today },
    );
    await paid(big.id, today, 600_000);
    // Not settled, and more than a year ago: neither is worth anything.
    await paid(big.id, today, 900_000, 0);
    const small = await customer({ district: DISTRICT }, { sold_here: 0, last_paid_visit_on: '2020-01-01' });
    await paid(small.id, '2020-01-01', 900_000);
    await customer({ district: '山西省晋中市榆次区' });
    const unknown = await customer({ region: '平阳路 88 号' });
    // A second person beside the first, a car that nobody has any more, and another store's: no customers more.
    const beside = await makeOwner(world);
    await world.rows(
      "INSERT INTO owner_vehicle (owner_id, vehicle_id, role, created_at) VALUES (?, ?, 'owner', NOW())",
      [beside.ownerId, unknown.id],
    );
    const left = await customer({ district: DISTRICT });
    await world.rows('UPDATE owner_vehicle SET ended_at = NOW() WHERE vehicle_id = ?', [left.id]);
    await customer({ district: DISTRICT }, {}, other);

    const query = { storeId: shop.store.id };
    const makeup = await figures().makeup({ query });
    expect(makeup.cars).toBe(4);
    expect(makeup.districts).toMatchObject([
      { district: DISTRICT, cars: 2, soldHere: 1, servicedHere: 1, longitude: 112.57, latitude: 37.74 },
      { district: '', cars: 1, longitude: null, km: null },
      { district: '山西省晋中市榆次区', cars: 1 },
    ]);
    expect(makeup.traits.map(({ trait }) => trait)).toEqual(customerTraits);
    const partsOf = (wanted: string) => makeup.traits.find(({ trait }) => trait === wanted)?.parts;
    expect(partsOf('value')).toEqual([
      { part: 'none', cars: 3 },
      { part: 'a', cars: 1 },
    ]);
    expect(partsOf('occupation')).toContainEqual({ part: '教师', cars: 1 });
    for (const { trait, parts } of makeup.traits) {
      expect(
        parts.reduce((sum, { cars }) => sum + cars, 0),
        trait,
      ).toBe(4);
      for (const { part, cars } of parts) {
        const page = await figures().makeupCars({ query: { ...query, trait, part } });
        expect([trait, part, page.total, page.items.length]).toEqual([trait, part, cars, cars]);
      }
    }
    const [first] = (await figures().makeupCars({ query: { ...query, trait: 'district', part: DISTRICT } }))
      .items;
    expect(first).toMatchObject({ vehicleId: big.id, ownerId: big.ownerId, paidFen: 600_000 });
  });

  it('says how far it is from the nearest store that is on the map', async () => {
    const group = await makeStaff(world, 'group', [shop.store.id, other.store.id], 'group-k');
    await world.rows('UPDATE store SET latitude = 37.74, longitude = 112.57 WHERE id = ?', [shop.store.id]);
    const { districts, stores } = await group.client.figures.makeup({ query: {} });
    expect(stores).toEqual([{ name: '测试门店K1', latitude: 37.74, longitude: 112.57 }]);
    const kmOf = (name: string) => districts.find(({ district }) => district === name)?.km;
    expect(kmOf(DISTRICT)).toBe(0);
    expect(kmOf('山西省晋中市榆次区')).toBeGreaterThan(5);
    // Of both stores.
    expect(districts.find(({ district }) => district === DISTRICT)?.cars).toBe(3);
  });

  it('gives the same as a table, and keeps who took it', async () => {
    const query = new URLSearchParams({ storeId: shop.store.id, trait: 'district', part: DISTRICT });
    const path = `/staff/figures/makeup/cars.csv?${query}`;
    const csv = await call(world.api, 'GET', path, { token: shop.manager.token });
    const [head, ...rows] = readCsv(String(csv.body['text']));
    expect(head?.slice(0, 3)).toEqual(['车主', '车牌', '车型']);
    expect(rows).toHaveLength(2);
    const [entry] = await world.rows<{ text: string }>(
      "SELECT text FROM audit_log WHERE action = 'figures.export' ORDER BY id DESC LIMIT 1",
    );
    expect(entry?.text).toContain(`地区 ${DISTRICT}（2 台）`);
  });

  it('answers other stores’ customers like missing ones', async () => {
    expect(await codeOf(figures().makeup({ query: { storeId: other.store.id } }))).toBe('STORE.NOT_FOUND');
    expect(
      await codeOf(figures().makeupCars({ query: { storeId: other.store.id, trait: 'sex', part: '' } })),
    ).toBe('STORE.NOT_FOUND');
  });
});
