import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calledTail, formatPlate, isPlate, normalisePlate } from './plate.js';

const letter = fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ');
const digit = fc.constantFrom(...'0123456789');
const letterOrDigit = fc.oneof(letter, digit);
const place = fc.tuple(fc.constantFrom(...'京晋沪粤琼'), letter).map((p) => p.join(''));
const join = (parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((p) => p.join(''));
const regular = join([place, ...Array.from({ length: 5 }, () => letterOrDigit)]);
const nev = join([place, fc.constantFrom(...'ABCDEFGHJK'), letterOrDigit, digit, digit, digit, digit]);

describe('plate', () => {
  it('accepts every plate of the pattern, however it is typed', () => {
    for (const [plates, kind] of [
      [regular, 'regular'],
      [nev, 'nev'],
    ] as const) {
      fc.assert(
        fc.property(plates, fc.constantFrom('', '·', '•', '.', ' ', '-', '・'), (plate, dot) => {
          const typed = ` ${plate.slice(0, 2)}${dot}${plate.slice(2)}`.toLowerCase();
          expect(normalisePlate(typed)).toEqual({ plate, kind, reason: null });
          expect(normalisePlate(formatPlate(plate)).plate).toBe(plate);
          expect(isPlate(plate)).toBe(true);
        }),
      );
    }
  });

  it.each(['晋A1234警', '粤Z1234港', '粤Z1234澳', '晋A123挂', '晋A1234学', '沪A0023领', '使014578'])(
    'knows special plate %s',
    (plate) => {
      expect(isPlate(plate)).toBe(plate.length === 7);
    },
  );

  it.each(['无', '无牌', '未上牌', '暂无', '-', '临牌', ' 无牌 ', 'n/a'])(
    'takes %j for a car without plate',
    (text) => {
      expect(normalisePlate(text)).toEqual({ plate: null, kind: 'none', reason: null });
    },
  );

  it.each([
    ['', 'missing'],
    [undefined, 'missing'],
    ['晋A1234', 'length'],
    ['晋A1234567', 'length'],
    ['XA12345', 'province'],
    ['晋A12O45', 'characters'],
    ['晋I12345', 'characters'],
    ['晋A1D2345', 'pattern'],
    ['晋112345', 'pattern'],
    ['晋A12345L', 'pattern'],
  ] as const)('refuses %j: %s', (text, reason) => {
    expect(normalisePlate(text)).toEqual({ plate: null, kind: null, reason });
  });

  it('shows a plate as it stands on the car, and other text as it is', () => {
    expect(formatPlate('晋A64B28')).toBe('晋A·64B28');
    expect(formatPlate('不是车牌')).toBe('不是车牌');
  });

  it('calls a car in public by its last three characters', () => {
    expect(['晋A64B28', '晋AD12345'].map(calledTail)).toEqual(['B28', '345']);
  });
});
