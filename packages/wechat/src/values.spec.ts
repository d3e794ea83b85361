import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkValue, fitValue, VALUE_KINDS, valueKind } from './values.js';

const good: [string, string][] = [
  ['thing1', '二十个字正好二十个字正好二十个字正好二十'],
  ['number2', '1234.50'],
  ['letter1', 'ABCdef'],
  ['symbol1', '!?'],
  ['character_string3', 'BK-20261121/0001'],
  ['time2', '15:01'],
  ['time2', '23:59:59'],
  ['time2', '2019年10月1日 15:01'],
  ['time2', '2026-11-21 09:30~10:30'],
  ['date3', '2026年12月6日'],
  ['date3', '2026-12-06'],
  ['date3', '2026/12/06 10:00'],
  ['date3', '2026年12月'],
  ['date3', '12月6日'],
  ['date3', '2026-12-06~2026-12-08'],
  ['amount5', '¥1234.50'],
  ['amount5', '1234元'],
  ['phone_number1', '+86-766-66888866'],
  ['car_number1', '粤A8Z888挂'],
  ['car_number1', '沪AD12345'],
  ['name1', '张三丰'],
  ['name1', 'Alexander Hamilton'],
  ['phrase2', '维修中'],
  ['enum1', '已完成'],
];

const bad: [string, string, string][] = [
  ['thing1', '', 'empty'],
  ['thing1', '   ', 'empty'],
  ['thing1', '一二三四五六七八九十一二三四五六七八九十一', 'too_long'],
  ['thing1', '第一行\n第二行', 'control_characters'],
  ['number1', '12a', 'format'],
  ['letter1', 'A1', 'format'],
  ['symbol1', '!!!!!!', 'too_long'],
  ['character_string1', '单号1', 'format'],
  ['time1', '25:00', 'format'],
  ['time1', '明天上午', 'format'],
  ['date1', '2026-13-01', 'format'],
  ['date1', '2026-12/01', 'format'],
  ['amount1', '12345678901', 'format'],
  ['amount1', '￥￥12', 'format'],
  ['phone_number1', '12345678901234567890', 'too_long'],
  ['car_number1', '粤A8Z888挂挂', 'too_long'],
  ['car_number1', '粤A8港88挂', 'format'],
  ['name1', '一二三四五六七八九十一', 'too_long'],
  ['name1', '王2', 'format'],
  ['phrase1', '完成了OK', 'format'],
  ['phrase1', '正在等待配件', 'too_long'],
  ['first', '您好', 'unknown_key'],
  ['banana1', '您好', 'unknown_key'],
];

describe('checkValue', () => {
  it.each(good)('accepts %s = %s', (key, value) => {
    expect(checkValue(key, value)).toBeNull();
  });

  it.each(bad)('refuses %s = %j: %s', (key, value, rule) => {
    expect(checkValue(key, value)).toEqual({ key, rule });
  });

  it('counts code points, not code units', () => {
    expect(checkValue('thing1', '𠮷'.repeat(20))).toBeNull();
    expect(checkValue('thing1', '𠮷'.repeat(21))?.rule).toBe('too_long');
  });
});

describe('fitValue', () => {
  it('cuts a thing to 20 code points and ends it with an ellipsis', () => {
    expect(fitValue('thing1', '一二三四五六七八九十一二三四五六七八九十一二')).toBe(
      '一二三四五六七八九十一二三四五六七八九…',
    );
  });

  it('drops emoji and line breaks', () => {
    expect(fitValue('thing1', '保养👨‍👩‍👧 提醒\r\n请到店❤️')).toBe('保养 提醒 请到店');
  });

  it('cuts a name by its own letters: ten with Chinese in it, else twenty', () => {
    expect(fitValue('name1', 'a'.repeat(21))).toBe('a'.repeat(20));
    expect(fitValue('name1', `${'a'.repeat(14)}王`)).toBe('a'.repeat(10));
  });

  it('leaves a plate alone', () => {
    expect(fitValue('car_number1', '粤A8Z888挂挂')).toBe('粤A8Z888挂挂');
  });

  it('always makes a thing that WeChat accepts, unless nothing is left', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const fitted = fitValue('thing9', text);
        const problem = checkValue('thing9', fitted);
        expect(problem === null || fitted === '').toBe(true);
        expect([...fitted].length).toBeLessThanOrEqual(20);
      }),
    );
  });

  it('does not change what already fits and changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...VALUE_KINDS),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        (kind, text) => {
          const once = fitValue(`${kind}1`, text);
          expect(fitValue(`${kind}1`, once)).toBe(once);
        },
      ),
    );
    for (const [key, value] of good) expect(fitValue(key, value)).toBe(value);
  });

  it('never throws on any key', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (key, value) => {
        checkValue(key, value);
        fitValue(key, value);
        expect(valueKind(`${key} `)).toBeNull();
      }),
    );
  });
});
