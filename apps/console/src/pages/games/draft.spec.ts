import { gamePlan } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import {
  draftOf,
  fallbackOf,
  type GameDraft,
  gameCost,
  mostScore,
  oddsLeft,
  partsOf,
  planOf,
} from './draft.js';
import { newGame } from './fresh.js';

const STORE = '01M80WPSSKJE7N7QHNCZG1WVR2';
const START = '2026-11-28T12:00:00.000Z';
const END = '2026-12-05T12:00:00.000Z';
const whole = (kind: 'wheel' | 'quiz'): GameDraft => ({
  ...newGame(STORE),
  kind,
  title: '双节有礼',
  rulesText: '每人每天一次，奖品有限，发完为止。',
  startsAt: START,
  endsAt: END,
});

describe('odds of a wheel', () => {
  it('are counted in whole parts, without the dust of binary fractions', () => {
    expect(partsOf(0.07)).toBe(7);
    expect(partsOf(33.33)).toBe(3_333);
    expect(partsOf(null)).toBe(0);
    expect(oddsLeft([{ oddsPercent: 0.1 }, { oddsPercent: 0.2 }, { oddsPercent: 99.7 }])).toBe(0);
    expect(oddsLeft([{ oddsPercent: 60 }, { oddsPercent: 50 }])).toBe(-10);
    expect(oddsLeft([])).toBe(100);
  });

  it('what is gone falls to the first segment without a prize', () => {
    expect(fallbackOf([{ wins: true }, { wins: false }, {}])).toBe(1);
    expect(fallbackOf([{ wins: true }])).toBe(-1);
  });
});

describe('a game in the editor', () => {
  it('starts from plans that the API takes', () => {
    for (const kind of ['wheel', 'quiz'] as const) {
      const plan = planOf(whole(kind), null);
      const parsed = gamePlan.safeParse({
        ...plan,
        wheel: plan.wheel && { ...plan.wheel, segments: plan.wheel.segments },
      });
      expect(parsed.error?.issues ?? []).toEqual([]);
      expect(plan[kind === 'wheel' ? 'quiz' : 'wheel']).toBeNull();
    }
    expect(oddsLeft(newGame(STORE).wheel?.segments)).toBe(0);
  });

  it('comes back as it was stored', () => {
    for (const kind of ['wheel', 'quiz'] as const) {
      const plan = planOf(whole(kind), null);
      expect(planOf(draftOf(plan), null)).toEqual(plan);
    }
  });

  it('sends nothing of a prize that was switched to another kind or off', () => {
    const draft: GameDraft = {
      kind: 'wheel',
      wheel: {
        segments: [
          {
            name: '红包',
            oddsPercent: 10,
            wins: true,
            prize: {
              kind: 'cash',
              name: '红包',
              count: 5,
              amountFen: 200,
              unitCostFen: 900,
              codePoolId: 'P',
            },
          },
          {
            name: '谢谢',
            oddsPercent: 90,
            wins: false,
            prize: { kind: 'cash', name: '旧的', count: 9, amountFen: 100 },
          },
        ],
      },
    };
    expect(planOf(draft, null).wheel?.segments).toMatchObject([
      { prize: { amountFen: 200, unitCostFen: 0, codePoolId: null } },
      { prize: null },
    ]);
    expect(gameCost(draft)).toBe(1_000);
  });

  it('puts bands from the lowest score up, and adds up points', () => {
    const plan = planOf({ kind: 'quiz', quiz: { bands: [{ fromScore: 80 }, { fromScore: 60 }] } }, null);
    expect(plan.quiz?.bands.map(({ fromScore }) => fromScore)).toEqual([60, 80]);
    expect(mostScore({ questions: [{ points: 10 }, undefined, { points: 20 }] })).toBe(30);
  });
});
