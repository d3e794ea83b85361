import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importReasonLabel } from '@cheban/contracts';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportCommand, ImportRunner, tidyImportsJob } from '../../src/modules/intake/index.js';
import { call } from '../support/clients.js';
import { makeStaff, makeStore, type TestStaff, type TestStore } from '../support/factories.js';
import { upload } from '../support/imports.js';
import { startWorld, type World } from '../support/world.js';

const vehicles = readFileSync(new URL('../fixtures/dms/vehicles.csv', import.meta.url));
const asOf = '2026-11-20';
const REFUSED = 120;

let world: World;
let store: TestStore;
let other: TestStore;
let manager: TestStaff;

beforeAll(async () => {
  world = await startWorld();
  store = await makeStore(world, { code: 'S1' });
  other = await makeStore(world, { code: 'S2' });
  manager = await makeStaff(world, 'manager', [store.id]);
});
afterAll(() => world?.stop());

const send = (content: Buffer | string, name = 'export.csv', fields: Record<string, string> = {}) =>
  upload(
    world,
    manager.token,
    { kind: 'vehicles', storeId: store.id, asOf, ...fields },
    { name, content: Buffer.from(content) },
  );
const runInWorker = (id: string) => world.worker?.get(ImportRunner, { strict: false }).run(id);

describe('import from the console', () => {
  it('goes from upload over a dry run to the error file', async () => {
    const uploaded = await send(vehicles);
    expect(uploaded.status).toBe(200);
    const { id, mapping, headers } = uploaded.body;
    expect(uploaded.body).toMatchObject({ state: 'uploaded', result: null, progress: { rowsRead: 0 } });
    expect(mapping).toMatchObject({ vin: '车架号(VIN)', phone: '手机号码' });
    expect(headers).toHaveLength(24);
    expect(uploaded.body.sample[0]?.[0]).toBe('徐霞怡');

    const queued = await manager.client.import.run({ params: { id }, body: { mapping, dryRun: true } });
    expect(queued.state).toBe('queued');
    await expect(
      manager.client.import.run({ params: { id }, body: { mapping, dryRun: true } }),
    ).rejects.toMatchObject({
      code: 'IMPORT.STATE',
    });
    await runInWorker(id);
    const tried = await manager.client.import.detail({ params: { id } });
    expect(tried).toMatchObject({ state: 'done', dryRun: true, errorFile: true, result: { created: 2_910 } });
    expect(await world.rows('SELECT id FROM vehicle LIMIT 1')).toEqual([]);

    const response = await fetch(`${world.api}/staff/imports/${id}/errors.xlsx`, {
      headers: { authorization: `Bearer ${manager.token}` },
    });
    expect(response.status).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await response.arrayBuffer());
    const sheet = book.worksheets[0];
    expect(sheet?.rowCount).toBe(REFUSED + 1);
    const reasons = new Set<unknown>();
    sheet?.eachRow((row, number) => {
      row.eachCell((cell) => expect(cell.type).toBe(ExcelJS.ValueType.String));
      if (number > 1) reasons.add(row.getCell(25).value);
    });
    expect([...reasons]).toContain(importReasonLabel['same_vin_other_phone']);
    expect(sheet?.getRow(1).getCell(25).value).toBe('原因');

    await manager.client.import.run({ params: { id }, body: { mapping, dryRun: false } });
    await runInWorker(id);
    const done = await manager.client.import.detail({ params: { id } });
    expect(done).toMatchObject({ state: 'done', dryRun: false, result: { rows: 3_030, created: 2_910 } });
    const { items } = await manager.client.import.list({ query: {} });
    expect(items[0]).toMatchObject({ id, startedBy: manager.login, sample: [] });
    const audit = await world.rows<{ action: string }>('SELECT action FROM audit_log WHERE subject_id = ?', [
      id,
    ]);
    expect(audit.map(({ action }) => action).sort()).toEqual([
      'intake.download-errors',
      'intake.finish',
      'intake.finish',
      'intake.run',
      'intake.try',
      'intake.upload',
    ]);
  });

  it('keeps uploads and error rows encrypted on disk', async () => {
    const { body } = await send('客户姓名,手机号码,车架号\n徐霞怡,18962580929,LBVB6NV79PB674332\n');
    const sealed = readFileSync(join(world.config.filesDir, 'imports', `${body.id}.source`));
    expect(sealed.includes('18962580929')).toBe(false);
    expect(sealed.toString('latin1', 0, 4)).toBe('CBF1');
    const damaged = Buffer.from(sealed);
    damaged[60] = (damaged[60] ?? 0) ^ 1;
    await writeFile(join(world.config.filesDir, 'imports', `${body.id}.source`), damaged);
    await manager.client.import.run({
      params: { id: body.id },
      body: { mapping: body.mapping, dryRun: false },
    });
    await runInWorker(body.id);
    expect(await manager.client.import.detail({ params: { id: body.id } })).toMatchObject({
      state: 'failed',
      result: null,
    });
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'IMPORT.EMPTY_FILE'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'IMPORT.NOT_A_TABLE'],
    ['a web page', Buffer.from('<html><p>车架号</p><p>手机</p></html>'), 'IMPORT.NOT_A_TABLE'],
    ['JSON', Buffer.from('{"车架号":"LBVB6NV79PB674332","手机":"1"}'), 'IMPORT.NOT_A_TABLE'],
    ['prose', Buffer.from('今天天气很好\n客户来店看车\n'), 'IMPORT.NOT_A_TABLE'],
    [
      'an archive that is no workbook',
      Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1'),
      'IMPORT.NOT_A_TABLE',
    ],
    ['half an archive', Buffer.from('PK\x03\x04 broken', 'latin1'), 'IMPORT.DAMAGED'],
    [
      'random bytes',
      Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7_919) % 251)),
      'IMPORT.NOT_A_TABLE',
    ],
    ['a table of something else', Buffer.from('日期,天气\n2026-11-20,晴\n'), 'IMPORT.NO_HEADER'],
  ])('refuses %s', async (_name, content, code) => {
    const files = () => world.rows('SELECT id FROM import_run').then((rows) => rows.length);
    const before = await files();
    const answer = await send(content);
    expect(answer.status).toBe(400);
    expect((answer.body as unknown as { error: { code: string } }).error.code).toBe(code);
    expect(await files()).toBe(before);
  });

  it('answers alike for stores and imports that are foreign and that are missing', async () => {
    const stranger = await makeStaff(world, 'manager', [other.id], 'stranger');
    const { body } = await send('客户姓名,手机号码,车架号\n');
    await expect(stranger.client.import.detail({ params: { id: body.id } })).rejects.toMatchObject({
      code: 'REQUEST.NOT_FOUND',
    });
    const foreign = await send('客户姓名,手机号码,车架号\n', 'a.csv', { storeId: other.id });
    expect([foreign.status, (foreign.body as unknown as { error: { code: string } }).error.code]).toEqual([
      404,
      'STORE.NOT_FOUND',
    ]);
    expect((await stranger.client.import.list({ query: {} })).items).toEqual([]);
    const advisor = await makeStaff(world, 'advisor', [store.id]);
    expect((await upload(world, advisor.token, {}, null)).status).toBe(403);
  });

  it('refuses surplus fields, wrong kinds and requests without a file', async () => {
    expect((await send('a,b\n', 'a.csv', { colour: 'red' })).status).toBe(400);
    expect((await send('a,b\n', 'a.csv', { kind: 'people' })).status).toBe(400);
    expect((await upload(world, manager.token, { kind: 'vehicles', storeId: store.id }, null)).status).toBe(
      400,
    );
    expect((await call(world.api, 'POST', '/staff/imports', { token: manager.token, body: {} })).status).toBe(
      415,
    );
  });

  it('asks for required columns and takes a mapping made by hand', async () => {
    const { body } = await send(
      '客户姓名,手机号码,代码甲,品牌\n孙手动,18962580001,LBVB6NV79PB674332,广汽丰田\n',
    );
    const { mapping, id } = body;
    await expect(
      manager.client.import.run({ params: { id }, body: { mapping, dryRun: false } }),
    ).rejects.toMatchObject({
      code: 'IMPORT.COLUMN_MISSING',
    });
    await manager.client.import.run({
      params: { id },
      body: { mapping: { ...mapping, vin: '代码甲' }, dryRun: false },
    });
    await runInWorker(id);
    const { result } = await manager.client.import.detail({ params: { id } });
    expect(result).toMatchObject({ rows: 1, updated: 1, errors: {} });
  });
});

describe('import from the command line', () => {
  it('prints one JSON object last, and where the refused rows are', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cheban-import-'));
    const file = join(folder, 'export.csv');
    await writeFile(
      file,
      '客户姓名,手机号码,车架号\n郑一,13500000001,LZZZZZZZ0ZZ800001\n郑二,,LZZZZZZZ0ZZ800002\n',
    );
    const lines: string[] = [];
    const problems: string[] = [];
    const output = {
      out: (text: string) => lines.push(text),
      err: (text: string) => problems.push(text),
      isTty: true,
    };
    const command = world.get(ImportCommand);
    const args = { kind: 'vehicles', file, store: 'S1', asOf, dryRun: false, json: false } as const;
    expect(await command.run(args, output)).toBe(0);
    const answer = JSON.parse(lines.at(-1) ?? '') as { errorFile: string };
    expect(answer).toMatchObject({
      rows: 2,
      created: 1,
      updated: 0,
      unchanged: 0,
      errors: { phone_missing: 1 },
    });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(answer.errorFile);
    const row = book.worksheets[0]?.getRow(2);
    expect([1, 2, 3, 4, 5].map((column) => row?.getCell(column).text)).toEqual([
      '郑二',
      '',
      'LZZZZZZZ0ZZ800002',
      '手机号为空',
      '3',
    ]);

    problems.length = 0;
    expect(await command.run({ ...args, store: 'S9' }, output)).toBe(1);
    expect(await command.run({ ...args, file: join(folder, 'none.csv') }, output)).toBe(1);
    expect(await command.run({ ...args, asOf: '20.11.2026' }, output)).toBe(1);
    expect(problems).toHaveLength(3);
    await rm(folder, { recursive: true });
  });
});

describe('an import whose worker dies', () => {
  const fresh = Buffer.from(
    `客户姓名,手机号码,车架号,品牌,车型\n${Array.from(
      { length: 1_200 },
      (_, i) => `赫连${i},${13_300_000_000 + i},LZZZZZZZ0ZZ${String(i).padStart(6, '0')},广汽丰田,凯美瑞`,
    ).join('\n')}\n`,
  );

  it('is given back by a process that stops, and started over without doing anything twice', async () => {
    const { body } = await send(fresh);
    await manager.client.import.run({
      params: { id: body.id },
      body: { mapping: body.mapping, dryRun: false },
    });
    const runner = world.get(ImportRunner);
    expect(await runner.run(body.id, () => runner.onModuleDestroy())).toBe(false);
    expect(await manager.client.import.detail({ params: { id: body.id } })).toMatchObject({
      state: 'queued',
      startedOver: false,
    });
    const [half] = await world.rows<{ n: string }>("SELECT COUNT(*) AS n FROM owner WHERE name_head = '赫'");
    expect(Number(half?.n)).toBeGreaterThan(0);
    expect(Number(half?.n)).toBeLessThan(1_200);

    await world.run(tidyImportsJob);
    const seen: number[] = [];
    await world.worker?.get(ImportRunner, { strict: false }).run(body.id, (rows) => seen.push(rows));
    const done = await manager.client.import.detail({ params: { id: body.id } });
    expect(done).toMatchObject({ state: 'done', result: { rows: 1_200, unchanged: Number(half?.n) } });
    // Its figures are not those of one that ran through, and it says why.
    expect(done.startedOver).toBe(true);
    expect(done.result?.created).toBe(1_200 - Number(half?.n));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(1);
    expect(done.progress).toEqual({ rowsRead: 1_200, rowsTotal: 1_200 });
  });

  it('is taken over only after a minute without a sign of life', async () => {
    const { body } = await send('客户姓名,手机号码,车架号\n吴一,13400000001,LZZZZZZZ0ZZ900001\n');
    await world.rows("UPDATE import_run SET state = 'running', heartbeat_at = ? WHERE id = ?", [
      world.clock.date(),
      body.id,
    ]);
    expect(await runInWorker(body.id)).toBe(false);
    world.clock.advance(61_000);
    expect(await runInWorker(body.id)).toBe(true);
    expect(await manager.client.import.detail({ params: { id: body.id } })).toMatchObject({ state: 'done' });
  });
});
