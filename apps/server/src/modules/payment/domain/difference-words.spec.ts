import { describe, expect, it } from 'vitest';
import { differenceText, sidesOf } from './difference-words.js';

describe('words of a difference', () => {
  const found = { what: 'state', ours: 'done', theirs: 'FAIL', oursFen: 169, theirsFen: null };

  it('say how the thing stands on both sides, in Chinese', () => {
    expect(sidesOf('payout', found)).toEqual({ ours: '已到账', theirs: '失败' });
    expect(sidesOf('refund', { ours: 'done', theirs: 'RESOURCE_NOT_EXISTS' }).theirs).toBe('查无此单');
    expect(differenceText('payout', found)).toMatch(/状态不符：我方已到账，微信支付失败$/);
    expect(differenceText('order', { ...found, what: 'amount', theirsFen: 100 })).toContain('¥1.00');
  });

  it('keep a state of WeChat Pay that nobody has heard of', () => {
    expect(sidesOf('order', { ours: 'paid', theirs: 'NEW_WORD' }).theirs).toBe('NEW_WORD');
  });
});
