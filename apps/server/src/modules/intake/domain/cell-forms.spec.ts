import { describe, expect, it } from 'vitest';
import { lineKind } from './data-lines.js';
import { DateColumn, windowOf } from './date-order.js';
import { readHistoryRow } from './history-row.js';
import { readDate, readSex, readUse } from './read-cell.js';
import { readKm, readPlate, readVin } from './read-code.js';

const VIN = 'LBVB6NV79PB674332';

describe('forms of cells that programs write', () => {
  it.each([
    ['2026\\03\\05', '2026_03_05', '2026,3,5', '2026、3、5', '2026-03-05-09-30-00', '`2026-03-05'],
    ['星期四 2026-03-05', '2026-03-05(周四)', '2026-03-05（周四） 09:30', '2026-03-05 09:05 上午'],
    ['1772640000', '1772640000000', '1772726399000'],
  ])('days: %s', (...cells) => {
    for (const cell of cells) expect(readDate(cell), cell).toEqual({ is: 'value', value: '2026-03-05' });
  });

  it('days as browsers and mail programs write them', () => {
    const window = windowOf('visitedOn', '2026-11-20');
    if (window === null) throw new Error('no window');
    const column = new DateColumn(window);
    for (const cell of [
      'Thu, 05 Mar 2026 00:00:00 GMT+0800',
      'Thu Mar 05 2026 00:00:00 GMT+0800 (中国标准时间)',
    ])
      expect([cell, column.dayOf(cell)]).toEqual([cell, '2026-03-05']);
  });

  it('codes between marks and behind their name', () => {
    for (const cell of [`*${VIN}*`, `VIN:${VIN}`, `车架号：${VIN.toLowerCase()}`, `\`${VIN}`, `[${VIN}]`])
      expect(readVin(cell).vin, cell).toBe(VIN);
    for (const cell of ['[晋A12345]', '晋A12345_蓝色', '*晋A12345*', '车牌号：晋A·12345'])
      expect(readPlate(cell).plate, cell).toBe('晋A12345');
  });

  it('distances with other units, and about so much', () => {
    for (const cell of ['53000KMS', '约53000公里', '53,000 kms.', '大约 53000'])
      expect(readKm(cell), cell).toEqual({ km: 53_000, error: null });
  });

  it('sex and use with the number of the word, and companies that earn nothing with a car', () => {
    expect(['1-男', '02女', '1', '男士'].map(readSex)).toEqual(['male', 'female', null, 'male']);
    expect(
      ['企业非营运', '非营业企业客车', '企业营运', '国家机关', '非营业个人', '生活用车'].map(readUse),
    ).toEqual(['company', 'company', 'taxi', 'company', 'private', 'private']);
  });

  it('orders that are not done yet, by whatever step', () => {
    const settled = (status: string) => {
      const cells: Record<string, string> = { orderNo: 'RO1', vin: VIN, visitedOn: '2026-03-05', status };
      const result = readHistoryRow((key) => cells[key], '2026-11-20');
      return result.ok && result.row.settled;
    };
    for (const open of ['检验中', '洗车中', '打开', '已下发', '检验'])
      expect(settled(open), open).toBe(false);
    for (const done of ['4-已结算', '关闭', '检验合格', '结案']) expect(settled(done), done).toBe(true);
  });

  it('a total that counts rows', () => {
    expect(lineKind(['共 20 条记录', '', '12,345.00', '1.00', '2.00', '3.00'], false)).toBe('total');
  });
});
