import { describe, expect, it } from 'vitest';
import { cycleWords, doneWords, heldWords, homeVisitWords, nextQuarters } from './talk-words.js';

describe('interviews and home visits in words', () => {
  it('name the sales behind home visits', () => {
    const visits = { salesMonth: '2026-10', sales: 14, percent: 30, target: 5, planned: 5, met: 0, left: 5 };
    expect(homeVisitWords(visits)).toBe('10 月交车 14 台 × 30% = 5 户');
    expect(homeVisitWords({ ...visits, sales: 0 })).toBe('10 月没有交车');
  });
  it('say shares and times', () => {
    expect([heldWords({ met: 2, planned: 3 }), heldWords({ met: 0, planned: 0 })]).toEqual(['2（67%）', '—']);
    expect(doneWords({ met: 2, planned: 3 }, '户')).toBe('2 / 3 户');
    expect(doneWords({ met: 0, planned: 0 }, '户')).toBe('没有安排');
    expect(cycleWords({ kind: 'talk_quarter', cycle: '2026Q4' })).toBe('2026 年第 4 季度');
    expect(cycleWords({ kind: 'home_visit', cycle: '2026-10' })).toBe('10 月交车');
  });
  it('go on to the next year after the fourth quarter', () => {
    expect(nextQuarters('2026-11-22')).toEqual(['2026Q4', '2027Q1']);
    expect(nextQuarters('2026-03-31')).toEqual(['2026Q1', '2026Q2']);
  });
});
