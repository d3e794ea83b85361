import { describe, expect, it } from 'vitest';
import { percent, sayFunnel, weekWithin, worstStep } from './figures.js';

describe('funnel', () => {
  const counts = { planned: 1_000, reachable: 900, sent: 850, opened: 170, booked: 60, arrived: 45 };
  it('finds where most are lost and says it in a sentence', () => {
    expect(worstStep(counts)).toMatchObject({ from: 'sent', to: 'opened' });
    expect(sayFunnel(counts)).toBe(
      '计划 1,000 次提醒，最后 45 次带来到店（4.5%）；流失最多的一步是从“已发送”到“已点开”，少了 80%。',
    );
  });
  it('admits small numbers and empty times', () => {
    expect(sayFunnel({ ...counts, planned: 10, reachable: 10 })).toContain('仅供参考');
    const none = { planned: 0, reachable: 0, sent: 0, opened: 0, booked: 0, arrived: 0 };
    expect(sayFunnel(none)).toContain('还没有');
    expect(worstStep(none)).toBeNull();
    expect(percent(1, 0)).toBeNull();
  });
  it('cuts a week at the ends of the range', () => {
    const range = { from: '2026-11-04', to: '2026-11-20' };
    expect(weekWithin('2026-11-02', range)).toEqual({ from: '2026-11-04', to: '2026-11-08' });
    expect(weekWithin('2026-11-16', range)).toEqual({ from: '2026-11-16', to: '2026-11-20' });
  });
});
