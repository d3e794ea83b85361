import { describe, expect, it } from 'vitest';
import { barsOf, type CalendarDay, mostOf, saySummary } from './summary.js';

describe('calendar', () => {
  const day = (on: string, care: number, held: number): CalendarDay => ({
    on,
    service: 0,
    care,
    marketing: 0,
    told: care,
    held,
    holiday: null,
  });
  it('says what the strip shows', () => {
    const text = saySummary([day('2026-12-01', 3, 1), day('2026-12-02', 1_200, 0)]);
    expect(text).toContain('1,203 条');
    expect(text).toContain('12月2日');
    expect(text).toContain('1 条暂缓');
    expect(saySummary([day('2026-12-01', 0, 0)])).toContain('没有安排');
  });
  it('shows every bar that stands for something, sent and held each by their own measure', () => {
    const most = mostOf([day('2026-12-01', 5_000, 3), day('2026-12-02', 1, 30)]);
    expect(most).toEqual({ told: 5_000, held: 30 });
    expect(barsOf(day('2026-12-02', 1, 30), most)).toMatchObject({ care: 6, held: 100, marketing: 0 });
    expect(barsOf(day('2026-12-01', 2_500, 0), most)).toMatchObject({ care: 50, held: 0 });
  });
});
