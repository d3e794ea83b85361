import { describe, expect, it } from 'vitest';
import { isWholeOrderAmount, RepeatedAmount } from './repeated-amount.js';

const ask = (header: string, rows: readonly (readonly [string, string])[]) => {
  const column = new RepeatedAmount(0, 1, header);
  for (const row of rows) column.see(row);
  return rows.map((row) => column.isCounted(row));
};
const orders = (count: number, amounts: (order: number) => readonly string[]) =>
  Array.from({ length: count }, (_, order) =>
    amounts(order).map((amount): [string, string] => [`RO${order}`, amount]),
  ).flat();

describe('an amount whose column does not say whether it is of the line or of the order', () => {
  it('counts once an order when every order of several lines repeats it', () => {
    expect(
      ask(
        '金额',
        orders(5, (order) => [`${order + 1}00`, `${order + 1}00`]),
      ),
    ).toEqual(Array.from({ length: 10 }, (_, line) => line % 2 === 1));
  });

  it('is of the line as soon as one order has two amounts, wherever it stands', () => {
    const rows = orders(9, (order) => (order === 8 ? ['100', '80'] : ['100', '100']));
    expect(ask('金额', rows)).not.toContain(true);
  });

  it('is of the line while too few orders speak, or those that do are free of charge', () => {
    expect(
      ask(
        '金额',
        orders(4, () => ['300', '300']),
      ),
    ).not.toContain(true);
    expect(
      ask(
        '金额',
        orders(9, () => ['0.00', '0.00']),
      ),
    ).not.toContain(true);
    expect(
      ask(
        '金额',
        orders(9, () => ['300']),
      ),
    ).not.toContain(true);
  });

  it('does not doubt a name that says it', () => {
    expect(
      ask(
        '项目金额',
        orders(9, () => ['300', '300']),
      ),
    ).not.toContain(true);
    expect(
      ask(
        '实收合计',
        orders(9, () => ['300', '300']),
      ),
    ).not.toContain(true);
  });
});

describe('the name of a money column', () => {
  it.each([
    ['结算金额', true],
    ['总金额', true],
    ['小计金额', false],
    ['项目金额', false],
    ['金额', false],
    [undefined, false],
  ])('knows whether %s speaks of the whole order: %s', (header, whole) => {
    expect(isWholeOrderAmount(header)).toBe(whole);
  });
});
