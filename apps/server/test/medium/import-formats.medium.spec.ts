import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleExport } from '../../src/modules/demo/domain/sample-export.js';
import { openName, sealName } from '../../src/platform/crypto/index.js';
import { makeStaff, makeStore, type TestStore } from '../support/factories.js';
import { importBytes, upload } from '../support/imports.js';
import { startWorld, type World } from '../support/world.js';

const asOf = '2026-11-20';
const fixture = readFileSync(new URL('../fixtures/dms/vehicles.csv', import.meta.url));
const expected = JSON.parse(
  readFileSync(new URL('../fixtures/dms/expected.json', import.meta.url), 'utf8'),
) as { faults: Record<string, number> };

let world: World;
let store: TestStore;

beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  store = await makeStore(world);
});
afterAll(() => world?.stop());

/** The sample as Excel would hold it: phones, mileages and serials as numbers, a second sheet before it. */
async function asWorkbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('说明').addRow(['本文件由系统导出']);
  const sheet = book.addWorksheet('客户档案');
  const lines = new TextDecoder('gb18030').decode(fixture).split('\r\n');
  for (const line of lines) {
    const cells = line.split(',').map((cell) => {
      if (/^\d{4}-\d{2}-\d{2}$/.test(cell)) return new Date(`${cell}T00:00:00Z`);
      if (/^[1-9]\d*$/.test(cell)) return Number(cell);
      return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    });
    sheet.addRow(cells);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

const small = '客户姓名\t手机号码\t车架号\t品牌\n赵编码\t1390000000#\tLZZZZZZZ0ZZ70000#\t广汽丰田\n';
const row = (number: number, separator: string) =>
  small.replaceAll('#', String(number)).replaceAll('\t', separator);

describe('forms of a file', () => {
  it('counts the same in a workbook as in the CSV', async () => {
    // Mileages with a comma stand in quotes and are no simple columns for the splitter above.
    const quoted = new TextDecoder('gb18030').decode(fixture).match(/"\d+,\d+公里"/g)?.length ?? 0;
    const run = await importBytes(world, {
      kind: 'vehicles',
      storeId: store.id,
      content: await asWorkbook(),
      asOf,
      dryRun: true,
    });
    const errors = run.result?.errors ?? {};
    expect(run.result?.rows).toBe(3_030);
    for (const reason of [
      'name_missing',
      'phone_too_short',
      'phone_missing',
      'sold_on_in_future',
      'vin_length',
    ]) {
      expect(errors[reason], reason).toBe(expected.faults[reason]);
    }
    expect(errors['mileage_unreadable'] ?? 0).toBeLessThanOrEqual(quoted);
    expect(errors['exact_duplicate_row']).toBe(expected.faults['exact_duplicate_row']);
  });

  it.each([
    ['UTF-8', Buffer.from(row(1, ','))],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${row(2, ',')}`)],
    ['GBK with tabs', iconv.encode(row(3, '\t'), 'gbk')],
    ['GB18030 with semicolons', iconv.encode(row(4, ';'), 'gb18030')],
    ['UTF-16 with a mark, as Excel saves Unicode text', iconv.encode(`\ufeff${row(5, '\t')}`, 'utf-16le')],
    [
      'CR LF and quotes',
      Buffer.from(
        row(6, ',')
          .replace(/[^,\n]+/g, '"$&"')
          .replaceAll('\n', '\r\n'),
      ),
    ],
    [
      'titles, blank lines, a page header and totals',
      Buffer.from(
        `客户档案,,,\n导出时间：2026-11-20,,,\n,,,\n${row(7, ',')}客户姓名,手机号码,车架号,品牌\n小计：,1,,\n,,,\n总计,1,,\n制表人：王芳,,,\n`,
      ),
    ],
  ])('reads %s', async (_name, content) => {
    const { result } = await importBytes(world, { kind: 'vehicles', storeId: store.id, content, asOf });
    expect(result).toMatchObject({ rows: 1, created: 1, updated: 0, unchanged: 0, errors: {} });
    const names = await world.rows<{ name: string }>("SELECT name FROM owner WHERE name_head = '赵'");
    expect(new Set(names.map(({ name }) => openName(name)))).toEqual(new Set(['赵编码']));
  });

  it('refuses a workbook that unpacks absurdly', async () => {
    const manager = await makeStaff(world, 'manager', [store.id]);
    const bomb = zipOf('xl/workbook.xml', Buffer.alloc(60 * 1024 * 1024, 32));
    const answer = await upload(
      world,
      manager.token,
      { kind: 'vehicles', storeId: store.id },
      { name: 'a.xlsx', content: bomb },
    );
    expect(answer.body).toMatchObject({ error: { code: 'IMPORT.NOT_A_TABLE' } });
  });
});

describe('people and cars that change', () => {
  const file = (line: string) => Buffer.from(`客户姓名,手机号码,车架号,车牌号,颜色\n${line}\n`);
  const run = async (line: string) =>
    (await importBytes(world, { kind: 'vehicles', storeId: store.id, content: file(line), asOf })).result;
  const active = async () =>
    (
      await world.rows<{ name: string }>(
        `SELECT o.name FROM owner_vehicle v JOIN owner o ON o.id = v.owner_id JOIN vehicle c ON c.id = v.vehicle_id
          WHERE v.ended_at IS NULL AND c.colour LIKE '试%'`,
      )
    ).map(({ name }) => openName(name));

  it('gives a person a new number, a car a new plate, and a sold car a new owner', async () => {
    expect(await run('钱一,13700000001,LZZZZZZZ0ZZ600001,晋A00001,试红')).toMatchObject({ created: 1 });
    expect(await run('钱一,13700000002,LZZZZZZZ0ZZ600001,晋AD00001,')).toMatchObject({ updated: 1 });
    expect(await run('钱一,13700000002,LZZZZZZZ0ZZ600001,晋AD00001,试红')).toMatchObject({ unchanged: 1 });
    expect(await active()).toEqual(['钱一']);
    expect(
      await world.rows('SELECT id FROM owner WHERE name_index = ?', [sealName('钱一').nameIndex]),
    ).toHaveLength(1);
    expect(await run('孙二,13700000003,LZZZZZZZ0ZZ600001,,')).toMatchObject({ updated: 1 });
    expect(await active()).toEqual(['孙二']);
    expect(await run('孙二,13700000003,LZZZZZZZ0ZZ600001,,')).toMatchObject({ unchanged: 1 });
  });

  it('leaves alone a tie that the owner has ended', async () => {
    await run('李三,13700000004,LZZZZZZZ0ZZ600002,,试蓝');
    await world.rows(
      'UPDATE owner_vehicle SET ended_at = ? WHERE owner_id = (SELECT id FROM owner WHERE name_index = ?)',
      [world.clock.date(), sealName('李三').nameIndex],
    );
    expect(await run('李三,13700000004,LZZZZZZZ0ZZ600002,,试蓝')).toMatchObject({ unchanged: 1 });
  });

  it('changes nothing the second time when one phone has several cars and details differ', async () => {
    const content = Buffer.from(
      '客户姓名,手机号码,车架号,联系地址\n车队甲,13700000005,LZZZZZZZ0ZZ600003,小店区\n车队乙,13700000005,LZZZZZZZ0ZZ600004,迎泽区\n车队甲,13700000005,LZZZZZZZ0ZZ600003,晋源区\n',
    );
    const twice = () => importBytes(world, { kind: 'vehicles', storeId: store.id, content, asOf });
    expect((await twice()).result).toMatchObject({ rows: 3, created: 2, unchanged: 1 });
    expect((await twice()).result).toMatchObject({ rows: 3, created: 0, updated: 0, unchanged: 3 });
  });
});

describe('the sample export of the demo', () => {
  it.each(['S1', 'S2'] as const)(
    'imports, and its showcase cars of %s fall due when they should',
    async (storeCode) => {
      const demo = await makeStore(world, { code: `D${storeCode}`, cycleMonths: storeCode === 'S1' ? 3 : 6 });
      if (storeCode === 'S2') await world.rows('UPDATE store SET cycle_km = 10000 WHERE id = ?', [demo.id]);
      const today = world.clock.today();
      const sample = sampleExport({ storeCode, today, seed: 1, cars: 180 });
      const cars = await importBytes(world, { kind: 'vehicles', storeId: demo.id, content: sample.vehicles });
      expect(cars.result?.created).toBeGreaterThan(170);
      expect(Object.keys(cars.result?.errors ?? {}).sort()).toEqual([
        'exact_duplicate_row',
        'phone_missing',
        'phone_too_short',
        'sold_on_unreadable',
        'vin_length',
      ]);
      const history = await importBytes(world, {
        kind: 'history',
        storeId: demo.id,
        content: sample.history,
      });
      expect(history.result?.created).toBeGreaterThan(500);
      const due = await world.rows<{ name: string; days: number; kind: string; pace: string | null }>(
        `SELECT o.name, DATEDIFF(v.due_on, ?) AS days, v.due_kind AS kind, v.km_per_day AS pace
         FROM vehicle v JOIN owner_vehicle l ON l.vehicle_id = v.id JOIN owner o ON o.id = l.owner_id
        WHERE v.store_id = ?`,
        [today, demo.id],
      );
      const of = (place: number) =>
        due.find((entry) => openName(entry.name) === sample.showcase[place]?.name);
      expect([0, 1, 2, 3, 4].map((place) => Number(of(place)?.days))).toEqual([5, 9, 13, -10, 7]);
      expect(of(4)?.kind).toBe('first_service');
      for (const place of [0, 1, 2]) expect(Number(of(place)?.pace)).toBeGreaterThan(0);
      expect(due.filter(({ days }) => days >= 0 && days <= 14).length).toBeGreaterThan(12);
      expect(due.filter(({ days }) => days < 0).length).toBeGreaterThan(20);
      expect(sampleExport({ storeCode, today, seed: 1, cars: 180 })).toEqual(sample);
    },
  );
});

/** A ZIP archive of one part. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x0403_4b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const directory = Buffer.alloc(46);
  directory.writeUInt32LE(0x0201_4b50, 0);
  directory.writeUInt16LE(8, 10);
  directory.writeUInt32LE(packed.length, 20);
  directory.writeUInt32LE(content.length, 24);
  directory.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, directory, Buffer.from(name), end]);
}
