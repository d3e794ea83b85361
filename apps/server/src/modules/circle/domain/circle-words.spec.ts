import { describe, expect, it } from 'vitest';
import { publicName, sayBlock, sayCircleState } from './circle-words.js';

describe('what others read of a person', () => {
  it.each([
    ['王小丽', 'female', '王女士'],
    ['欧阳锋', 'male', '欧阳先生'],
    ['李雷', 'unknown', '李车主'],
    ['太原晋通商贸有限公司', 'company', '企业车主'],
    ['13800138000', 'male', '车主'],
    ['晋A12345', 'female', '车主'],
    ['Anna Li', 'female', '车主'],
    ['', 'unknown', '车主'],
  ] as const)('%s, %s → %s', (name, sex, said) => {
    expect(publicName({ name, sex })).toBe(said);
  });

  it('knows that somebody is gone', () => {
    expect(publicName(undefined)).toBe('已注销车主');
  });

  it('tells the author how it stands, and why', () => {
    expect(sayCircleState('shown', null, '')).toBe('');
    expect(sayCircleState('refused', null, '含有广告')).toBe('未通过：含有广告。您可以修改后重新提交');
    expect(sayCircleState('held', 'reported', '')).toContain('正在核实');
    expect(sayCircleState('held', 'unchecked', '')).toContain('等工作人员');
  });

  it('tells who may not write until when and why', () => {
    const now = Date.parse('2026-11-18T02:00:00.000Z');
    expect(sayBlock('多次发广告', null, now)).toBe('您暂时不能发言。原因：多次发广告');
    expect(sayBlock('多次发广告', now + 3_600_000, now)).toContain('恢复');
  });
});
