import { describe, expect, it } from 'vitest';
import { lineKind, swallowsRows } from './data-lines.js';

describe('lines', () => {
  it.each([
    [['', ' ', ''], false, 'blank'],
    [['合计', '', '3030'], false, 'total'],
    [['', 'Grand Total', '4'], false, 'total'],
    [['总 计：12', '', ''], false, 'total'],
    [['', '小计', '5'], false, 'total'],
    [['制表人：李雪峰', '', ''], false, 'footer'],
    [['合计金额', '', '1,200.00'], false, 'total'],
    [['总记录数：3000', '', ''], false, 'total'],
    [['共3台', '', ''], false, 'total'],
    [['孙七 小计', '', '2台'], false, 'total'],
    [['太原', '顾问小计：', '3', '1,200.00'], false, 'total'],
    [['顾问小计', '请核对', ''], false, 'data'],
    [['—以下空白—', '', ''], false, 'footer'],
    [['51', '', ''], false, 'blank'],
    [['', '51', ''], false, 'data'],
    [['合计金额', '13800000000', 'LBVB6NV79PB674332'], true, 'data'],
    [['合计', '13800000000', 'LBVB6NV79PB674332'], true, 'data'],
    [['合计', '201000', '¥9,488.50'], true, 'total'],
    [['张三', '', ''], false, 'data'],
  ] as const)('takes %j (key: %s) for %s', (cells, hasKey, kind) => {
    expect(lineKind(cells, hasKey)).toBe(kind);
  });
});

describe('quotes that were never closed', () => {
  it('knows a cell that swallowed rows, and leaves long remarks alone', () => {
    expect(swallowsRows(['李四', '备注\n王五,13800000000,LBVB6NV79PB674332,'], 4)).toBe(true);
    expect(swallowsRows(['RO1', '备注\nRO2,晋A64B28,2026-01-05,12000,300'], 6)).toBe(true);
    expect(swallowsRows(['李四', '第一行，常来\n第二行，喜欢喝茶, 不要打电话'], 4)).toBe(false);
    expect(swallowsRows(['a,b,c,d,e,f'], 4)).toBe(false);
  });
});
