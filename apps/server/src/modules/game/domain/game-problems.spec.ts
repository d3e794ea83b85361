import { type GamePlan, gamePlan } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { gameCost, mostScore, offersOf, prizeOfSegment, prizesOfScore } from './game-prizes.js';
import { gameProblems } from './game-problems.js';

const NOW = Date.parse('2026-11-18T02:00:00.000Z');
const ID = `01${'0'.repeat(24)}`;
const head = {
  storeIds: [ID],
  title: '周末活动',
  rulesText: '奖品数量有限，发完为止。',
  budgetFen: 10_000,
  startsAt: '2026-11-18T03:00:00.000Z',
  endsAt: '2026-11-20T03:00:00.000Z',
};
const cash = (count: number, amountFen: number) => ({
  kind: 'cash' as const,
  name: '红包',
  count,
  amountFen,
});
const wheel = (segments: object[], more: object = {}): GamePlan =>
  gamePlan.parse({ ...head, kind: 'wheel', wheel: { segments, fallback: 1, ...more } });
const quiz = (more: object): GamePlan =>
  gamePlan.parse({
    ...head,
    kind: 'quiz',
    quiz: {
      questions: [{ text: '多久换一次机油？', options: ['半年', '三年'], right: 0 }],
      bands: [{ fromScore: 10, prize: cash(10, 100) }],
      ...more,
    },
  });
const paths = (plan: GamePlan) => gameProblems(plan, NOW).map(({ path }) => path);
const fair = [
  { name: '红包', odds: 300, prize: cash(10, 100) },
  { name: '谢谢', odds: 9_700 },
];

describe('the plan of a game', () => {
  it('has nothing against a wheel that adds up', () => {
    expect(paths(wheel(fair))).toEqual([]);
  });

  it('wants odds of exactly 100 percent, a place without a prize, and a prize', () => {
    expect(
      paths(
        wheel([
          { ...fair[0], odds: 299 },
          { name: '谢谢', odds: 9_700 },
        ]),
      ),
    ).toEqual(['wheel.segments']);
    expect(paths(wheel(fair, { fallback: 0 }))).toEqual(['wheel.fallback']);
    expect(
      paths(
        wheel([
          { name: '谢谢', odds: 10_000 },
          { name: '再来', odds: 0 },
        ]),
      ),
    ).toEqual(['wheel.segments']);
    expect(paths(wheel(fair, { triesPerDay: 5 }))).toEqual(['wheel.triesInAll']);
  });

  it('wants prizes that exist, can be paid, and fit the budget', () => {
    const coupon = { kind: 'coupon', name: '洗车券', count: 5 };
    expect(
      paths(
        wheel([
          { ...fair[0], prize: coupon },
          { name: '谢谢', odds: 9_700 },
        ]),
      ),
    ).toEqual(['wheel.segments.0.prize.couponTypeId']);
    expect(paths(quiz({ bands: [{ fromScore: 10, prize: cash(1, 5) }] }))).toEqual([
      'quiz.bands.0.prize.amountFen',
    ]);
    expect(paths(quiz({ bands: [{ fromScore: 10, prize: cash(101, 100) }] }))).toEqual(['budgetFen']);
  });

  it('wants questions with one answer, and bands that can be reached', () => {
    const question = { text: '多久换一次机油？', options: ['半年', '半年'], right: 2 };
    expect(paths(quiz({ questions: [question] }))).toEqual([
      'quiz.questions.0.right',
      'quiz.questions.0.options',
    ]);
    const bands = [
      { fromScore: 10, prize: cash(1, 100) },
      { fromScore: 10, prize: cash(1, 100) },
      { fromScore: 11, prize: cash(1, 100) },
    ];
    expect(paths(quiz({ bands }))).toEqual(['quiz.bands.1.fromScore', 'quiz.bands.2.fromScore']);
    expect(paths(gamePlan.parse({ ...head, kind: 'quiz' }))).toEqual(['quiz']);
  });

  it('wants times that make sense', () => {
    const at = (startsAt: string, endsAt: string) => paths({ ...wheel(fair), startsAt, endsAt });
    expect(at('2026-11-18T03:00:00.000Z', '2026-11-18T03:30:00.000Z')).toEqual(['endsAt']);
    expect(at('2026-11-01T03:00:00.000Z', '2026-11-02T03:00:00.000Z')).toEqual(['endsAt']);
    expect(at('2027-11-01T03:00:00.000Z', '2027-11-02T03:00:00.000Z')).toEqual(['startsAt']);
  });
});

describe('the prizes of a game', () => {
  it('are numbered in the order of segments or bands, the best band of a score first', () => {
    const plan = wheel(
      [
        { name: '谢谢', odds: 9_000 },
        { ...fair[0], odds: 500 },
        { ...fair[0], odds: 500 },
      ],
      {
        fallback: 0,
      },
    );
    expect([0, 1, 2].map((segment) => prizeOfSegment(plan, segment))).toEqual([null, 0, 1]);
    expect(offersOf(plan).map(({ path, condition }) => [path, condition])).toEqual([
      ['wheel.segments.1.prize', '概率 5%'],
      ['wheel.segments.2.prize', '概率 5%'],
    ]);
    expect(gameCost(plan)).toBe(2_000);
    const bands = [10, 20].map((fromScore) => ({ fromScore, prize: cash(1, 100) }));
    const scored = quiz({ bands });
    expect([9, 10, 19, 20].map((score) => prizesOfScore(scored, score))).toEqual([[], [0], [0], [1, 0]]);
    expect(mostScore(scored)).toBe(10);
  });
});
