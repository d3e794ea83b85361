import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { makeStore } from '../support/factories.js';
import { importBytes } from '../support/imports.js';
import { startWorld } from '../support/world.js';

/** A table as lines of cells; the vehicles begin with a title line, their headers are the second. */
type Table = readonly (readonly string[])[];
interface Export {
  vehicles: Table;
  history: Table;
}

const CARS = 300;
const asOf = '2026-11-20';
const read = (name: string): string[][] =>
  parse(
    new TextDecoder('gb18030').decode(readFileSync(new URL(`../fixtures/dms/${name}`, import.meta.url))),
    {
      bom: true,
      relax_column_count: true,
    },
  );
const vehicles = read('vehicles.csv').slice(0, CARS + 2);
const vins = new Set(vehicles.map((cells) => cells[8]));
const history = read('service-history.csv').filter(([, vin], line) => line === 0 || vins.has(vin ?? ''));

/** What other systems call the same columns. */
const NAMES: Record<string, string> = {
  ...{ 客户姓名: '车主', 性别: '客户性别', 手机号码: '移动电话', 生日: '出生日期', 联系地址: '通讯地址' },
  ...{ '车架号(VIN)': '底盘号', 车牌号: '车牌号码', 品牌: '车辆品牌', 车型: '车型名称', 颜色: '车身颜色' },
  ...{ 购车日期: '销售日期', 使用性质: '车辆用途', 最近保养日期: '上次保养日期', 服务顾问: '所属顾问' },
  ...{ '最近保养里程(公里)': '上次保养里程', 商业险到期日: '保险到期日', 备注: '备注信息' },
  ...{ 工单号: '结算单号', 车架号: 'VIN码', 进厂日期: '送修日期', 里程: '行驶里程(km)' },
  ...{ 业务类型: '维修类别', 结算金额: '应收合计', 状态: '工单状态' },
};
const cellsOf = (of: Export, change: (cell: string) => string): Export => ({
  vehicles: of.vehicles.map((cells) => cells.map(change)),
  history: of.history.map((cells) => cells.map(change)),
});
const rewrite = (to: (year: string, month: number, day: number) => string) => (cell: string) => {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(cell);
  return found ? to(found[1] ?? '', Number(found[2]), Number(found[3])) : cell;
};
const backwards = (table: Table): Table => table.map((cells) => [...cells].reverse());
const quoted = (table: Table, between = ',') =>
  table.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(between)).join('\r\n');
const utf8 = (table: Table) => Buffer.from(quoted(table));
const utf16 = (table: Table) => Buffer.from(`\ufeff${quoted(table, '\t')}`, 'utf16le');

const given: Export = { vehicles, history };
const forms: Record<string, { of: Export; write?: (table: Table) => Buffer }> = {
  'with columns in another order': {
    of: { vehicles: backwards(vehicles.slice(1)), history: backwards(history) },
  },
  'with other names of columns': { of: cellsOf(given, (cell) => NAMES[cell] ?? cell) },
  'with Chinese dates': {
    of: cellsOf(
      given,
      rewrite((y, m, d) => `${y}年${m}月${d}日`),
    ),
  },
  'as UTF-16 with tabs, times behind dates, ¥ and 公里': {
    of: cellsOf(
      {
        vehicles,
        history: history.map((cells, line) =>
          line === 0
            ? cells
            : cells.map((cell, i) => (i === 3 ? `${cell}公里` : i === 5 ? `¥${cell}` : cell)),
        ),
      },
      rewrite((y, m, d) => `${y}/${m}/${d} 00:00:00`),
    ),
    write: utf16,
  },
};

/** Imports both files into a world of their own; answers the counts and every row that came of them. */
async function outcome(of: Export, write: (table: Table) => Buffer) {
  const world = await startWorld({ worker: 'none' });
  try {
    const store = await makeStore(world);
    const counts = [];
    for (const kind of ['vehicles', 'history'] as const) {
      const { state, result } = await importBytes(world, {
        ...{ kind, storeId: store.id, asOf },
        content: write(of[kind]),
      });
      counts.push({ state, result });
    }
    const rows = await Promise.all(
      [
        `SELECT o.phone_index, o.sex, o.birthday_on, o.birthday_calendar, o.region, o.occupation, o.hobbies,
                o.licence_expires_on, o.name_index, v.vin_index, v.plate_index, v.brand, v.model, v.colour, v.sold_on,
                v.sold_here, v.use, v.insurance_expires_on
           FROM owner_vehicle l JOIN owner o ON o.id = l.owner_id JOIN vehicle v ON v.id = l.vehicle_id ORDER BY v.vin_index`,
        `SELECT v.vin_index, r.order_no, r.visited_on, r.km, r.kind, r.is_service, r.paid_fen, r.settled, r.advisor_name
           FROM service_record r JOIN vehicle v ON v.id = r.vehicle_id ORDER BY r.order_no`,
        `SELECT v.vin_index, m.km, m.read_on, m.state
           FROM mileage_reading m JOIN vehicle v ON v.id = m.vehicle_id ORDER BY 1, 3, 2`,
      ].map((sql) => world.rows(sql)),
    );
    return { counts, rows };
  } finally {
    await world.stop();
  }
}

it('the same export in other forms comes in as the same people, cars and visits', async () => {
  const plain = await outcome(given, utf8);
  expect(plain.rows.map(({ length }) => length > CARS / 2)).toEqual([true, true, true]);
  for (const [form, { of, write = utf8 }] of Object.entries(forms)) {
    const other = await outcome(of, write);
    expect(other.counts, form).toEqual(plain.counts);
    expect(other.rows, form).toEqual(plain.rows);
  }
});
