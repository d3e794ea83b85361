import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeStaff, makeStore, type TestStore } from '../support/factories.js';
import { importBytes } from '../support/imports.js';
import { startWorld, type World } from '../support/world.js';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/dms/${name}`, import.meta.url));
const expected = JSON.parse(fixture('expected.json').toString('utf8')) as {
  asOf: string;
  dataRows: number;
  distinctVehicles: number;
  faults: Record<string, number>;
  historyRows: number;
  historyMileageTimesTen: number;
};
const { asOf, faults } = expected;
const vehicles = fixture('vehicles.csv');
const history = fixture('service-history.csv');

/** Faults that end a row: those that are neither repaired nor a warning. */
const errorFaults = Object.fromEntries(
  Object.entries(faults).filter(([name]) => !name.endsWith('_ok') && !name.endsWith('_warning')),
);
const refused = Object.values(errorFaults).reduce((sum, count) => sum + count, 0);

let world: World;
let store: TestStore;

beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  store = await makeStore(world);
  await makeStaff(world, 'advisor', [store.id], 'liumin');
  await world.rows("UPDATE staff SET name = '刘敏' WHERE login = 'liumin'");
});
afterAll(() => world?.stop());

const countRows = async (table: string) =>
  Number((await world.rows<{ n: string }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n);

describe('the sample export', () => {
  it('tries the vehicles without writing anything', async () => {
    const run = await importBytes(world, {
      kind: 'vehicles',
      storeId: store.id,
      content: vehicles,
      asOf,
      dryRun: true,
    });
    expect(run.result).toMatchObject({
      rows: expected.dataRows,
      created: expected.dataRows - refused,
      updated: 0,
    });
    expect(run.result?.errors).toEqual(errorFaults);
    for (const table of ['owner', 'vehicle', 'owner_vehicle', 'mileage_reading'])
      expect(await countRows(table)).toBe(0);
  });

  it('meets every count of the vehicles', async () => {
    const run = await importBytes(world, { kind: 'vehicles', storeId: store.id, content: vehicles, asOf });
    expect(run).toMatchObject({ state: 'done', failure: null, errorFile: true });
    expect(run.result).toMatchObject({
      rows: expected.dataRows,
      created: expected.dataRows - refused,
      updated: 0,
      unchanged: 0,
      suspectReadings: 0,
    });
    expect(run.result?.errors).toEqual(errorFaults);
    expect(run.result?.warnings).toEqual({
      vin_check_digit: faults['vin_check_digit_warning'],
      formula_text: faults['formula_injection_text_ok'],
    });
    const repeated = (faults['same_vin_other_phone'] ?? 0) + (faults['exact_duplicate_row'] ?? 0);
    expect(expected.dataRows - repeated).toBe(expected.distinctVehicles);
    expect(await countRows('vehicle')).toBe(expected.distinctVehicles - (refused - repeated));
    expect(await countRows('owner_vehicle')).toBe(await countRows('vehicle'));
  });

  it('keeps formula text as text and knows advisors of the store', async () => {
    const remarks = await world.rows<{ remark: string }>("SELECT remark FROM owner WHERE remark LIKE '=%'");
    expect(remarks).toHaveLength(faults['formula_injection_text_ok'] ?? 0);
    expect(remarks[0]?.remark).toBe(`="cmd|' /C calc'!A0"`);
    const [advised] = await world.rows<{ n: string; names: string }>(
      'SELECT COUNT(*) AS n, GROUP_CONCAT(DISTINCT advisor_name) AS names FROM vehicle WHERE advisor_id IS NOT NULL',
    );
    expect(Number(advised?.n)).toBeGreaterThan(400);
    expect(advised?.names).toBe('刘敏');
    const [companies] = await world.rows<{ n: string }>(
      "SELECT COUNT(*) AS n FROM owner_vehicle v JOIN owner o ON o.id = v.owner_id WHERE v.role = 'company_contact' AND o.sex = 'company'",
    );
    expect(Number(companies?.n)).toBeGreaterThan(100);
  });

  it('changes nothing the second time', async () => {
    const before = await world.rows(
      'SELECT MAX(updated_at) AS v, (SELECT MAX(updated_at) FROM owner) AS o FROM vehicle',
    );
    world.clock.advance(60_000);
    const run = await importBytes(world, { kind: 'vehicles', storeId: store.id, content: vehicles, asOf });
    expect(run.result).toMatchObject({ created: 0, updated: 0, unchanged: expected.dataRows - refused });
    expect(run.result?.errors).toEqual(errorFaults);
    expect(
      await world.rows('SELECT MAX(updated_at) AS v, (SELECT MAX(updated_at) FROM owner) AS o FROM vehicle'),
    ).toEqual(before);
  });

  it('finds the ten-fold readings of the history, tried and for real', async () => {
    const tried = await importBytes(world, {
      kind: 'history',
      storeId: store.id,
      content: history,
      asOf,
      dryRun: true,
    });
    expect(tried.result?.suspectReadings).toBe(expected.historyMileageTimesTen);
    expect(await countRows('service_record')).toBe(0);

    const run = await importBytes(world, { kind: 'history', storeId: store.id, content: history, asOf });
    const unknown = run.result?.errors['vehicle_unknown'] ?? 0;
    expect(run.result).toMatchObject({
      rows: expected.historyRows,
      created: expected.historyRows - unknown,
      updated: 0,
      unchanged: 0,
      suspectReadings: expected.historyMileageTimesTen,
      warnings: { mileage_suspect: expected.historyMileageTimesTen },
      errors: { vehicle_unknown: unknown },
    });
    expect(await countRows('service_record')).toBe(expected.historyRows - unknown);
    // Two of them belong to cars whose own row was refused, so there is no car to keep them with.
    const kept = await world.rows<{ reason: string; n: string }>(
      "SELECT reason, COUNT(*) AS n FROM mileage_reading WHERE state = 'suspect' GROUP BY reason",
    );
    expect(kept).toEqual([{ reason: 'times_ten', n: String(expected.historyMileageTimesTen - 2) }]);
  });

  it('changes nothing in the history the second time, nor in the vehicles after it', async () => {
    const again = await importBytes(world, { kind: 'history', storeId: store.id, content: history, asOf });
    expect(again.result).toMatchObject({
      created: 0,
      updated: 0,
      suspectReadings: expected.historyMileageTimesTen,
    });
    const cars = await importBytes(world, { kind: 'vehicles', storeId: store.id, content: vehicles, asOf });
    expect(cars.result).toMatchObject({ created: 0, updated: 0, unchanged: expected.dataRows - refused });
  });

  it('learns pace and due dates from good readings only', async () => {
    const [row] = await world.rows<{ paced: string; due: string; fastest: string }>(
      'SELECT COUNT(km_per_day) AS paced, COUNT(due_on) AS due, MAX(km_per_day) AS fastest FROM vehicle',
    );
    expect(Number(row?.paced)).toBeGreaterThan(2_000);
    expect(Number(row?.due)).toBeGreaterThan(2_800);
    expect(Number(row?.fastest)).toBeLessThan(200);
  });
});

describe('two who import the same file at once', () => {
  const cars = Array.from({ length: 300 }, (_, i) => `LZZZZZZZ5ZZ${String(i).padStart(6, '0')}`);
  const text = (lines: string[]) => Buffer.from(`${lines.join('\n')}\n`);
  const both = (kind: 'vehicles' | 'history', content: Buffer) =>
    Promise.all([1, 2].map(() => importBytes(world, { kind, storeId: store.id, content, asOf })));

  it('write each row once, and each new row is told as new by one of them', async () => {
    const owners = cars.map((vin, i) => `东方${i},${13_500_000_000 + i},${vin}`);
    const orders = cars.map((vin, i) => `TWICE${i},${vin},2026-05-0${1 + (i % 9)},${4_000 + i},保养,580.00`);
    const files = [
      ['vehicles', text(['客户姓名,手机号码,车架号', ...owners]), 'vehicle'],
      ['history', text(['工单号,车架号,进厂日期,里程,业务类型,结算金额', ...orders]), 'service_record'],
    ] as const;
    for (const [kind, content, table] of files) {
      const before = await countRows(table);
      const runs = await both(kind, content);
      expect(runs.map(({ state, result }) => [state, result?.errors])).toEqual([
        ['done', {}],
        ['done', {}],
      ]);
      expect((await countRows(table)) - before).toBe(cars.length);
      expect(runs.reduce((sum, { result }) => sum + (result?.created ?? 0), 0)).toBe(cars.length);
    }
  });
});
