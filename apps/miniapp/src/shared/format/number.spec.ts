import { describe, expect, it } from 'vitest';
import { sayFen, sayKm, sayNumber, sayPlate } from './number';

describe('numbers as people say them', () => {
  it('groups thousands', () => {
    expect([0, 999, 1000, 1234567].map(sayNumber)).toEqual(['0', '999', '1,000', '1,234,567']);
  });

  it('rounds kilometres the way people talk', () => {
    expect([-20, 483, 996, 4849].map(sayKm)).toEqual(['0 公里', '480 公里', '1,000 公里', '4,800 公里']);
  });

  it('writes money from fen', () => {
    expect([0, 5, 32800, 32850, -100].map(sayFen)).toEqual(['¥0', '¥0.05', '¥328', '¥328.50', '-¥1']);
  });

  it('prints plates with the dot after the city letter', () => {
    expect(sayPlate('沪A6B28K')).toBe('沪A·6B28K');
    expect(sayPlate('沪AD12345')).toBe('沪A·D12345');
  });
});
