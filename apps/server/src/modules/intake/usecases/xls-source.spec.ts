import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainFile } from './ole-file.js';
import { BrokenTable } from './table-source.js';
import { XlsSource } from './xls-source.js';

/** The same workbook, written by xlwt and by LibreOffice. */
const written = Object.fromEntries(
  ['xlwt', 'libreoffice'].map((by) => [
    by,
    readFileSync(new URL(`../../../../test/fixtures/xls/${by}.xls`, import.meta.url)),
  ]),
) as Record<'xlwt' | 'libreoffice', Buffer>;

const fileOf = (bytes: Buffer): PlainFile => ({
  size: bytes.length,
  read: async (start, length) => bytes.subarray(start, start + length),
});

/** The lines of every visible sheet by its name. */
async function tablesOf(bytes: Buffer): Promise<Record<string, string[][]>> {
  const tables: Record<string, string[][]> = {};
  for (const source of await XlsSource.open(fileOf(bytes))) {
    if (source.isHidden) continue;
    const lines: string[][] = [];
    for await (const some of source.read()) for (const { line, cells } of some) lines[line - 1] = cells;
    tables[source.sheet] = lines;
  }
  return tables;
}

const refusalOf = (bytes: Buffer) =>
  tablesOf(bytes).then(
    () => null,
    (error: unknown) => (error instanceof BrokenTable ? error.code : error),
  );

describe('a binary workbook', () => {
  it.each(['xlwt', 'libreoffice'] as const)('of %s reads as its CSV would', async (by) => {
    const { 客户档案: lines, ...others } = await tablesOf(written[by]);
    // Hidden sheets are not read.
    expect(others).toEqual({ 说明: [['本文件由系统导出']] });
    expect(lines?.slice(2, 6)).toEqual([
      [
        '客户姓名',
        '手机号码',
        '车架号',
        '车牌号',
        '品牌',
        '购车日期',
        '最近保养日期',
        '最近保养里程',
        '是否本店投保',
        '备注',
      ],
      [
        '赵一',
        '13900000001',
        'LZZZZZZZ0ZZ700001',
        '晋A00001',
        '一汽丰田',
        '2022-06-25',
        '2026-03-05',
        '12345',
        '是',
        '两行共用',
      ],
      [
        '钱二',
        '139 0000 0002',
        'LZZZZZZZ0ZZ700002',
        '晋AD00002',
        '广汽丰田',
        '44737',
        '20260305',
        '12,345公里',
        '否',
        '两行共用',
      ],
      ['孙三𠮷', '+8613900000003', 'LZZZZZZZ0ZZ700003', '', '', '2022.6.25', '2026年3月5日', '12345.5'],
    ]);
  });

  it('shows a sum that nobody has reckoned out as such, and the others as they are', async () => {
    const sumIn = async (bytes: Buffer) => (await tablesOf(bytes))['客户档案']?.[6]?.[7];
    expect(await sumIn(written.libreoffice)).toBe('24690.5');
    const open = Buffer.from(written.xlwt);
    // Its result is nothing, and the mark after it says: reckon it out when the file is opened.
    const result = open.indexOf(Buffer.from('030000000000ffff', 'hex'));
    open.writeUInt16LE(2, result + 8);
    expect(await sumIn(open)).toBe('=（公式未计算）');
  });

  it('that is cut off anywhere is damaged, never half a table', async () => {
    for (let end = 600; end < written.xlwt.length; end += 256)
      expect(await refusalOf(written.xlwt.subarray(0, end)), `${end}`).not.toBeNull();
  });

  it('with altered bytes is a table or a clear refusal, and always comes to an end', async () => {
    const change = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('xlwt' as const, 'libreoffice' as const),
        change,
        async (by, changes) => {
          const bytes = Buffer.from(written[by]);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const refusal = await refusalOf(bytes);
          expect(refusal === null || String(refusal).startsWith('IMPORT.'), String(refusal)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('behind a password, or of Excel before 97, says so', async () => {
    const globals = written.xlwt.indexOf(Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06]));
    const locked = Buffer.from(written.xlwt);
    // The record after the first becomes the one of the password.
    locked.writeUInt16LE(0x002f, globals + 20);
    expect(await refusalOf(locked)).toBe('IMPORT.LOCKED');
    const old = Buffer.from(written.xlwt);
    old.writeUInt16LE(0x0500, globals + 4);
    expect(await refusalOf(old)).toBe('IMPORT.OLD_EXCEL');
  });

  it('without the container around it is read the same', async () => {
    const start = written.xlwt.indexOf(Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06]));
    expect(await tablesOf(written.xlwt.subarray(start))).toEqual(await tablesOf(written.xlwt));
  });
});
