import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from './trait-parts.js';

describe('the parts of a trait', () => {
  it('adds up what several combinations say, most cars first, what is unknown last', () => {
    const rows = [
      { model: 'A', use: 'private', cars: 2 },
      { model: 'B', use: 'private', cars: 4 },
      { model: 'A', use: 'taxi', cars: 3 },
      { model: '', use: 'private', cars: 9 },
    ];
    expect(partsOf('model', rows)).toEqual({
      trait: 'model',
      parts: [
        { part: 'A', cars: 5 },
        { part: 'B', cars: 4 },
        { part: '', cars: 9 },
      ],
      others: { parts: 0, cars: 0 },
    });
  });

  it('keeps bands in their own order', () => {
    const rows = ['8', '', '0', '3'].map((part, i) => ({ car_age: part, cars: 10 - i }));
    expect(partsOf('car_age', rows).parts.map(({ part }) => part)).toEqual(['0', '3', '8', '']);
  });

  it('loses no car, however many parts there are', () => {
    const row = fc.record({
      hobbies: fc.constantFrom('', ...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'),
      cars: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 80 }), (rows) => {
        const { parts, others } = partsOf('hobbies', rows);
        const sum = (all: readonly { cars: number }[]) => all.reduce((total, { cars }) => total + cars, 0);
        expect(sum(parts) + others.cars).toBe(sum(rows));
        expect(new Set(rows.map(({ hobbies }) => hobbies)).size).toBe(parts.length + others.parts);
        // Nothing is hidden that has more cars than what is shown.
        if (others.parts > 0) expect(others.parts).toBeGreaterThan(1);
        expect(new Set(parts.map(({ part }) => part)).size).toBe(parts.length);
      }),
    );
  });
});
