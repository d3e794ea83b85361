import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskVin, modelYearFromVin, normaliseVin, vinCheckDigit, vinProblem } from './vin.js';

const vinText = fc
  .array(fc.constantFrom(...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'), { minLength: 17, maxLength: 17 })
  .map((c) => c.join(''));
const valid = vinText.map((v) => v.slice(0, 8) + vinCheckDigit(v) + v.slice(9));

describe('vin', () => {
  it.each(['1M8GDM9AXKP042788', '11111111111111111', '1HGCM82633A004352'])('accepts %s', (vin) => {
    expect(vinProblem(vin)).toBeNull();
  });

  it('notices a wrong digit anywhere', () => {
    fc.assert(
      fc.property(valid, fc.nat(16), fc.integer({ min: 1, max: 9 }), (vin, at, step) => {
        fc.pre(/\d/.test(vin.charAt(at)));
        const other = String((Number(vin.charAt(at)) + step) % 10);
        expect(vinProblem(vin.slice(0, at) + other + vin.slice(at + 1))).toBe('check_digit');
      }),
    );
  });

  it('names the gravest problem', () => {
    expect(vinProblem('LVG')).toBe('length');
    expect(vinProblem('LVGO1D18A5TA16554')).toBe('characters');
  });

  it('repairs case, width and blanks', () => {
    fc.assert(fc.property(valid, (vin) => normaliseVin(` ${vin.toLowerCase()}　`) === vin));
    expect(normaliseVin('ＬＶＧ１')).toBe('LVG1');
  });

  it('shows the last six only', () => {
    expect(maskVin('LBVB6NV79PB674332')).toBe('***********674332');
    expect(maskVin('674332')).toBe('******');
  });

  it('reads the model year of the present cycle', () => {
    expect(modelYearFromVin('LBVB6NV79PB674332', '2026-11-20')).toBe(2023);
    expect(modelYearFromVin('1HGCM82633A004352', '2026-11-20')).toBe(2003);
    expect(modelYearFromVin('1M8GDM9AXVP042788', '2026-11-20')).toBe(2027);
    expect(modelYearFromVin('1M8GDM9AXWP042788', '2026-11-20')).toBe(1998);
    expect(modelYearFromVin('1M8GDM9AX0P042788', '2026-11-20')).toBeNull();
    expect(modelYearFromVin('short', '2026-11-20')).toBeNull();
  });
});
