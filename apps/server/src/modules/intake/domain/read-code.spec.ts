import { vinCheckDigit } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMangledNumber, readKm, readPhone, readPlate, readVin } from './read-code.js';

const mobile = fc.integer({ min: 3_000_000_000, max: 9_999_999_999 }).map((digits) => `1${digits}`);
const wide = (text: string) =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const vin = fc
  .array(fc.constantFrom(...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'), { minLength: 17, maxLength: 17 })
  .map((chars) => chars.join(''))
  .map((text) => text.slice(0, 8) + vinCheckDigit(text) + text.slice(9));

describe('phones', () => {
  it('finds the mobile in every form in which people write it, and says what else stood there', () => {
    fc.assert(
      fc.property(mobile, mobile, (phone, second) => {
        const spaced = phone.replace(/^(...)(....)/, '$1 $2 ');
        for (const form of [
          phone,
          spaced,
          `+86 ${spaced}`,
          `0086-${phone}`,
          wide(phone),
          `${phone}.0`,
          `${phone}.00`,
          `0${phone}`,
          `1.${phone.slice(1)}E+10`,
        ])
          expect(readPhone(form), form).toEqual({ phone, warning: null, error: null });
        for (const form of [
          `${spaced}/${second}`,
          `0351-7012345、${phone}`,
          `${phone}（妻子）`,
          `手机：${phone}`,
          `${phone} ${second}`,
          `${phone}\n${second}`,
        ])
          expect(readPhone(form), form).toEqual({ phone, warning: 'phone_extra', error: null });
      }),
    );
  });

  it.each([
    ['', 'phone_missing'],
    ['0351-7012345', 'phone_not_mobile'],
    ['1391234567', 'phone_too_short'],
    ['139123456789', 'phone_too_long'],
    ['1.36E+10', 'number_mangled'],
    ['1.361234567E+10', 'number_mangled'],
  ])('refuses %j as %s', (text, error) => {
    expect(readPhone(text)).toEqual({ phone: null, warning: null, error });
  });
});

describe('VINs', () => {
  it('puts 0 and 1 for the letters that no VIN has, only where the check digit agrees', () => {
    fc.assert(
      fc.property(vin, (right) => {
        expect(readVin(` ${right.toLowerCase()} `)).toEqual({ vin: right, mended: false });
        const typed = right.replaceAll('0', 'O').replaceAll('1', 'I');
        expect(readVin(typed)).toEqual({ vin: right, mended: typed !== right });
        const slipped = `${typed.slice(0, 16)}Q`;
        const { vin: read, mended } = readVin(slipped);
        expect(mended ? vinCheckDigit(read) === read.charAt(8) : read === slipped).toBe(true);
      }),
    );
  });
});

describe('plates', () => {
  it.each([
    ['晋ａ·６４ｂ２８', '晋A64B28'],
    ['晋A-D12345', '晋AD12345'],
    ['粤Z1234港', '粤Z1234港'],
    ['沪A1234领', '沪A1234领'],
    ['蓝晋A64B28', '晋A64B28'],
    ['黑A64B28', '黑A64B28'],
    ['晋A64B28（旧）', '晋A64B28'],
    ['晋A64B28蓝牌', '晋A64B28'],
  ])('reads %s as %s', (text, plate) => {
    expect(readPlate(text)).toMatchObject({ plate, reason: null });
  });

  it.each(['未上牌', '新车未上牌', '暂未上牌', '待办牌照', '临时牌照', '没有牌照'])(
    'takes %s for none',
    (text) => {
      expect(readPlate(text)).toMatchObject({ plate: null, kind: 'none' });
    },
  );

  it.each(['晋A123', '晋A1234试', 'WJ晋1234X'])('does not know %s', (text) => {
    expect(readPlate(text)).toMatchObject({ plate: null, kind: null });
  });
});

describe('distances', () => {
  it.each([
    ['12,345公里', 12_345],
    ['１２３４５', 12_345],
    ['1.2万', 12_000],
    ['5.63万公里', 56_300],
    ['3W', 30_000],
    ['12345.000', 12_345],
    ['12.5', 12],
    ['', null],
  ])('reads %j as %s km', (text, km) => {
    expect(readKm(text)).toEqual({ km, error: null });
  });

  it.each([
    ['-5', 'mileage_negative'],
    ['万', 'mileage_unreadable'],
    ['1234万', 'mileage_unreadable'],
    ['一万', 'mileage_unreadable'],
    ['45.120', 'mileage_unreadable'],
  ])('refuses %j as %s', (text, error) => {
    expect(readKm(text)).toEqual({ km: null, error });
  });
});

describe('anything', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary-ascii' })), (text) => {
        for (const read of [readPhone, readVin, readPlate, readKm, isMangledNumber]) read(text);
      }),
    );
  });
});
