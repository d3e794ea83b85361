import { describe, expect, it } from 'vitest';
import { StoreColumn } from './store-column.js';

const own = { code: 'S1', name: '晋阳广丰店' };
const others = [{ code: 'S2', name: '汾河宝马店' }];
const judged = (...cells: string[]) => {
  const column = new StoreColumn(own, others);
  return cells.map((cell) => column.judge(cell));
};

describe('the store of a row', () => {
  it('refuses rows of another store of the group, by code or name', () => {
    expect(judged('晋阳广丰店', '汾河宝马店', 's2', ' 汾河 宝马店', '', 'S1')).toEqual([
      null,
      'other_store',
      'other_store',
      'other_store',
      null,
      null,
    ]);
  });

  it('says that a file holds several stores that it names otherwise', () => {
    expect(judged('GT001', 'GT001', 'GT002', '—', 'GT001')).toEqual([
      null,
      null,
      'store_differs',
      null,
      null,
    ]);
    expect(judged('晋阳广丰店', 'GT002')).toEqual([null, 'store_differs']);
  });
});
