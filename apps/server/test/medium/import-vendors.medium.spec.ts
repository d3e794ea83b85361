import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openName } from '../../src/platform/crypto/index.js';
import { makeStaff, makeStore, type TestStaff, type TestStore } from '../support/factories.js';
import { importBytes, upload } from '../support/imports.js';
import { startWorld, type World } from '../support/world.js';

const asOf = '2026-11-20';
let world: World;
let store: TestStore;
let manager: TestStaff;

beforeAll(async () => {
  world = await startWorld({ worker: 'none' });
  store = await makeStore(world);
  manager = await makeStaff(world, 'manager', [store.id]);
});
afterAll(() => world?.stop());

const vin = (number: number) => `LZZZZZZZ0ZZ${String(500_000 + number)}`;
const phone = (number: number) => `1370001${String(number).padStart(4, '0')}`;
const run = (kind: 'vehicles' | 'history', content: Buffer, dryRun = false) =>
  importBytes(world, { kind, storeId: store.id, content, asOf, dryRun });
const send = (name: string, content: Buffer) =>
  upload(world, manager.token, { kind: 'vehicles', storeId: store.id, asOf }, { name, content });

/** Written by LibreOffice. */
const oldWorkbook = readFileSync(new URL('../fixtures/xls/libreoffice.xls', import.meta.url));

/** The same container with its document under another name. */
function renamed(container: Buffer, from: string, to: string): Buffer {
  const bytes = Buffer.from(container);
  const at = bytes.indexOf(Buffer.from(from, 'utf16le'));
  bytes.write(to, at, 'utf16le');
  bytes.writeUInt16LE((to.length + 1) * 2, at + 64);
  return bytes;
}

async function sheets(fill: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Names of the owners of these cars, in the order of the cars. */
async function ownersOf(colour: string): Promise<string[]> {
  const rows = await world.rows<{ name: string }>(
    `SELECT o.name FROM vehicle v JOIN owner_vehicle l ON l.vehicle_id = v.id JOIN owner o ON o.id = l.owner_id
      WHERE v.colour = ? ORDER BY v.model`,
    [colour],
  );
  return rows.map(({ name }) => openName(name));
}

describe('files that call themselves .xls', () => {
  it('reads a web page in the Chinese code, with spanning cells, entities and a total', async () => {
    const page = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><style>td{mso-number-format:"\\@"}</style></head>
      <body><table><tr><td colspan=5><b>客户车辆档案</b></td></tr></table>
      <table border=1><tr><th>车主名<th>移动电话<th>VIN码<th>车身颜色<th>车款</tr>
      <tr><td rowspan=2>周&nbsp;网页<td rowspan=2>&nbsp;${phone(1)}</td><td>${vin(1)}<td>网<td>A</tr>
      <tr><td>${vin(2)}</td><td>网</td><td>B &amp; C</td></tr>
      <tr><td>吴网页</td><td>+86 ${phone(2)}</td><td>${vin(3)}</td><td>网</td><td>C</td></tr>
      <tr><td>合计</td><td colspan=4>3 辆</td></tr></table></body></html>`;
    const result = await run('vehicles', iconv.encode(page, 'gbk'));
    expect(result.result).toMatchObject({ rows: 3, created: 3, errors: {}, warnings: {} });
    expect(await ownersOf('网')).toEqual(['周网页', '周网页', '吴网页']);
  });

  it('reads a binary workbook of Excel 97 to 2003', async () => {
    const { body } = await send('客户.xls', oldWorkbook);
    expect(body).toMatchObject({
      sheetsRead: ['客户档案'],
      sheetsHidden: ['隐藏'],
      progress: { rowsTotal: 4 },
    });
    const { result } = await run('vehicles', oldWorkbook);
    expect(result).toMatchObject({ rows: 3, created: 3, errors: {} });
  });

  it('reads an XML spreadsheet of 2003', async () => {
    const cell = (text: string, more = '') => `<Cell${more}><Data ss:Type="String">${text}</Data></Cell>`;
    const xml = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
      <Worksheet ss:Name="说明"><Table><Row>${cell('导出说明')}${cell('无')}</Row></Table></Worksheet>
      <Worksheet ss:Name="客户"><Table><Row>${cell('客户档案', ' ss:MergeAcross="4"')}</Row>
      <Row>${['车主', '手机号', 'VIN', '颜色', '车型'].map((text) => cell(text)).join('')}</Row>
      <Row>${cell('郑表格', ' ss:MergeDown="1"')}${cell(phone(4), ' ss:MergeDown="1"')}${cell(vin(4))}${cell('表')}${cell('A')}</Row>
      <Row><Cell ss:Index="3"><Data ss:Type="String">${vin(5)}</Data></Cell>${cell('表')}${cell('B')}</Row></Table></Worksheet></Workbook>`;
    expect((await run('vehicles', Buffer.from(xml))).result).toMatchObject({
      rows: 2,
      created: 2,
      errors: {},
    });
    expect(await ownersOf('表')).toEqual(['郑表格', '郑表格']);
  });

  it.each([
    ['旧表.xls', Buffer.from('0904060000040001', 'hex'), 'IMPORT.OLD_EXCEL'],
    ['半个.xls', oldWorkbook.subarray(0, 3_000), 'IMPORT.DAMAGED'],
    ['加密.xlsx', renamed(oldWorkbook, 'Workbook', 'EncryptedPackage'), 'IMPORT.LOCKED'],
    ['文档.doc', renamed(oldWorkbook, 'Workbook', 'WordDocument'), 'IMPORT.NOT_A_TABLE'],
    ['导出.rar', Buffer.from('Rar!\x1a\x07 ...', 'latin1'), 'IMPORT.PACKED'],
    ['空.csv', Buffer.alloc(0), 'IMPORT.EMPTY_FILE'],
    ['半个.xlsx', Buffer.from('PK\x03\x04 broken', 'latin1'), 'IMPORT.DAMAGED'],
    [
      '网页.xls',
      Buffer.from('<html><body><p>登录已过期，请重新登录</p></body></html>'),
      'IMPORT.NOT_A_TABLE',
    ],
  ])('says what to do with %s', async (name, content, code) => {
    const answer = await send(name, content);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { code } });
  });
});

describe('workbooks', () => {
  const header = ['会员姓名', '会员手机', '车架编号', '颜色', '车系'];
  const row = (number: number, colour: string) => [`冯${number}`, phone(number), vin(number), colour, number];

  it('reads all sheets under one header, names the others, and says on which sheet a refused row stands', async () => {
    const content = await sheets((book) => {
      book.addWorksheet('汇总').addRows([
        ['门店', '辆数'],
        ['太原', 3],
      ]);
      book.addWorksheet('客户1').addRows([['第 1 页'], header, row(11, '页'), row(12, '页')]);
      book.addWorksheet('客户2').addRows([header, row(13, '页'), ['冯十四', '', vin(14), '页', 14]]);
      book.addWorksheet('隐藏', { state: 'hidden' }).addRows([header, row(15, '页')]);
    });
    const { body } = await send('客户.xlsx', content);
    expect(body).toMatchObject({
      sheetsRead: ['客户1', '客户2'],
      sheetsLeft: ['汇总'],
      sheetsHidden: ['隐藏'],
      progress: { rowsTotal: 4 },
    });
    const { result } = await run('vehicles', content);
    expect(result).toMatchObject({ rows: 4, created: 3, errors: { phone_missing: 1 } });
    expect(await ownersOf('页')).toEqual(['冯11', '冯12', '冯13']);
  });

  it('counts a merged cell for all its lines, and does not take a missing value for nothing', async () => {
    const content = await sheets((book) => {
      const sheet = book.addWorksheet('客户');
      sheet.addRows([
        ['车主信息', '', '车辆信息', '', '', '上次保养', ''],
        ['姓名', '手机', '车架号', '颜色', '车系', '日期', '里程'],
        ['陈合并', phone(21), vin(21), '并', 1, '2026/1/5', { formula: 'A9*2', result: 12_345 }],
        ['', '', vin(22), '并', 2, new Date('2026-03-05T00:00:00Z'), '1.2万'],
        ['陈公式', phone(23), vin(23), '并', 3, '2026/1/5', { formula: 'A9*2' }],
        ['陈错误', phone(24), vin(24), '并', 4, '2026/1/5', { error: '#REF!' }],
        ['陈没查到', phone(25), vin(25), '并', 5, { error: '#N/A' }, { error: '#N/A' }],
      ]);
      for (const range of ['A1:B1', 'C1:E1', 'F1:G1', 'A3:A4', 'B3:B4']) sheet.mergeCells(range);
    });
    const { result } = await run('vehicles', content);
    expect(result).toMatchObject({ rows: 5, created: 3, errors: { mileage_unreadable: 2 } });
    expect(await ownersOf('并')).toEqual(['陈合并', '陈合并', '陈没查到']);
    const readings = await world.rows<{ km: number; day: string }>(
      `SELECT r.km, r.read_on AS day FROM mileage_reading r JOIN vehicle v ON v.id = r.vehicle_id
        WHERE v.colour = '并' ORDER BY r.read_on`,
    );
    expect(readings).toEqual([
      { km: 12_345, day: '2026-01-05' },
      { km: 12_000, day: '2026-03-05' },
    ]);
  });
});

describe('texts', () => {
  const header = '客户姓名,手机号码,车架号,颜色,备注\r\n';
  const row = (number: number, remark = '') => `钱${number},${phone(number)},${vin(number)},文,${remark}\r\n`;

  it('reads UTF-16 without a mark', async () => {
    expect((await run('vehicles', iconv.encode(header + row(31), 'utf-16le'))).result).toMatchObject({
      rows: 1,
      created: 1,
      errors: {},
    });
  });

  it('keeps UTF-8 when a character is cut in two, and names the row', async () => {
    const content = Buffer.from(header + row(32) + row(33, '爱喝茶@'));
    content[content.indexOf('@')] = 0xe6;
    expect((await run('vehicles', content)).result).toMatchObject({
      created: 2,
      warnings: { text_garbled: 1 },
    });
    expect(await ownersOf('文')).toContain('钱33');
  });

  it('refuses a row whose open quote swallowed others, and says where a quote stays open', async () => {
    const swallowed = header + row(34) + row(35, '"老客户') + row(36) + row(37, '"要发票') + row(38);
    expect((await run('vehicles', Buffer.from(swallowed))).result).toMatchObject({
      created: 2,
      errors: { quotes_open: 1 },
    });
    const open = await run('vehicles', Buffer.from(header + row(39) + row(40, '"老客户') + row(41)), true);
    expect(open.state).toBe('failed');
    expect(open.failure).toContain('第 3 行有一个英文双引号');
  });
});

describe('people and phones', () => {
  it('takes a mobile wherever it stands, and warns of one phone under two names', async () => {
    const content = Buffer.from(
      `客户名称;客户电话;联系人手机;车辆识别代号;车身颜色;车款
通达商贸有限公司;0351-7012346;${phone(51)};${vin(51)};号;1
李双号;${phone(52)}/${phone(53)};;${vin(52)};号;2
李同号;${phone(52)};;${vin(53)};号;3
李科学;1.37E+10;;${vin(54)};号;4
`,
    );
    expect((await run('vehicles', content)).result).toMatchObject({
      created: 3,
      warnings: { phone_from_other: 1, phone_extra: 1, same_phone_other_name: 1 },
      errors: { number_mangled: 1 },
    });
    expect(await ownersOf('号')).toEqual(['通达商贸有限公司', '李双号', '李双号']);
  });

  it('lets the later last service of a car stand that has several rows, tried as for real', async () => {
    const content = Buffer.from(
      `姓名,手机,车架号,最近保养日期,最近保养里程
孙多行,${phone(55)},${vin(55)},2025-06-01,10000
孙多行,${phone(55)},${vin(55)},2026-06-01,20000
`,
    );
    expect((await run('vehicles', content, true)).result).toMatchObject({ created: 1, updated: 1 });
    expect((await run('vehicles', content)).result).toMatchObject({ created: 1, updated: 1 });
    expect((await run('vehicles', content)).result).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(
      await world.rows(
        `SELECT v.last_service_on AS day FROM vehicle v JOIN mileage_reading r ON r.vehicle_id = v.id WHERE r.km = 20000`,
      ),
    ).toEqual([{ day: '2026-06-01' }]);
  });
});

describe('orders', () => {
  const cars = `姓名,手机,车架号,车牌号
赵工单,${phone(61)},${vin(61)},晋A60061
赵工单,${phone(61)},${vin(62)},晋AD60062
赵同牌,${phone(63)},${vin(63)},晋A60063
赵同牌,${phone(63)},${vin(64)},晋A60063
`;
  const records = (orderNo: string) =>
    world.rows<{ paid: number; service: number; km: number | null }>(
      'SELECT paid_fen AS paid, is_service AS service, km FROM service_record WHERE order_no = ?',
      [orderNo],
    );

  beforeAll(async () => {
    expect((await run('vehicles', Buffer.from(cars))).result).toMatchObject({ created: 4 });
  });

  it('makes one visit of the lines of an order, and refuses it whole if one line is wrong', async () => {
    const line = (...cells: string[]) => `${cells.join('\t')}\n`;
    const text =
      line('委托书号', '底盘号', '结算时间', '进厂公里数', '维修类别', '小计金额') +
      line('WT-1', vin(61), '2026/1/5 14:20', '12,345', '机电', '¥1,200.00') +
      line('WT-1', vin(61), '2026/1/5 14:20', '12,345', '定期保养', '¥88.50') +
      line('WT-1', vin(61), '2026/1/5 14:20', '12,345', '优惠', '-100.00') +
      line('WT-2', vin(62), '2026.01.05', '23456', '事故', '3,000') +
      line('WT-2', vin(62), '2026.01.05', '23456', '喷漆', '三千') +
      line('WT-3', vin(61), '20250105', '2345KM', '首保', '-500') +
      line('合计', '', '', '', '', '4,188.50');
    const content = iconv.encode(`\ufeff${text}`, 'utf-16le');
    expect((await run('history', content, true)).result).toMatchObject({ rows: 6, created: 1 });
    expect((await run('history', content)).result).toMatchObject({
      rows: 6,
      created: 1,
      warnings: { order_lines_merged: 2 },
      errors: { amount_unreadable: 1, order_line_refused: 1, amount_negative: 1 },
    });
    expect(await records('WT-1')).toEqual([{ paid: 118_850, service: 1, km: 12_345 }]);
    expect((await run('history', content)).result).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
  });

  it('finds the car by its plate where the export has no VIN', async () => {
    const content = Buffer.from(
      `\ufeff工单编号,车牌,到店时间,行驶里程,下次保养里程,服务类型,实收
P-1,晋·A60061,2026 02 05,1.3万,18000,小保养,"1,000.00元"
P-2,晋ad60062,2026-02-06 09:00,24000,,保养,500
P-3,晋Z99999,2026-02-07,1,,保养,1
P-4,,2026-02-07,1,,保养,1
P-5,晋A60063,2026-02-07,1,,保养,1
`,
    );
    expect((await run('history', content)).result).toMatchObject({
      rows: 5,
      created: 2,
      errors: { vehicle_unknown: 1, vin_missing: 1, plate_of_several: 1 },
    });
    expect(await records('P-1')).toEqual([{ paid: 100_000, service: 1, km: 13_000 }]);
    expect((await run('history', content)).result).toMatchObject({ created: 0, unchanged: 2 });
  });
});
