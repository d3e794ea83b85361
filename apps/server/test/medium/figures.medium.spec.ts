import { type MonthFigures, type MonthMeasure, monthMeasures } from '@cheban/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/database/index.js';
import { call } from '../support/clients.js';
import { readCsv } from '../support/exports.js';
import { makeOwner, makeVehicle } from '../support/factories.js';
import { makeGuest, makeWorkshop, type TestWorkshop, wholeVisit } from '../support/visits.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
let shop: TestWorkshop;
let other: TestWorkshop;
const MONTH = '2026-11';

beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  shop = await makeWorkshop(world, 'F1');
  other = await makeWorkshop(world, 'F2');
});
afterAll(() => world?.stop());

const manager = () => shop.manager.client.figures;
let orders = 0;
/** A settled visit as an import writes it. */
async function visited(vehicleId: string, on: string, more: Partial<Record<string, unknown>> = {}) {
  orders += 1;
  const row = { kind: '保养', is_service: 1, paid_fen: 50_000, settled: 1, advisor_name: '刘敏', ...more };
  await world.rows(
    `INSERT INTO service_record (id, store_id, order_no, vehicle_id, visited_on, kind, is_service, paid_fen, settled,
       advisor_name, created_at) SELECT ?, store_id, ?, id, ?, ?, ?, ?, ?, ?, NOW() FROM vehicle WHERE id = ?`,
    [
      newId(world.clock),
      `RO-${orders}`,
      on,
      row.kind,
      row.is_service,
      row.paid_fen,
      row.settled,
      row.advisor_name,
      vehicleId,
    ],
  );
}
const newCar = async (soldOn: string, workshop = shop) => {
  const owner = await makeOwner(world);
  const { id } = await makeVehicle(world, workshop.store.id, owner.ownerId, { soldOn, lastServiceOn: null });
  return { id, ownerId: owner.ownerId };
};
async function figuresOf(month = MONTH): Promise<MonthFigures> {
  const { months } = await manager().months({ query: { storeId: shop.store.id, month } });
  const last = months.at(-1);
  if (last?.month !== month) throw new Error(`The last month is ${last?.month}`);
  return last;
}

/** What a month counts of each measure. */
const counted: Record<MonthMeasure, (figures: MonthFigures) => number> = {
  visits: ({ visits }) => visits,
  mechanical: ({ visits, bodyVisits }) => visits - bodyVisits,
  body: ({ bodyVisits }) => bodyVisits,
  promised: ({ promised }) => promised,
  late: ({ promised, onTime }) => promised - onTime,
  handed_over: ({ handedOver }) => handedOver,
  rated: ({ rated }) => rated,
  unhappy: ({ unhappy }) => unhappy,
  cases: ({ cases }) => cases,
  cases_late: ({ casesJudged, casesInTime }) => casesJudged - casesInTime,
  bookings: ({ bookings }) => bookings,
  no_show: ({ noShow }) => noShow,
};

describe('the figures of a month', () => {
  it('are those of visits, promises, ratings, cases and bookings, and open the very rows', async () => {
    // A visit in time with a good rating, one that breaks its promise and is rated badly, which opens a case.
    const happy = await makeGuest(world, shop);
    const first = await wholeVisit(shop, happy);
    await happy.owner.client.visit.rate({ params: { id: first }, body: { stars: 5, nps: 10 } });
    const angry = await makeGuest(world, shop);
    const second = await wholeVisit(shop, angry);
    await world.rows(
      'UPDATE visit SET first_promised_at = ready_at - INTERVAL 90 MINUTE, arrived_at = ready_at - INTERVAL 150 MINUTE WHERE id = ?',
      [second],
    );
    await angry.owner.client.visit.rate({ params: { id: second }, body: { stars: 2, nps: 3 } });
    // Of the imported history: body work, work not settled, work done elsewhere, another month, another store.
    const old = await newCar('2024-03-01');
    await visited(old.id, '2026-11-03', { kind: '事故', is_service: 0, paid_fen: 300_000 });
    await visited(old.id, '2026-11-04', { settled: 0 });
    await visited(old.id, '2026-11-05', { kind: '他店保养', paid_fen: 0 });
    await visited(old.id, '2026-10-31');
    await visited((await newCar('2024-03-01', other)).id, '2026-11-03', { paid_fen: 990_000 });
    // Somebody who did not come.
    const missing = await makeGuest(world, shop);
    await world.rows(
      `INSERT INTO booking (id, store_id, owner_id, vehicle_id, service_id, bay_id, advisor_id, advisor_chosen, starts_at,
         ends_at, state, source, note, check_in_code, revision, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, 0, '2026-11-16 02:00:00', '2026-11-16 03:00:00', 'no_show', 'owner', '', 'NOSHOW1', 1, NOW(), NOW())`,
      [
        newId(world.clock),
        shop.store.id,
        missing.owner.ownerId,
        missing.car.id,
        shop.store.services.service,
        shop.store.bayIds[0],
        shop.advisor.id,
      ],
    );

    const figures = await figuresOf();
    expect(figures).toMatchObject({
      visits: 3,
      outputFen: 39_900 * 2 + 300_000,
      bodyVisits: 1,
      bodyFen: 300_000,
      promised: 2,
      onTime: 1,
      handedOver: 2,
      rated: 2,
      stars: 7,
      npsAnswers: 2,
      promoters: 1,
      detractors: 1,
      unhappy: 1,
      cases: 1,
      casesJudged: 0,
      noShow: 1,
    });
    // Each figure and the rows behind it are counted by statements of their own.
    for (const measure of monthMeasures) {
      const { items, total } = await manager().rows({
        query: { storeId: shop.store.id, month: MONTH, measure },
      });
      expect({ measure, total, rows: items.length }).toEqual({
        measure,
        total: counted[measure](figures),
        rows: counted[measure](figures),
      });
    }
    const { items: late } = await manager().rows({ query: { month: MONTH, measure: 'late' } });
    expect(late).toEqual([
      expect.objectContaining({
        visitId: second,
        lateMinutes: 90,
        stars: 2,
        nps: 3,
        ownerId: angry.owner.ownerId,
      }),
    ]);
    const { items: body } = await manager().rows({ query: { month: MONTH, measure: 'body' } });
    expect(body).toEqual([
      expect.objectContaining({ on: '2026-11-03', what: '事故', paidFen: 300_000, ownerId: old.ownerId }),
    ]);

    // A case whose time is over counts against the store.
    await world.rows('UPDATE complaint_case SET due_at = opened_at');
    world.clock.advance(1_000);
    expect(await figuresOf()).toMatchObject({ cases: 1, casesJudged: 1, casesInTime: 0 });
  });

  it('are parted by kind of work, advisor and model, and a part opens its visits', async () => {
    const { items } = await manager().parts({ query: { month: MONTH, by: 'kind' } });
    expect(items).toEqual([
      { part: '事故', visits: 1, outputFen: 300_000 },
      { part: '定期保养', visits: 2, outputFen: 79_800 },
    ]);
    const part = await manager().rows({
      query: { month: MONTH, measure: 'visits', by: 'kind', part: '定期保养' },
    });
    expect(part.total).toBe(2);
    await expect(
      manager().rows({ query: { month: MONTH, measure: 'visits', by: 'kind' } }),
    ).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
  });

  it('are seen by those who answer for the store, and taken away by fewer, which is kept', async () => {
    const query = { storeId: other.store.id, month: MONTH };
    await expect(manager().months({ query })).rejects.toMatchObject({ code: 'STORE.NOT_FOUND' });
    await expect(shop.advisor.client.figures.months({ query: {} })).rejects.toMatchObject({ status: 403 });
    const path = `/staff/figures/rows.csv?month=${MONTH}&measure=body`;
    const csv = await call(world.api, 'GET', path, { token: shop.manager.token });
    const [head, ...rows] = readCsv(String(csv.body['text']));
    expect(rows).toEqual([expect.arrayContaining(['2026-11-03', '事故', '3,000.00'])]);
    expect(head).toHaveLength(rows[0]?.length ?? 0);
    expect(await world.rows("SELECT text FROM audit_log WHERE action = 'figures.export'")).toEqual([
      { text: '导出经营看板明细：2026-11 钣喷（1 条）' },
    ]);
  });
});

describe('whether customers stay', () => {
  /** What one store's share says. */
  const share = async (measure: string) => {
    const { shares } = await other.manager.client.figures.loyalty({ query: { storeId: other.store.id } });
    const found = shares.find((each) => each.measure === measure);
    return found && { cars: found.cars, hits: found.hits };
  };
  const cars = (measure: 'first_service' | 'lost_1', hit?: 'yes' | 'no') =>
    other.manager.client.figures.cars({ query: { measure, ...(hit ? { hit } : {}) } });

  it('is asked of new cars whose time for the first service is over', async () => {
    // Today is 18 November 2026: delivered between 19 May 2025 and 18 May 2026.
    const came = await newCar('2026-05-18', other);
    await visited(came.id, '2026-08-20', { paid_fen: 0 });
    const late = await newCar('2026-01-10', other);
    await visited(late.id, '2026-07-11');
    await newCar('2026-05-19', other);
    const elsewhere = await newCar('2025-12-01', other);
    await visited(elsewhere.id, '2026-02-01', { kind: '他店保养' });
    const repaired = await newCar('2025-12-02', other);
    await visited(repaired.id, '2026-02-01', { kind: '维修', is_service: 0 });
    expect(await share('first_service')).toEqual({ cars: 4, hits: 1 });
    expect((await cars('first_service', 'yes')).items).toEqual([
      expect.objectContaining({ vehicleId: came.id, since: '2026-05-18', hit: true, ownerId: came.ownerId }),
    ]);
    const { items } = await cars('first_service', 'no');
    expect(items.map(({ vehicleId }) => vehicleId)).toEqual([late.id, repaired.id, elsewhere.id]);
  });

  it('is asked of cars after each service, when two cycles are over', async () => {
    // Cycles of three months: the first service must be six months old, and at most eighteen.
    const faithful = await newCar('2024-12-01', other);
    for (const on of ['2025-09-01', '2025-09-01', '2026-02-28', '2026-08-01']) await visited(faithful.id, on);
    const once = await newCar('2024-12-02', other);
    await visited(once.id, '2025-10-01');
    await visited(once.id, '2026-04-02');
    expect(await share('second_service')).toEqual({ cars: 2, hits: 1 });
    expect(await share('third_service')).toEqual({ cars: 2, hits: 1 });
  });

  it('counts as lost who was sold a car a year or more ago and has not come for two cycles', async () => {
    const before = await share('lost_1');
    const lost = await newCar('2025-11-18', other);
    const sold = await newCar('2025-11-18', other);
    await world.rows('UPDATE owner_vehicle SET ended_at = NOW() WHERE vehicle_id = ?', [sold.id]);
    const stays = await newCar('2025-11-18', other);
    await world.rows("UPDATE vehicle SET last_paid_visit_on = '2026-05-18' WHERE id = ?", [stays.id]);
    expect(await share('lost_1')).toEqual({ cars: (before?.cars ?? 0) + 2, hits: (before?.hits ?? 0) + 1 });
    expect((await cars('lost_1', 'yes')).items.map(({ vehicleId }) => vehicleId)).toContain(lost.id);
    await world.rows("UPDATE vehicle SET last_paid_visit_on = '2026-05-17' WHERE id = ?", [stays.id]);
    expect((await share('lost_1'))?.hits).toBe((before?.hits ?? 0) + 2);
  });

  it('groups customers as their list does', async () => {
    const { groups } = await other.manager.client.figures.loyalty({ query: {} });
    for (const { group, cars: many } of groups) {
      const list = await other.manager.client.customer.list({ query: { group } });
      expect({ group, many }).toEqual({ group, many: list.total });
    }
  });
});
