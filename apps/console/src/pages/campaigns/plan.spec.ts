import { describe, expect, it } from 'vitest';
import { stepOf } from '../../features/campaign/plan-steps.js';
import {
  draftOf,
  eachText,
  oddsWords,
  planOf,
  planSteps,
  prizesText,
  waveCost,
  wavePackets,
} from './plan.js';

const wave = {
  startsAt: '2026-11-28T12:00:00.000Z',
  minutes: 30,
  prizes: [
    {
      kind: 'cash' as const,
      name: '现金红包',
      count: 200,
      split: 'random' as const,
      totalFen: 40_000,
      minFen: 30,
    },
    { kind: 'code' as const, name: '电影票', count: 10, codePoolId: 'P', unitCostFen: 2_500, totalFen: 999 },
  ],
};

describe('a plan in the editor', () => {
  it('adds up what a wave costs: cash as a whole, coupons and codes by the piece', () => {
    expect(waveCost(wave)).toBe(65_000);
    expect(wavePackets(wave)).toBe(210);
    expect(waveCost(undefined)).toBe(0);
  });
  it('says what owners may win over all waves', () => {
    expect(prizesText([wave, wave, undefined])).toBe('现金红包 400 份、电影票 20 份');
    expect(eachText(wave.prizes[0])).toBe('拼手气，平均 ¥2.00');
    expect(eachText(wave.prizes[1])).toBe('');
  });
  it('sends nothing that belongs to another kind of prize', () => {
    const [cash, code] = planOf({ waves: [wave] }, null).waves[0]?.prizes ?? [];
    expect(cash).toMatchObject({ totalFen: 40_000, minFen: 30, codePoolId: null, unitCostFen: 0 });
    expect(code).toMatchObject({
      totalFen: 0,
      minFen: 0,
      codePoolId: 'P',
      unitCostFen: 2_500,
      split: 'fixed',
    });
  });
  it('keeps odds as parts of a million and shows them as percent', () => {
    const plan = planOf({ oddsPercent: 12.5 }, null);
    expect(plan.oddsPpm).toBe(125_000);
    expect(draftOf(plan).oddsPercent).toBe(12.5);
    expect(planOf({ oddsPercent: 0 }, null).oddsPpm).toBe(1);
    expect(oddsWords(undefined)).toContain('都能抢到');
    expect(oddsWords(30)).toContain('30%');
  });
  it('finds the step of a problem', () => {
    expect(stepOf(planSteps, 'waves.0.prizes.1.totalFen')).toBe(1);
    expect(stepOf(planSteps, 'body.plan.title')).toBe(0);
    expect(stepOf(planSteps, 'body.perCar')).toBe(2);
    expect(stepOf(planSteps, 'segment.all.0')).toBe(2);
    expect(stepOf(planSteps, 'something')).toBe(0);
  });
});
