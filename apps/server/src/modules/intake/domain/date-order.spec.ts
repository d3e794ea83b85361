import { addDays, type BusinessDate, isBusinessDate, partsOf } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DateColumn, windowOf } from './date-order.js';

const TODAY = '2026-11-20';

function column(key: string, cells: readonly string[]): DateColumn {
  const window = windowOf(key, TODAY);
  if (!window) throw new Error(`${key} holds no dates`);
  const dates = new DateColumn(window);
  for (const cell of cells) dates.see(cell);
  return dates;
}
const read = (key: string, cells: readonly string[]) => {
  const dates = column(key, cells);
  return cells.map((cell) => dates.dayOf(cell));
};

const two = (number: number) => String(number).padStart(2, '0');
const writers: Record<string, (on: BusinessDate) => string> = {
  ymd: (on) => on.slice(2),
  'ymd with slashes and a time': (on) => {
    const { year, month, day } = partsOf(on);
    return `${two(year % 100)}/${month}/${day} 9:05`;
  },
  dmy: (on) => {
    const { year, month, day } = partsOf(on);
    return `${two(day)}.${two(month)}.${year}`;
  },
  mdy: (on) => {
    const { year, month, day } = partsOf(on);
    return `${month}/${day}/${two(year % 100)}`;
  },
};
const pastDay = fc.integer({ min: 0, max: 9_000 }).map((days) => addDays(TODAY, -days));

describe('the order of a column', () => {
  it.each(Object.keys(writers))('%s: is the right day or none, never a wrong one', (name) => {
    const write = writers[name] ?? String;
    fc.assert(
      fc.property(fc.array(pastDay, { minLength: 1, maxLength: 40 }), (days) => {
        const found = read('visitedOn', days.map(write));
        // One column has one order: all its days are told, or all are left.
        expect(found).toEqual(found[0] === null ? days.map(() => null) : days);
      }),
    );
  });

  it('is proven by many rows for every way to write', () => {
    const days = Array.from({ length: 200 }, (_, i) => addDays(TODAY, -i * 17));
    for (const write of Object.values(writers)) expect(read('soldOn', days.map(write))).toEqual(days);
  });

  it('stands although one cell of many is a slip, which is left for the reader to refuse', () => {
    const days = Array.from({ length: 200 }, (_, i) => addDays(TODAY, -i * 17));
    const cells = [...days.map((on) => on.slice(2)), '26-13-45', '2026-01-05', '待补'];
    expect(read('soldOn', cells)).toEqual([...days, null, null, null]);
  });

  it.each([
    [['26-03-05'], [null]],
    [
      ['05/03/2026', '06/04/2026'],
      [null, null],
    ],
    [['25-12-31'], ['2025-12-31']],
    [
      ['05/03/2026', '25/12/2025'],
      ['2026-03-05', '2025-12-25'],
    ],
    // Two orders in one column prove nothing.
    [
      ['31.12.25', '25.12.31'],
      [null, null],
    ],
  ])('%j gives %j', (cells, days) => {
    expect(read('visitedOn', cells)).toEqual(days);
  });

  it.each([
    ['26年3月5日', '2026-03-05'],
    ['5-Mar-26', '2026-03-05'],
    ['05-3月 -26', '2026-03-05'],
    ['05-MAR-2026 10:20:30', '2026-03-05'],
    ['Mar 5, 2026', '2026-03-05'],
    ['Thu Mar 05 00:00:00 CST 2026', '2026-03-05'],
    ['Mar  5 2026 12:00AM', '2026-03-05'],
    ['2026-03-05', null],
    ['5-Xyz-26', null],
    ['27年3月5日', null],
  ])('needs no other cell for %s', (cell, day) => {
    expect(column('soldOn', []).dayOf(cell)).toBe(day);
  });

  it.each([
    ['birthday', '85年3月5日', '1985-03-05'],
    ['birthday', '05年3月5日', '2005-03-05'],
    ['birthday', '20年3月5日', null],
    ['insuranceExpiresOn', '27年3月5日', '2027-03-05'],
    ['licenceExpiresOn', '36年3月5日', '2036-03-05'],
    ['soldOn', '98年3月5日', '1998-03-05'],
  ])('takes the century in which a %s of %s can lie', (key, cell, day) => {
    expect(column(key, []).dayOf(cell)).toBe(day);
  });

  it('never throws, whatever a cell holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        const [day] = read('soldOn', [text]);
        expect(day === null || isBusinessDate(day)).toBe(true);
      }),
    );
  });
});
