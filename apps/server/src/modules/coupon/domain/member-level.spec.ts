import { memberLevelFromFen } from '@cheban/contracts/constants';
import { addDays } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelFrom, memberLevelOf, reachesLevel, sayLevel, standingOf } from './member-level.js';

const today = '2026-11-22';

describe('levels', () => {
  it('follow what was spent, and open what needs them', () => {
    expect([0, 199_999, 200_000, 500_000].map(memberLevelOf)).toEqual(['C', 'C', 'B', 'A']);
    expect([reachesLevel('A', 'B'), reachesLevel('C', 'B'), reachesLevel('C', null)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('say whom a benefit is for', () => {
    expect([null, 'B' as const, 'A' as const].map(sayLevel)).toEqual([
      '全部车主',
      '银卡会员及以上',
      '金卡会员专享',
    ]);
  });

  it('say what is missing for the next one, and nothing on the highest', () => {
    expect(standingOf([])).toEqual({
      level: 'C',
      spentFen: 0,
      keptUntil: null,
      next: { level: 'B', missingFen: 200_000 },
    });
    expect(standingOf([{ on: today, fen: 260_000 }])).toMatchObject({
      level: 'B',
      next: { level: 'A', missingFen: 240_000 },
    });
    expect(standingOf([{ on: today, fen: 500_000 }])).toMatchObject({ level: 'A', next: null });
  });

  it('last until the visit they stand on counts no more', () => {
    const spends = [
      { on: '2026-06-01', fen: 150_000 },
      { on: '2026-01-10', fen: 40_000 },
      { on: '2026-03-02', fen: 90_000 },
    ];
    // 2,800 yuan: without January 2,400, without March 1,500.
    expect(standingOf(spends)).toMatchObject({ level: 'B', keptUntil: '2027-03-02' });
  });

  it('are kept on their last day and lost on the next, whatever was spent', () => {
    const day = fc.integer({ min: 0, max: 365 }).map((ago) => addDays(today, -ago));
    const spend = fc.record({ on: day, fen: fc.integer({ min: 0, max: 300_000 }) });
    fc.assert(
      fc.property(fc.array(spend, { maxLength: 12 }), (spends) => {
        const { level, keptUntil, spentFen, next } = standingOf(spends);
        const levelOn = (on: string) => standingOf(spends.filter((one) => one.on >= levelFrom(on))).level;
        if (keptUntil === null) expect(level).toBe('C');
        else {
          expect(keptUntil >= today).toBe(true);
          expect([levelOn(keptUntil), levelOn(addDays(keptUntil, 1)) === level]).toEqual([level, false]);
        }
        if (next) expect(spentFen + next.missingFen).toBe(memberLevelFromFen[next.level]);
      }),
    );
  });
});
