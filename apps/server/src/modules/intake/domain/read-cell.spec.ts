import { addDays, partsOf, toDayNumber } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isCompanyName,
  isDangerous,
  readCalendar,
  readDate,
  readName,
  readSex,
  readSoldHere,
  readText,
  readUse,
  readYesNo,
  unwrap,
} from './read-cell.js';

const date = fc.integer({ min: 0, max: 32_000 }).map((days) => addDays('1950-01-01', days));

describe('cells', () => {
  it.each([
    ['2024-03-04T16:00:00.000Z', '2024-03-05'],
    ['2024-03-04T15:59:59Z', '2024-03-04'],
    ['2024-12-31 16:00:00+00:00', '2025-01-01'],
    ['2024-03-04T16:00:00.000+08:00', '2024-03-04'],
    ['2024-03-04 16:00:00', '2024-03-04'],
  ])('reads %s as the day it is in China', (text, day) => {
    expect(readDate(text)).toEqual({ is: 'value', value: day });
  });

  it('reads a date in every form in which exports write it', () => {
    fc.assert(
      fc.property(date, (on) => {
        const { year, month, day } = partsOf(on);
        const forms = [
          on,
          `${year}/${month}/${day}`,
          `${year}.${month}.${day}`,
          on.replaceAll('-', ''),
          `${year}年${month}月${day}日`,
          String(toDayNumber(on) + 25_569),
          `${toDayNumber(on) + 25_569}.4375`,
          `${on} 09:30:00`,
          `${on}T09:30:00.000Z`,
          `${year}/${month}/${day} 9:05`,
          `${year}/${month}/${day} 下午 3:05:00`,
          `${on} 08时30分`,
          `${year}年${month}月${day}日 8时`,
          `${year} ${month} ${day}`,
          ` ${year} - ${month} - ${day} 00:00:00.0`,
          on.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
          ` ${on} 星期三 `,
        ];
        for (const form of forms) expect(readDate(form), form).toEqual({ is: 'value', value: on });
      }),
    );
  });

  it.each(['待补', '2026-13-01', '2026-02-30', '12', '2026', '99999', '7/12/2025', '1748.65'])(
    'does not guess what %s means',
    (text) => {
      expect(readDate(text)).toEqual({ is: 'unreadable' });
    },
  );

  it.each([
    '0000-00-00 00:00:00',
    '1970-01-01 08:00:00',
    '',
    '  ',
    '-',
    '--',
    '/',
    '无',
    '暂无',
    'NULL',
    '0000-00-00',
    '1900-01-01',
    '1900/1/1 0:00:00',
    '0',
    '0001-01-01 00:00:00',
    '1899-12-30',
    '9999-12-31',
  ])('takes %j for nothing', (text) => {
    expect(readDate(text)).toEqual({ is: 'blank' });
  });

  it('never throws, whatever a cell holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary-ascii' })), (text) => {
        for (const read of [readDate, readYesNo, readSex, readUse, readSoldHere, readCalendar, isDangerous])
          read(text);
        expect([...readText(text, 10)].length).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('unwraps codes, keeps formulas as the text they are', () => {
    expect(unwrap('="0012345"')).toBe('0012345');
    expect(unwrap("'13800000000")).toBe('13800000000');
    const evil = `="cmd|' /C calc'!A0"`;
    expect(readText(evil, 300)).toBe(evil);
    expect(isDangerous(evil)).toBe(true);
    expect(isDangerous('="0012345"')).toBe(false);
    expect(isDangerous('@SUM(A1)')).toBe(true);
    expect(isDangerous('-5')).toBe(false);
  });

  it('reads the words of exports', () => {
    expect(['本店', '外店', '非本店', '是', '', '二手车'].map(readSoldHere)).toEqual([
      true,
      false,
      false,
      true,
      null,
      false,
    ]);
    expect(['Private', 'Company', 'Fleet', '公户', '私户'].map(readUse)).toEqual([
      'private',
      'company',
      'company',
      'company',
      'private',
    ]);
    expect(
      ['张 三', '王　小明', '李雪峰', 'Zhang Wei', '阿卜 杜拉·买买提'].map((name) => readName(name, 80)),
    ).toEqual(['张三', '王小明', '李雪峰', 'Zhang Wei', '阿卜 杜拉·买买提']);
    expect(['家用', '非营运', '营运', '公司', '出租车', '', '教练', 'A类客户'].map(readUse)).toEqual([
      'private',
      'private',
      'taxi',
      'company',
      'taxi',
      null,
      'other',
      null,
    ]);
    expect(['是', '否', '已投保', '未投保', 'Y', '√', '0', ''].map(readYesNo)).toEqual([
      true,
      false,
      true,
      false,
      true,
      true,
      false,
      null,
    ]);
    expect(['男', '女', '先生', '女士', 'F', ''].map(readSex)).toEqual([
      'male',
      'female',
      'male',
      'female',
      'female',
      null,
    ]);
    expect(['公历', '农历', '阴历', ''].map(readCalendar)).toEqual(['solar', 'lunar', 'lunar', null]);
  });

  it('tells companies from people', () => {
    for (const name of ['太原鼎盛商贸有限公司', '晋源区第一人民医院', '新元汽车租赁（太原）有限公司']) {
      expect(isCompanyName(name), name).toBe(true);
    }
    for (const name of ['徐霞怡', '欧阳建厂', '阿卜杜拉·买买提', '王店'])
      expect(isCompanyName(name), name).toBe(false);
  });
});
