import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const vin = (number: number) => `LZZZZZZZ0ZZ${String(510_000 + number)}`;
const phone = (number: number) => `1370002${String(number).padStart(4, '0')}`;
const run = async (kind: 'vehicles' | 'history', content: string | Buffer) =>
  (await importBytes(world, { kind, storeId: store.id, content: Buffer.from(content), asOf })).result;

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const carsOf = (model: string) =>
  world.rows<{ sold: string | null; service: string | null }>(
    'SELECT sold_on AS sold, last_service_on AS service FROM vehicle WHERE model = ? ORDER BY sold_on',
    [model],
  );
const told = (orderNo: string) =>
  world.rows(
    'SELECT paid_fen AS paid, kind, is_service AS service, advisor_name AS advisor FROM service_record WHERE order_no = ?',
    [orderNo],
  );
const records = (orderNo: string) =>
  world.rows<{ paid: number; settled: number; km: number | null; day: string }>(
    'SELECT paid_fen AS paid, settled, km, visited_on AS day FROM service_record WHERE order_no = ?',
    [orderNo],
  );

describe('exports of customers and cars', () => {
  it('of a maker’s system: titles, filters, dates of two digits, a second table and a page header', async () => {
    const text = `广汽丰田经销商管理系统 - 保有客户查询,,,,,,,,
查询条件：,最近入厂日期 2015-01-01 至 2026-11-20,,,,,,,
序号,经销商代码,客户名称,联系电话,联系人手机,VIN,车型名称,销售日期,最近入厂日期,最近行驶里程(万公里),所属SA
1,GT001,张单元,03517012345,+86 ${phone(1)},${vin(1).toLowerCase()},威兰达,22-03-25,26-09-30,5.3126,李顾问
2,GT001,王单元,${phone(2)}.00,,${vin(2)},威兰达,19-12-31,26-01-05 09:30:00,2,李顾问
3,GT001,赵单元,138****0003,,${vin(3)},威兰达,20-02-03,26-01-05,2,李顾问
序号,经销商代码,客户名称,联系电话,联系人手机,VIN,车型名称,销售日期,最近入厂日期,最近行驶里程(万公里),所属SA
4,GT001,钱单元,${phone(4)},,${vin(4)},威兰达,2021-05-06,26-11-19,1.5,李顾问
5,,,,,,,,,,
合计台数：4,,,,,,,,,,

试驾潜客,,,
客户名称,联系电话,意向车型,渠道
孙潜客,${phone(5)},凯美瑞,网络
—以下空白—,,,
`;
    expect(await run('vehicles', text)).toMatchObject({
      rows: 5,
      created: 3,
      errors: { phone_hidden: 1, other_table: 1 },
      warnings: { date_by_column: 3, phone_from_other: 1 },
    });
    expect(await carsOf('威兰达')).toEqual([
      { sold: '2019-12-31', service: '2026-01-05' },
      { sold: '2021-05-06', service: '2026-11-19' },
      { sold: '2022-03-25', service: '2026-09-30' },
    ]);
    expect(
      await world.rows(
        `SELECT r.km FROM mileage_reading r JOIN vehicle v ON v.id = r.vehicle_id WHERE v.model = '威兰达' ORDER BY r.km`,
      ),
    ).toEqual([{ km: 15_000 }, { km: 20_000 }, { km: 53_126 }]);
    expect(await run('vehicles', text)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
  });

  it('of a German system: English names, days before months, the full VIN beside the short one', async () => {
    const text = `Chassis No.;VIN 17;License Plate;Model;Customer Name;Mobile No.;Delivery Date;Last Service Date;Last Mileage
T165541;${vin(11)};晋A-B1234;X3;周宝马;+86 137 0002 0011;28.02.2021;05.03.2026;
T165542;${vin(12)};;X3;吴宝马;0086${phone(12)};03.04.2022;31.10.2026;8120
T165543;${vin(13)};;X3;郑宝马;${phone(13)};03.04.2022;31.10.2026;45.120
`;
    const result = await run('vehicles', text);
    expect(result).toMatchObject({
      rows: 3,
      created: 2,
      warnings: { date_by_column: 2 },
      errors: { mileage_unreadable: 1 },
    });
    expect(await carsOf('X3')).toEqual([
      { sold: '2021-02-28', service: '2026-03-05' },
      { sold: '2022-04-03', service: '2026-10-31' },
    ]);
  });

  it('does not guess: days that could be months are refused with a sentence', async () => {
    const text = `客户姓名,手机,车架号,车型,购车日期
郑不猜,${phone(15)},${vin(15)},不猜,05/03/2024
冯不猜,${phone(16)},${vin(16)},不猜,06/04/2024
`;
    expect(await run('vehicles', text)).toMatchObject({ created: 0, errors: { sold_on_unreadable: 2 } });
  });

  it('of two stores: rows of the other one are refused with a sentence', async () => {
    await makeStore(world, { code: 'S9' });
    const text = `门店名称,机主,机主联系电话,VIN No.,车型
测试门店${store.code},张 双店,${phone(61)},${vin(61)},双店一
测试门店S9,王双店,${phone(62)},${vin(62)},双店二
测试门店${store.code},赵双店,${phone(63)},${vin(63)},双店一
`;
    expect(await run('vehicles', text)).toMatchObject({ rows: 3, created: 2, errors: { other_store: 1 } });
    expect(await carsOf('双店二')).toEqual([]);
  });

  it('of a workbook: sheets with the columns in another order are read, hidden ones are named', async () => {
    const content = await workbook((book) => {
      book.addWorksheet('一月').addRows([
        ['姓名', '手机', '车架号', '车型'],
        ['一月甲', Number(phone(21)), vin(21), '分表'],
      ]);
      book.addWorksheet('二月').addRows([
        ['序号', '车架号', '姓名', '车型', '手机'],
        [1, vin(22), '二月乙', '分表', `${phone(22)}/0351-7012345`],
      ]);
      book.addWorksheet('旧数据', { state: 'veryHidden' }).addRows([
        ['姓名', '手机', '车架号', '车型'],
        ['旧数据丙', phone(23), vin(23), '分表'],
      ]);
    });
    const { body } = await upload(
      world,
      manager.token,
      { kind: 'vehicles', storeId: store.id, asOf },
      { name: '分表.xlsx', content },
    );
    expect(body).toMatchObject({ sheetsRead: ['一月', '二月'], sheetsLeft: [], sheetsHidden: ['旧数据'] });
    expect(await run('vehicles', content)).toMatchObject({ rows: 2, created: 2, errors: {} });
    expect(await carsOf('分表')).toHaveLength(2);
  });

  it('typed by hand: a phone typed for want of one makes no two people one', async () => {
    const text = `姓名,手机,车牌,车架,公里,上次保养
张手工,${phone(81)},晋A81001,${vin(81)},23000,2026-05-01
李手工,${phone(82)},晋A81002,${vin(82)},23000,Mar  5 2026 12:00AM
王手工,13800000000,,${vin(83)},,0000-00-00 00:00:00
赵手工,13800000000,,${vin(84)},,
`;
    expect(await run('vehicles', text)).toMatchObject({
      ...{ rows: 4, created: 3 },
      errors: { phone_placeholder: 1 },
    });
  });

  it('warns of a row with more cells than the header, and says that only a header stands there', async () => {
    const text = `客户姓名,手机,车架号,车型,联系地址
陈多格,${phone(31)},${vin(31)},多格,太原市小店区,学府街
`;
    expect(await run('vehicles', text)).toMatchObject({ created: 1, warnings: { cells_beyond_header: 1 } });
    expect(await run('vehicles', '客户姓名,手机,车架号\n')).toMatchObject({ rows: 0, errors: {} });
  });

  it('does not read what stands in hidden sheets only', async () => {
    const content = await workbook((book) => {
      book.addWorksheet('封面').addRow(['导出说明', '见隐藏表']);
      book.addWorksheet('数据', { state: 'hidden' }).addRows([
        ['姓名', '手机', '车架号'],
        ['甲', phone(33), vin(33)],
      ]);
    });
    const answer = await upload(
      world,
      manager.token,
      { kind: 'vehicles', storeId: store.id, asOf },
      { name: '封面.xlsx', content },
    );
    expect(answer.body).toMatchObject({ error: { code: 'IMPORT.HIDDEN_SHEETS' } });
  });

  it.each([
    ['归档.xls', 'MIME-Version: 1.0\nContent-Type: multipart/related\n\n车架号'],
    ['旧格式.slk', 'ID;PWXL;N;E\nP;PGeneral\n'],
  ])('says what to do with %s', async (name, text) => {
    const answer = await upload(
      world,
      manager.token,
      { kind: 'vehicles', storeId: store.id, asOf },
      { name, content: Buffer.from(text) },
    );
    expect(answer.body).toMatchObject({ error: { code: 'IMPORT.OTHER_FORMAT' } });
  });
});

describe('exports of orders', () => {
  beforeAll(async () => {
    const cars = [41, 42].map((i) => `何工单,${phone(41)},${vin(i)},工单\n`).join('');
    await run('vehicles', `姓名,手机,车架号,车型\n${cars}`);
  });

  it('of a book-keeping system: lines of an order apart, money with tax, void orders', async () => {
    const text = `单据编号,单据日期,往来单位,车架号,行驶里程,存货名称,金额,税额,价税合计,是否作废
SC-1,2026/3/5 上午 9:05:00,何工单,${vin(41)},12000,机油,100.00,13.00,113.00,否
SC-1,2026/3/5 上午 9:05:00,何工单,${vin(41)},12000,轮胎,100.00,13.00,113.00,否
SC-1,2026/3/5 上午 9:05:00,何工单,${vin(41)},12000,轮胎右,100.00,13.00,113.00,否
SC-2,2026/3/6 下午 3:05:00,何工单,${vin(42)},9000,机油,50.00,6.50,56.50,是
SC-1,2026/3/5 上午 9:05:00,何工单,${vin(41)},12000,工时,10.00,1.30,11.30,否
`;
    expect(await run('history', text)).toMatchObject({
      rows: 5,
      created: 2,
      warnings: { order_lines_merged: 2 },
      errors: { order_lines_apart: 1 },
    });
    expect(await records('SC-1')).toEqual([{ paid: 33_900, settled: 1, km: 12_000, day: '2026-03-05' }]);
    expect(await records('SC-2')).toEqual([{ paid: 5_650, settled: 0, km: 9_000, day: '2026-03-06' }]);
  });

  it('of a table whose cells spanned the lines of an order: they are one visit', async () => {
    await run('vehicles', `姓名,手机,VIN\n孙续行,${phone(71)},${vin(71)}\n`);
    const text = `工单号,VIN,送修日期,维修内容,客户付费合计,工单状态
XH1,${vin(71)},2026-02-01,机油,300,已结算
,,,机滤,(50.00),
,,,工时,RMB 150,
李顾问 小计,,,,400,
XH2,${vin(71)},2026-03-01,喷漆,1.2万元,Cancelled
`;
    expect(await run('history', text)).toMatchObject({
      rows: 4,
      created: 2,
      errors: {},
      warnings: { order_line_continued: 2, order_lines_merged: 2 },
    });
    expect(await records('XH1')).toMatchObject([{ paid: 40_000, settled: 1 }]);
    expect(await records('XH2')).toMatchObject([{ paid: 1_200_000, settled: 0 }]);
  });

  it('of a maker’s system: thousands of yuan, days as Oracle writes them, cancelled orders', async () => {
    const text = `RO号\tRO类型\tRO状态\t结算日期\tVIN\t入厂里程\t工时金额\t实收合计(千元)
RO-71\t定期保养\t已结算\t05-3月 -26\t${vin(41)}\t12,100km\t100\t0.8505
RO-72\t事故\t已取消\t06-MAR-26\t${vin(41)}\t12,200\t100\t1
RO-73\t保养\t已结算\t45000\t${vin(42)}\t1e5\t0\t-1
`;
    expect(await run('history', text)).toMatchObject({
      rows: 3,
      created: 2,
      warnings: { date_by_column: 2 },
    });
    expect(await records('RO-71')).toEqual([{ paid: 85_050, settled: 1, km: 12_100, day: '2026-03-05' }]);
    expect(await records('RO-72')).toMatchObject([{ paid: 100_000, settled: 0 }]);
  });

  it('without money and kind: says so on every row, and leaves what is on file of an order as it was', async () => {
    const order = (more: string) => `工单号,VIN,进厂日期,里程${more}\n`;
    const first = `NM-1,${vin(42)},2026-05-01,14000`;
    await run('history', `${order(',维修类型,金额,服务顾问')}${first},定期维护,560,李雪峰\n`);
    const result = await run(
      'history',
      `${order('')}${first}\nNM-2,${vin(42)},2026-06-01,15000\nNM-3,${vin(99)},2026-06-01,1\n`,
    );
    expect(result).toMatchObject({
      ...{ created: 1, updated: 0, unchanged: 1 },
      // A refused row is told as refused only, even where that shows as late as when it is written.
      errors: { vehicle_unknown: 1 },
      warnings: { amount_without_column: 2, kind_without_column: 2 },
    });
    expect(await told('NM-1')).toEqual([{ paid: 56_000, kind: '定期维护', service: 1, advisor: '李雪峰' }]);
    expect(await told('NM-2')).toEqual([{ paid: 0, kind: '维修', service: 0, advisor: null }]);
    // What the export does tell is taken, and nothing else.
    const later = await run('history', `${order('')}${first.replace('14000', '14100')}\n`);
    expect(later).toMatchObject({ updated: 1 });
    expect(await records('NM-1')).toEqual([{ paid: 56_000, settled: 1, km: 14_100, day: '2026-05-01' }]);
  });

  it('of lines that each print the money of their order counts it once, and says so', async () => {
    const lines = [81, 82, 83, 84, 85].map((order) =>
      ['机油', '机滤', '工时']
        .map((job) => `RO-${order},2026-04-${order - 70},${vin(41)},13${order}0,${job},${order}0\n`)
        .join(''),
    );
    const result = await run('history', `工单号,日期,车架号,里程,项目名称,金额\n${lines.join('')}`);
    expect(result).toMatchObject({
      rows: 15,
      created: 5,
      warnings: { order_lines_merged: 10, amount_of_order: 10 },
    });
    expect(await records('RO-81')).toMatchObject([{ paid: 81_000, settled: 1 }]);
    expect(await records('RO-85')).toMatchObject([{ paid: 85_000 }]);
  });
});
