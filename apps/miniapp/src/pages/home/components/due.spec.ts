import type { DueView } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { sayDue } from './due';

const due: DueView = {
  kind: 'service',
  title: '定期保养',
  dueOn: '2026-12-06',
  daysLeft: 15,
  reason: 'km',
  kmLeft: 483,
  why: '按您最近每天约 32 公里估算',
};
const line = (view: DueView) => {
  const { prefix, value, unit } = sayDue(view);
  return [prefix, value, unit].join(' ').trim();
};

describe('due line', () => {
  it('leads with kilometres when they decide', () => {
    expect(line(due)).toBe('还有约 480 公里');
    expect(sayDue(due)).toMatchObject({
      tone: 'brand',
      tag: null,
      note: '按您最近每天约 32 公里估算',
    });
  });

  it('leads with days otherwise, and warns when they are few', () => {
    const soon = { ...due, reason: 'date' as const, kmLeft: null, daysLeft: 14 };
    expect(line(soon)).toBe('还有 14 天');
    expect(sayDue(soon)).toMatchObject({ tone: 'amber', tag: '快到了' });
  });

  it('says plainly what is past', () => {
    expect(line({ ...due, kmLeft: -320 })).toBe('已超出约 320 公里');
    const late = { ...due, reason: 'date' as const, kmLeft: null, daysLeft: -12 };
    expect(line(late)).toBe('已过 12 天');
    expect(sayDue(late)).toMatchObject({ tone: 'red', tag: '已到期' });
  });

  it('says today', () => {
    expect(line({ ...due, reason: 'date', kmLeft: null, daysLeft: 0 })).toBe('就在 今天');
  });
});
