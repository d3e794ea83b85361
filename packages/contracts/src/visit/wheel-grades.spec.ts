import { describe, expect, it } from 'vitest';
import { gradePad, gradePressure, gradeTread, treadLeft } from './wheel-grades.js';

describe('the borders', () => {
  it.each([
    [1.5, 'red'],
    [1.6, 'red'],
    [1.7, 'amber'],
    [3, 'amber'],
    [3.1, 'green'],
  ])('tread of %d mm is %s', (mm, grade) => expect(gradeTread(mm)).toBe(grade));

  it.each([
    [3, 'red'],
    [3.1, 'amber'],
    [5, 'amber'],
    [5.1, 'green'],
  ])('a pad of %d mm is %s', (mm, grade) => expect(gradePad(mm)).toBe(grade));

  it.each([
    [200, 'green'],
    [220, 'green'],
    [221, 'amber'],
    [179, 'amber'],
    [160, 'amber'],
    [159, 'red'],
    [241, 'red'],
  ])('%d kPa found where 200 are set is %s', (found, grade) => expect(gradePressure(found, 200)).toBe(grade));
});

it('counts what is left to the limit in clean tenths, never below zero', () => {
  expect(treadLeft(1.9)).toBe(0.3);
  expect(treadLeft(1.2)).toBe(0);
});
