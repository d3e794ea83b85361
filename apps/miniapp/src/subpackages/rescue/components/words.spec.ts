import { describe, expect, it } from 'vitest';
import { phoneIn } from './words';

describe('who comes', () => {
  it.each([
    ['王师傅 13800138000', '13800138000'],
    ['拖车 0351-7000001，十分钟', '0351-7000001'],
    ['平安救援400-800-1234', '400-800-1234'],
    ['王师傅', null],
    ['车牌 晋A12345', null],
    ['单号 1380013800012', null],
  ])('%s', (text, number) => {
    expect(phoneIn(text)).toBe(number);
  });
});
