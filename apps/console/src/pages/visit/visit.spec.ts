import { wheels } from '@cheban/contracts/constants';
import { describe, expect, it } from 'vitest';
import { type LineText, readFen, readLines, readQuantity, sumFen } from './bill.js';
import {
  previewGrade,
  type ReportText,
  readMeasure,
  readReport,
  reportText,
  unitBeside,
  wrongWords,
} from './measure.js';

const line = (part: Partial<LineText>): LineText => ({
  key: 'k',
  name: '机油',
  kind: 'part',
  quantity: '1',
  amount: '1',
  ...part,
});

describe('amounts', () => {
  it('reads yuan as integer fen without passing through floats', () => {
    expect(readFen('0.1')).toBe(10);
    expect(readFen('1280')).toBe(128_000);
    expect(readFen('1,280.50')).toBe(128_050);
    expect(readFen('４．３５')).toBe(435);
    expect(readFen('1.005')).toBeNull();
    expect(readFen('-1')).toBeNull();
    expect(readFen('')).toBeNull();
    expect(readFen('10000000.01')).toBeNull();
  });

  it('sums what floats would get wrong', () => {
    const cents = Array.from({ length: 10 }, () => line({ amount: '0.1' }));
    expect(sumFen(cents)).toBe(100);
    expect(sumFen([line({ amount: '19.99' }), line({ amount: '0.01' }), line({ amount: 'x' })])).toBe(2_000);
  });

  it('takes one decimal in quantities', () => {
    expect(readQuantity('1.5')).toBe(1.5);
    expect(readQuantity('0')).toBeNull();
    expect(readQuantity('1.25')).toBeNull();
  });

  it('skips untouched lines and names the first wrong one', () => {
    expect(readLines([line({ name: '', amount: '' })])).toEqual({ lines: [], wrong: null });
    expect(readLines([line({}), line({ key: 'bad', amount: '' })])).toEqual({ lines: null, wrong: 'bad' });
    expect(readLines([line({ amount: '58' })]).lines).toEqual([
      { name: '机油', kind: 'part', quantity: 1, amountFen: 5_800 },
    ]);
  });
});

describe('three numbers', () => {
  it('says bar beside what it reads as bar', () => {
    expect(unitBeside('foundKpa', '2.2')).toBe('bar');
    expect(unitBeside('foundKpa', '220')).toBe('kPa');
    expect(unitBeside('setKpa', '')).toBe('kPa');
    expect(unitBeside('treadMm', '2.2')).toBe('mm');
  });

  it('reads bar as kPa and rounds to what the API takes', () => {
    expect(readMeasure('foundKpa', '2.3')).toBe(230);
    expect(readMeasure('foundKpa', '230')).toBe(230);
    expect(readMeasure('foundKpa', '0')).toBe(0);
    expect(readMeasure('setKpa', '99')).toBeNull();
    expect(readMeasure('treadMm', '5。4')).toBe(5.4);
    expect(readMeasure('padMm', '7.26')).toBe(7.3);
    expect(readMeasure('padMm', '26')).toBeNull();
    expect(readMeasure('padMm', 'abc')).toBeNull();
  });

  it('colours at the limits', () => {
    const wheel = { foundKpa: '230', setKpa: '230', treadMm: '1.6', padMm: '3' };
    expect(previewGrade('treadMm', wheel)).toBe('red');
    expect(previewGrade('padMm', wheel)).toBe('red');
    expect(previewGrade('padMm', { ...wheel, padMm: '5' })).toBe('amber');
    expect(previewGrade('padMm', { ...wheel, padMm: '5.1' })).toBe('green');
    expect(previewGrade('foundKpa', { ...wheel, foundKpa: '207' })).toBe('green');
    expect(previewGrade('foundKpa', { ...wheel, foundKpa: '206' })).toBe('amber');
    expect(previewGrade('foundKpa', wheel)).toBe('green');
    expect(previewGrade('foundKpa', { ...wheel, foundKpa: '150' })).toBe('red');
    expect(previewGrade('foundKpa', { ...wheel, setKpa: '' })).toBeNull();
  });

  it('is whole with sixteen values and else says what is missing', () => {
    const empty = reportText(null, '230');
    expect(readReport(empty)).toEqual({ wheels: null, wrong: { wheel: 'front_left', field: 'foundKpa' } });
    expect(wrongWords(empty, { wheel: 'front_left', field: 'foundKpa' })).toBe('左前轮的“实测胎压”还没填。');
    const slipped = { ...empty, rear_right: { ...empty.rear_right, treadMm: '-3' } };
    expect(wrongWords(slipped, { wheel: 'rear_right', field: 'treadMm' })).toBe(
      '右后轮的“花纹深度”应在 0–20 mm 之间，请核对。',
    );
    const full = Object.fromEntries(
      wheels.map((wheel) => [wheel, { foundKpa: '2.2', setKpa: '230', treadMm: '5.1', padMm: '8' }]),
    ) as ReportText;
    const read = readReport(full);
    expect(read.wheels).toHaveLength(4);
    expect(read.wheels?.[3]).toEqual({
      wheel: 'rear_right',
      foundKpa: 220,
      setKpa: 230,
      treadMm: 5.1,
      padMm: 8,
    });
  });
});
