import { describe, expect, it } from 'vitest';
import { isStandard, standardRules } from './rules.js';

describe('rules of bringing friends', () => {
  it('say the figures of the store', () => {
    const text = standardRules(45, 8);
    expect(text).toContain('45 天内首次到店');
    expect(text).toContain('最多邀请 8 位');
    expect(text).toContain('只分享、只注册不发奖励');
  });

  it('are known again with any figures, and no more once somebody has written in them', () => {
    expect(isStandard(standardRules(60, 10))).toBe(true);
    expect(isStandard(standardRules(7, 50))).toBe(true);
    expect(isStandard(`${standardRules(60, 10)}\n6. 本店另有礼品。`)).toBe(false);
    expect(isStandard('')).toBe(false);
  });
});
