import { describe, expect, it } from 'vitest';
import { findHeader } from './headers.js';
import { orderOf, PartLines, type PartRow } from './part-lines.js';

const VIN = 'LBVB6NV79PB674332';
const table = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','));

/** The rows of a table whose header is found as an import finds it. */
function rowsOf(text: string): { cells: readonly string[]; isForeign: boolean }[] {
  const lines = table(text);
  const header = findHeader('vehicles', lines);
  if (!header) throw new Error('no header');
  const part = new PartLines(
    {
      kind: 'vehicles',
      headers: header.headers,
      mapped: Object.values(header.mapping),
      printed: header.printed,
      hasKey: (cells) => /[A-Z0-9]{6}/.test(cells.join(' ')),
    },
    null,
  );
  const found = lines.flatMap((cells, i): PartRow[] =>
    i <= header.line ? part.above({ line: i, cells }) : part.take({ line: i, cells }),
  );
  return [...found, ...part.end()].map(({ cells, isForeign }) => ({ cells, isForeign }));
}
const own = (...cells: string[]) => ({ cells, isForeign: false });
const foreign = (...cells: string[]) => ({ cells, isForeign: true });

describe('the lines of a part', () => {
  it('leaves out a header of one line or two that is printed again', () => {
    expect(
      rowsOf(`
        客户档案,,
        车主信息,,车辆
        姓名,手机,车架号
        张三,13800000001,${VIN}
        ,,
        客户档案,,
        车主信息,,车辆
        姓名, 手机 ,车架号
        李四,13800000002,${VIN}`),
    ).toEqual([own('张三', '13800000001', VIN), own('李四', '13800000002', VIN)]);
  });

  it('reads on where the same columns come again in another order, and has the rows in the first one', () => {
    expect(
      rowsOf(`
        姓名,手机,车架号
        张三,13800000001,${VIN}
        ,,
        二店客户,,
        车架号,姓名,手机,序号
        ${VIN},李四,13800000002,1`),
    ).toEqual([own('张三', '13800000001', VIN), own('李四', '13800000002', VIN)]);
  });

  it('tells the rows of a table with other columns from its own, until its own header comes again', () => {
    expect(
      rowsOf(`
        姓名,手机,车架号
        张三,13800000001,${VIN}
        ,,
        试驾客户,,
        客户,联系电话,意向车型,销售顾问
        李四,13800000002,凯美瑞,王五
        姓名,手机,车架号
        赵六,13800000003,${VIN}`),
    ).toEqual([
      own('张三', '13800000001', VIN),
      foreign('李四', '13800000002', '凯美瑞', '王五'),
      own('赵六', '13800000003', VIN),
    ]);
  });

  it('does not pass over the rows of a smaller table above', () => {
    expect(
      rowsOf(`
        姓名,车架号
        张三,${VIN}
        ,
        姓名,手机,车架号,车牌
        李四,13800000002,${VIN},晋A64B28`),
    ).toEqual([foreign('张三', VIN), own('李四', '13800000002', VIN, '晋A64B28')]);
  });

  it('keeps a line with a single word if no header follows', () => {
    expect(
      rowsOf(`
        姓名,手机,车架号
        张三,,
        李四,13800000002,${VIN}
        王五,,`),
    ).toEqual([own('张三', '', ''), own('李四', '13800000002', VIN), own('王五', '', '')]);
  });
});

it('says in which order the columns of another sheet stand', () => {
  expect(orderOf(['a', 'b', 'c'], ['a', 'b', 'c'])).toBeNull();
  expect(orderOf(['a', 'b', 'c'], ['c', 'a', 'x', 'b'])).toEqual([1, 3, 0]);
  expect(orderOf(['a', 'b'], ['a', 'b', 'c'])).toEqual([0, 1]);
  expect(orderOf(['a', 'b'], ['a'])).toEqual([0, -1]);
});
