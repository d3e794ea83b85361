import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointLength, csvSafe, isFormulaInjection, maskName, stripControl, toHalfWidth } from './text.js';

const anyText = fc.string({ unit: 'binary' });

describe('text', () => {
  it('narrows full-width characters and leaves Chinese alone', () => {
    expect(toHalfWidth('１３８　ＡＢｃ（晋）。')).toBe('138 ABc(晋)。');
    fc.assert(fc.property(anyText, (t) => toHalfWidth(toHalfWidth(t)) === toHalfWidth(t)));
  });

  it('removes what cannot be seen and keeps line ends', () => {
    expect(stripControl('王\u200b小\u0000明\ufeff\r\n二\t行\u202e')).toBe('王小明\n二 行');
    expect(stripControl('a\ud800b')).toBe('ab');
    expect(stripControl('修车👩🏻\u200d🔧\u200d王❤️\u200d🔥')).toBe('修车👩🏻\u200d🔧王❤️\u200d🔥');
    expect(stripControl('👩\u200d\ud83d王')).toBe('👩王');
    fc.assert(fc.property(anyText, (t) => stripControl(stripControl(t)) === stripControl(t)));
  });

  it('counts code points, not UTF-16 units', () => {
    expect(codePointLength('𠮷野家')).toBe(3);
  });

  it.each([
    '=1+1',
    '+cmd',
    '-cmd|x',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '\0x',
    ' =1',
    '＝1+1',
    '="cmd|\' /C calc\'!A0"',
  ])('takes %j for a formula', (text) => {
    expect(isFormulaInjection(text)).toBe(true);
    expect(csvSafe(text)).toBe(`'${text}`);
  });

  it.each(['', '张三', '-5', '+5', '-1,234.50', '5%', '-', '--', 'a=b', '138-0000-0000'])(
    'leaves %j alone',
    (text) => {
      expect(isFormulaInjection(text)).toBe(false);
      expect(csvSafe(text)).toBe(text);
    },
  );

  it.each([
    ['王小明', '王**'],
    ['𠮷田', '𠮷**'],
    ['车红', '车**'],
    ['', '车主'],
    ['车主', '车主'],
  ])('shows of the name %j only %j', (name, shown) => {
    expect(maskName(name)).toBe(shown);
  });

  it('makes every text safe, and safe text stays as it is', () => {
    fc.assert(fc.property(anyText, (t) => !isFormulaInjection(csvSafe(t))));
    fc.assert(fc.property(anyText, (t) => csvSafe(csvSafe(t)) === csvSafe(t)));
  });
});
