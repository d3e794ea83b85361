import type { CampaignPlan } from '@cheban/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, packetsOf } from './packets.js';
import { planProblems } from './plan-problems.js';
import { seededRandom } from './split.js';

const NOW = Date.parse('2026-11-18T02:00:00.000Z');
const prize = {
  kind: 'cash',
  name: '现金红包',
  count: 10,
  split: 'fixed',
  totalFen: 1_000,
  minFen: 0,
  couponTypeId: null,
  codePoolId: null,
  unitCostFen: 0,
} as const;
const wave = { startsAt: '2026-11-18T12:00:00.000Z', minutes: 30, prizes: [prize] };
const plan: CampaignPlan = {
  storeIds: ['01ARZ3NDEKTSV4RRFFQ69G5FAV'],
  title: '周末红包雨',
  subtitle: '',
  rulesText: '先到先得，抢完为止，祝您好运。',
  segment: null,
  budgetFen: 1_000,
  waves: [wave],
  perPerson: 1,
  perPhone: 1,
  perCar: 1,
  oddsPpm: 1_000_000,
  release: 'at_once',
  arriveWithinDays: 30,
  attributionDays: 30,
};
const pathsOf = (changed: Partial<CampaignPlan>) =>
  planProblems({ ...plan, ...changed }, NOW).map(({ path }) => path);
const withPrize = (changed: object) => ({ waves: [{ ...wave, prizes: [{ ...prize, ...changed }] }] });

describe('problems of a plan', () => {
  it('has none when everything fits', () => {
    expect(planProblems(plan, NOW)).toEqual([]);
  });

  it('names what is wrong where it is wrong', () => {
    expect(pathsOf({ budgetFen: 999 })).toEqual(['budgetFen']);
    expect(pathsOf({ waves: [{ ...wave, startsAt: '2026-11-18T02:00:59.000Z' }] })).toEqual([
      'waves.0.startsAt',
    ]);
    expect(
      pathsOf({ budgetFen: 2_000, waves: [wave, { ...wave, startsAt: '2026-11-18T12:29:00.000Z' }] }),
    ).toEqual(['waves.1.startsAt']);
    expect(pathsOf(withPrize({ totalFen: 999 }))).toEqual(['waves.0.prizes.0.totalFen']);
    expect(pathsOf(withPrize({ totalFen: 90 }))).toEqual(['waves.0.prizes.0.totalFen']);
    expect(pathsOf(withPrize({ split: 'random', minFen: 9 }))).toEqual(['waves.0.prizes.0.minFen']);
    expect(pathsOf(withPrize({ split: 'random', minFen: 101 }))).toEqual(['waves.0.prizes.0.totalFen']);
    expect(pathsOf(withPrize({ kind: 'coupon', totalFen: 0 }))).toEqual(['waves.0.prizes.0.couponTypeId']);
    expect(pathsOf(withPrize({ kind: 'code', totalFen: 0 }))).toEqual(['waves.0.prizes.0.codePoolId']);
  });

  it('lets no plan pass whose packets would cost more than its budget or could not be written', () => {
    const anyPrize = fc.record({
      ...Object.fromEntries(Object.entries(prize).map(([key, value]) => [key, fc.constant(value)])),
      kind: fc.constantFrom('cash' as const, 'coupon' as const),
      split: fc.constantFrom('fixed' as const, 'random' as const),
      couponTypeId: fc.constant('01ARZ3NDEKTSV4RRFFQ69G5FAV'),
      count: fc.integer({ min: 1, max: 50 }),
      totalFen: fc.integer({ min: 0, max: 20_000 }),
      minFen: fc.integer({ min: 0, max: 500 }),
      unitCostFen: fc.integer({ min: 0, max: 500 }),
    }) as unknown as fc.Arbitrary<CampaignPlan['waves'][number]['prizes'][number]>;
    fc.assert(
      fc.property(
        fc.array(anyPrize, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 60_000 }),
        (prizes, budgetFen) => {
          const tried = { ...plan, budgetFen, waves: [{ ...wave, prizes }] };
          if (planProblems(tried, NOW).length > 0) return;
          const packets = packetsOf(prizes, seededRandom([1, 2, 3, 4]));
          const cost = packets.reduce((sum, { amountFen }) => sum + amountFen, 0);
          expect(cost).toBe(prizes.reduce((sum, one) => sum + costOf(one), 0));
          expect(cost).toBeLessThanOrEqual(budgetFen);
          expect(packets.map(({ number }) => number)).toEqual(packets.map((_, index) => index + 1));
        },
      ),
      { numRuns: 300 },
    );
  });
});
