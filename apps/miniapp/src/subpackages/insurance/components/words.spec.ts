import { describe, expect, it } from 'vitest';
import { sayEnd } from './words';

describe('how long a car is insured', () => {
  it('counts the days and grows urgent at 30 and at 7', () => {
    const tones = [31, 30, 8, 7, 1].map((days) => sayEnd(days));
    expect(tones.map(({ tone }) => tone)).toEqual(['brand', 'amber', 'amber', 'red', 'red']);
    expect(tones.map(({ value }) => value)).toEqual(['31', '30', '8', '7', '1']);
  });

  it('has words where days would say nothing', () => {
    expect(sayEnd(0)).toMatchObject({ value: '今天到期', unit: '', tone: 'red' });
    expect(sayEnd(-1)).toMatchObject({ value: '已过期', unit: '', tone: 'red' });
    expect(sayEnd(null)).toMatchObject({ value: '未登记', unit: '', tone: 'brand' });
  });
});
