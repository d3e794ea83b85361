import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInMiles, milesToKm, movePoint, placesOf } from './column-unit.js';

describe('units in the name of a column', () => {
  it.each([
    ['lastServiceKm', '行驶里程(万公里)', 4],
    ['lastServiceKm', '最近里程（单位：万 km）', 4],
    ['km', '里程（万）', 4],
    ['km', '里程(公里)', 0],
    ['paid', '产值（万元）', 4],
    ['paid', '结算金额[千元]', 3],
    ['paid', '实收金额（分）', -2],
    ['paid', '金额(元)', 0],
    ['paid', '积分', 0],
    ['name', '姓名(万)', 0],
  ])('%s: %s stands %i places below', (key, header, places) => {
    expect(placesOf(key, header)).toBe(places);
  });

  it.each([
    ['5.3', 4, '53000'],
    ['５.３１２６', 4, '53126'],
    ['12.34567', 4, '123456.7'],
    ['0.35', 4, '3500'],
    ['1,200', 3, '1200000'],
    ['12345', -2, '123.45'],
    ['5', -2, '0.05'],
    ['-5', -2, '-0.05'],
    ['5.3万公里', 4, '5.3万公里'],
    ['不详', 4, '不详'],
    ['', 4, ''],
  ])('%s by %i is %s', (cell, places, moved) => {
    const read = movePoint(cell, places);
    expect(read.replace(/^(-?)0+(?=\d)/, '$1')).toBe(moved);
  });

  it('is worth what it says, whatever the number', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.nat(99_999), fc.constantFrom(4, 3, -2), (whole, part, places) => {
        expect(Number(movePoint(`${whole}.${part}`, places))).toBeCloseTo(
          Number(`${whole}.${part}`) * 10 ** places,
          3,
        );
      }),
    );
  });

  it.each([
    ['里程（英里）', true],
    ['Odometer (miles)', true],
    ['Last Mile Reading', true],
    ['Mileage', false],
    ['里程(公里)', false],
  ])('%s is in miles: %s', (header, isSo) => {
    expect(isInMiles('lastServiceKm', header)).toBe(isSo);
    expect(isInMiles('name', header)).toBe(false);
  });

  it.each([
    ['10,000', '16093'],
    ['0', '0'],
    ['12.5', '20'],
    ['1.2万', '1.2万'],
    ['不详', '不详'],
  ])('%s miles are %s', (cell, km) => {
    expect(milesToKm(cell)).toBe(km);
  });
});
