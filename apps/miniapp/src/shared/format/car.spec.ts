import { describe, expect, it } from 'vitest';
import { carText, sayMissing } from './car';

describe('what is missing of a plate or VIN', () => {
  it('says nothing of an empty field, a plate of either length and a whole VIN', () => {
    for (const typed of ['', ' · ', '晋A·12345', '晋AD12345', 'LVGLA0P0-123456789'])
      expect(sayMissing(carText(typed)), typed).toBeNull();
  });

  it('counts what was typed and what is still to come', () => {
    expect(sayMissing(carText('晋A 12'))).toBe('已填 4 位；车牌 7 位，新能源 8 位，车架号 17 位');
    expect(sayMissing('LVGLA0P01')).toBe('已填 9 位，车架号还差 8 位');
    expect(sayMissing('LVGLA0P012345678')).toBe('已填 16 位，车架号还差 1 位');
    expect(sayMissing('LVGLA0P0123456789X')).toBe('车架号是 17 位，多填了 1 位');
  });
});
