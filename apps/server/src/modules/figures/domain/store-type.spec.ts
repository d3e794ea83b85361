import { type SideGrade, sideGrades, storeSides } from '@cheban/contracts/constants';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumOf } from './months.js';
import { sidesOf, typeOf } from './store-type.js';

const recent = sumOf([
  { visits: 300, outputFen: 30_000_000, rated: 40, stars: 188, promised: 100, onTime: 95, cases: 4 },
  { casesJudged: 4, casesInTime: 4 },
]);
const good = {
  recent,
  yearBefore: sumOf([{ visits: 250, outputFen: 25_000_000 }]),
  firstService: { cars: 100, hits: 96 },
};
const gradesOf = (record: typeof good) => sidesOf(record).map(({ grade }) => grade);
const sides = (grades: readonly SideGrade[]) =>
  storeSides.map((side, index) => ({ side, grade: grades[index] ?? 'unknown' }));

describe('sides of a store', () => {
  it('are measured by what the months say, and say by what', () => {
    expect(sidesOf(good)).toEqual([
      { side: 'satisfaction', grade: 'met', words: '近三个月平均 4.70 星（40 份），目标 4.5 星' },
      { side: 'output', grade: 'met', words: '近三个月产值比去年同期多 20%' },
      { side: 'return', grade: 'met', words: '首保回店 96%（100 台），目标 95%' },
      { side: 'process', grade: 'met', words: '准时交车 95%，投诉及时只有 4 件可评（不计），目标 90%' },
    ]);
  });

  it('are missed one by one', () => {
    expect(gradesOf({ ...good, recent: { ...recent, stars: 170 } })).toEqual(['missed', 'met', 'met', 'met']);
    expect(gradesOf({ ...good, recent: { ...recent, outputFen: 24_999_999 } })[1]).toBe('missed');
    expect(gradesOf({ ...good, firstService: { cars: 100, hits: 94 } })[2]).toBe('missed');
    expect(gradesOf({ ...good, recent: { ...recent, onTime: 80 } })[3]).toBe('missed');
    const complained = { ...recent, cases: 10, casesJudged: 10, casesInTime: 8 };
    expect(gradesOf({ ...good, recent: complained })[3]).toBe('missed');
  });

  it('say nothing of too small a sample', () => {
    const young = { recent: sumOf([]), yearBefore: sumOf([]), firstService: { cars: 9, hits: 0 } };
    expect(gradesOf(young)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    expect(typeOf(sidesOf(young))).toBe('unknown');
  });

  it('judge no process by a few complaints or promises, whatever there is of the other', () => {
    const process = (months: Partial<typeof recent>) =>
      sidesOf({ ...good, recent: { ...recent, ...months } }).find(({ side }) => side === 'process');
    // One late answer beside a hundred promises says nothing of a store's will.
    expect(process({ cases: 1, casesJudged: 1, casesInTime: 0 })).toEqual({
      ...{ side: 'process', grade: 'met' },
      words: '准时交车 95%，投诉及时只有 1 件可评（不计），目标 90%',
    });
    expect(process({ promised: 1, onTime: 0, cases: 20, casesJudged: 20, casesInTime: 20 })?.grade).toBe(
      'met',
    );
    expect(process({ promised: 9, onTime: 0, cases: 9, casesJudged: 9, casesInTime: 0 })?.grade).toBe(
      'unknown',
    );
    expect(process({ promised: 1, onTime: 0, cases: 30, casesJudged: 0, casesInTime: 0 })?.grade).toBe(
      'unknown',
    );
  });
});

describe('the type of a store', () => {
  it('follows from several sides together', () => {
    expect(typeOf(sides(['met', 'met', 'met', 'met']))).toBe('strong');
    expect(typeOf(sides(['missed', 'met', 'met', 'met']))).toBe('strong');
    expect(typeOf(sides(['missed', 'missed', 'met', 'met']))).toBe('short_of_means');
    expect(typeOf(sides(['missed', 'met', 'met', 'missed']))).toBe('weak_in_will');
    expect(typeOf(sides(['met', 'met', 'met', 'missed']))).toBe('strong');
    expect(typeOf(sides(['missed', 'missed', 'unknown', 'unknown']))).toBe('unknown');
  });

  it('is never decided by one side alone: with all others met every store is strong', () => {
    fc.assert(
      fc.property(fc.constantFrom(...storeSides), fc.constantFrom(...sideGrades), (odd, grade) => {
        const all = storeSides.map((side) => ({ side, grade: side === odd ? grade : ('met' as const) }));
        expect(typeOf(all)).toBe('strong');
      }),
    );
  });

  it('gets no better when a side gets worse', () => {
    const rank = { strong: 2, short_of_means: 1, weak_in_will: 1, unknown: 0 };
    const known = fc.constantFrom<SideGrade>('met', 'missed');
    fc.assert(
      fc.property(fc.tuple(known, known, known, known), fc.nat(3), (grades, at) => {
        const worse = grades.map((grade, index) => (index === at ? 'missed' : grade));
        expect(rank[typeOf(sides(worse))]).toBeLessThanOrEqual(rank[typeOf(sides(grades))]);
      }),
    );
  });
});
