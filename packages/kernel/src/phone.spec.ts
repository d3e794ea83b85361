import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPhone, normalisePhone } from './phone.js';

const mobile = fc
  .tuple(fc.constantFrom('3', '4', '5', '6', '7', '8', '9'), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([second, rest]) => `1${second}${String(rest).padStart(9, '0')}`);

const fullWidth = (text: string) => text.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));

describe('phone', () => {
  it('repairs every way in which people write a mobile', () => {
    fc.assert(
      fc.property(
        mobile,
        fc.constantFrom('', '+86', '+86 ', '0086-', '86'),
        fc.constantFrom('', ' ', '-', '　'),
        fc.boolean(),
        (phone, prefix, gap, wide) => {
          const typed = `${prefix}${phone.slice(0, 3)}${gap}${phone.slice(3, 7)}${gap}${phone.slice(7)}`;
          expect(normalisePhone(wide ? fullWidth(typed) : typed)).toEqual({ phone, reason: null });
        },
      ),
    );
  });

  it.each([
    ['', 'missing'],
    [null, 'missing'],
    [' - ', 'missing'],
    ['1806498403', 'too_short'],
    ['138123456789', 'too_long'],
    ['13812345678/13912345678', 'not_mobile'],
    ['0351-4123456', 'not_mobile'],
    ['12812345678', 'not_mobile'],
    ['无', 'not_mobile'],
  ] as const)('refuses %j: %s', (text, reason) => {
    expect(normalisePhone(text)).toEqual({ phone: null, reason });
  });

  it('takes the .0 of a spreadsheet off', () => {
    expect(normalisePhone('13812345678.0').phone).toBe('13812345678');
  });

  it('hides the middle, and everything of a text that is no phone', () => {
    expect(maskPhone('13812345678')).toBe('138****5678');
    expect(maskPhone('12345')).toBe('*****');
  });
});
