import { describe, expect, it } from 'vitest';
import { ContinuedLines } from './continued-line.js';

const keys = ['orderNo', 'vin', 'visitedOn', 'kind', 'paid'];
const read = (lines: ContinuedLines, ...cells: string[]) => {
  const { field, isContinued } = lines.read((key) => cells[keys.indexOf(key)], cells);
  return isContinued ? keys.map((key) => field(key) ?? '') : null;
};

describe('lines that leave out their order', () => {
  it('have number, car and day of the line above, and their own work and money', () => {
    const lines = new ContinuedLines();
    expect(read(lines, 'RO1', 'V1', '2026-02-01', '机油', '300')).toBeNull();
    expect(read(lines, '', '', '', '机滤', '50')).toEqual(['RO1', 'V1', '2026-02-01', '机滤', '50']);
    expect(read(lines, '', '—', '', '工时', '150')).toEqual(['RO1', 'V1', '2026-02-01', '工时', '150']);
    expect(read(lines, 'RO2', 'V2', '2026-03-01', '机油', '300')).toBeNull();
    expect(read(lines, '', '', '', '机滤', '60')).toEqual(['RO2', 'V2', '2026-03-01', '机滤', '60']);
  });

  it.each([
    ['a sum without its word', ['', '', '', '', '1,350.00']],
    ['a note', ['', '', '', '', '']],
    ['a row with its own car', ['', 'V3', '2026-04-01', '保养', '100']],
    ['a row with its own day', ['', '', '2026-04-01', '保养', '100']],
  ])('are not %s', (_, cells) => {
    const lines = new ContinuedLines();
    read(lines, 'RO1', 'V1', '2026-02-01', '机油', '300');
    expect(read(lines, ...cells)).toBeNull();
  });

  it('do not belong to the order above a row whose number is missing', () => {
    const lines = new ContinuedLines();
    read(lines, 'RO1', 'V1', '2026-02-01', '机油', '300');
    read(lines, '', 'V2', '2026-02-02', '机油', '300');
    expect(read(lines, '', '', '', '机滤', '50')).toBeNull();
  });

  it('are none before the first order', () => {
    expect(read(new ContinuedLines(), '', '', '', '机滤', '50')).toBeNull();
  });
});
