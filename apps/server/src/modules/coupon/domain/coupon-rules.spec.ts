import { couponTypeMoves, couponTypeStates } from '@cheban/contracts';
import { atShanghai, startOfBusinessDay } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lacksCodeColumn, maskCode, readCodeRows } from './code-rows.js';
import {
  freeSlots,
  nextTypeState,
  shownState,
  untilAfterUndo,
  useProblem,
  validityAt,
} from './coupon-rules.js';
import { sayPicked, sayUntil, sayUseProblem } from './coupon-words.js';

const noon = atShanghai('2026-11-18', '12:00');

describe('a kind of coupon', () => {
  it('moves as the table says, and never out of its end', () => {
    const moves = couponTypeStates.flatMap((state) =>
      couponTypeMoves.flatMap((move) => {
        const to = nextTypeState(state, move);
        return to === null ? [] : [`${state} ${move} ${to}`];
      }),
    );
    expect(moves).toEqual([
      'draft activate active',
      'draft end ended',
      'active pause paused',
      'active end ended',
      'paused resume active',
      'paused end ended',
    ]);
  });

  it('is good on both fixed dates, or for whole days after the one it was given', () => {
    expect(validityAt({ type: 'fixed', from: '2026-11-20', to: '2026-11-20' }, noon)).toEqual({
      from: startOfBusinessDay('2026-11-20'),
      until: startOfBusinessDay('2026-11-21'),
    });
    expect(validityAt({ type: 'days', days: 1 }, noon)).toEqual({
      from: noon,
      until: startOfBusinessDay('2026-11-20'),
    });
  });

  it('says until when it is good', () => {
    const until = startOfBusinessDay('2026-11-19');
    expect(sayUntil(noon, until, noon)).toBe('今天到期');
    expect(sayUntil(noon, startOfBusinessDay('2026-11-21'), noon)).toBe('后天到期，还剩 2 天');
    expect(sayUntil(noon, startOfBusinessDay('2026-12-01'), noon)).toBe('11月30日 周一前有效');
    expect(sayUntil(noon, until, until)).toBe('已于昨天到期');
  });

  it('says at the counter where else it can be used, and when it was used', () => {
    expect(sayUseProblem('store', ['晋阳广丰店', '汾河宝马店'])).toBe(
      '不适用于本店，可在晋阳广丰店、汾河宝马店使用',
    );
    expect(sayUseProblem('model', ['晋阳广丰店'])).toBe('不适用于这款车');
    expect(sayPicked('洗车券', noon, noon)).toBe('“洗车券”在今天 12:00 已经核销，不能再用');
    expect(sayPicked('洗车券', null, noon)).toBe('“洗车券”已过期或已收回');
  });
});

describe('a coupon', () => {
  it('shows what it is by its state and the clock', () => {
    const at = { validFrom: noon, validUntil: noon + 10 };
    expect(shownState({ state: 'held', ...at }, noon - 1)).toBe('not_yet');
    expect(shownState({ state: 'held', ...at }, noon)).toBe('held');
    expect(shownState({ state: 'reserved', ...at }, noon)).toBe('reserved');
    expect(shownState({ state: 'held', ...at }, noon + 10)).toBe('expired');
    expect(shownState({ state: 'used', ...at }, noon + 99)).toBe('used');
  });

  it('is good for some days after its use was undone, and never shorter than before', () => {
    expect(untilAfterUndo(noon - 1, noon)).toBe(startOfBusinessDay('2026-11-22'));
    expect(untilAfterUndo(noon + 99 * 86_400_000, noon)).toBe(noon + 99 * 86_400_000);
  });

  it('is used where and for what it is meant', () => {
    const type = { storeIds: ['s'], serviceKinds: ['service' as const], models: ['凯美瑞'] };
    const here = { storeId: 's', serviceKind: 'service' as const, model: '凯美瑞' };
    expect(useProblem(type, here, true)).toBeNull();
    expect(useProblem(type, { ...here, storeId: 'x' }, true)).toBe('store');
    expect(useProblem(type, here, false)).toBe('visit');
    expect(useProblem(type, { ...here, serviceKind: 'wash' }, true)).toBe('service');
    expect(useProblem(type, { ...here, model: null }, true)).toBe('model');
    expect(useProblem({ ...type, serviceKinds: [], models: [] }, here, false)).toBeNull();
  });

  it('takes the lowest free place, and none beyond the limit', () => {
    expect(freeSlots(new Set([1, 3]), 4, 2)).toEqual([2, 4]);
    expect(freeSlots(new Set([1]), 1, 1)).toEqual([]);
  });
});

describe('files of codes', () => {
  const lines = (...rows: string[][]) => rows.map((cells, index) => ({ line: index + 1, cells }));

  it('finds the columns by their names, and takes codes alone without any', () => {
    const { rows, wrong } = readCodeRows(
      lines(['序号', '券 码', '有效期', '密码'], ['1', 'ＡＢ12', '2026/12/31', '007'], ['2', 'CD34', '', '']),
      '2026-11-18',
    );
    expect(wrong).toEqual([]);
    expect(rows).toEqual([
      { line: 2, code: 'AB12', secret: '007', expiresOn: '2026-12-31' },
      { line: 3, code: 'CD34', secret: null, expiresOn: null },
    ]);
    expect(readCodeRows(lines(['X1'], ['X2']), '2026-11-18').rows.map(({ code }) => code)).toEqual([
      'X1',
      'X2',
    ]);
  });

  it('says of each bad row what is wrong', () => {
    const { rows, wrong } = readCodeRows(
      lines(
        ['兑换码', '有效期'],
        ['A', ''],
        ['A', ''],
        ['', '2026-12-31'],
        ['B', '2026-11-17'],
        ['C', '2026-13-01'],
        ['x'.repeat(65), ''],
        ['兑换 8 折', ''],
        ['1234 5678', ''],
      ),
      '2026-11-18',
    );
    expect(rows.map(({ code }) => code)).toEqual(['A', '1234 5678']);
    expect(wrong.map(({ line, problem }) => [line, problem])).toEqual([
      [3, 'twice'],
      [4, 'empty'],
      [5, 'expired'],
      [6, 'date'],
      [7, 'too_long'],
      [8, 'strange'],
    ]);
  });

  it('takes no other list for codes: several columns want the one with the codes named', () => {
    expect(lacksCodeColumn(lines(['姓名', '手机'], ['赵立新', '13800000000']))).toBe(true);
    expect(lacksCodeColumn(lines(['X1', '007'], ['X2', '008']))).toBe(true);
    expect(lacksCodeColumn(lines(['', ''], ['序号', '兑换码'], ['1', 'X1']))).toBe(false);
    expect(lacksCodeColumn(lines(['X1', ''], ['X2']))).toBe(false);
    expect(lacksCodeColumn([])).toBe(false);
  });

  it('drops nothing silently', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ maxLength: 70 }), { maxLength: 3 }), { maxLength: 20 }),
        (cells) => {
          const table = lines(...cells);
          const filled = table.filter((line) => line.cells.some((cell) => cell.trim() !== ''));
          const { rows, wrong } = readCodeRows(table, '2026-11-18');
          const header = rows.length + wrong.length === filled.length - 1;
          expect(header || rows.length + wrong.length === filled.length).toBe(true);
          expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
        },
      ),
    );
  });

  it('shows at most half of a code', () => {
    expect(['A', 'AB', 'ABCDE', 'ABCDEFGHIJ'].map(maskCode)).toEqual(['****', '****B', '****DE', '****GHIJ']);
  });
});
