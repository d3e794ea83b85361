import { addDays, instantAt, today } from '../../shared/format/time.js';
import type { PlanDraft } from './plan.js';

/** Tomorrow evening: people have time, and so has the second person who must say yes. */
const firstStart = () => instantAt(addDays(today(), 1), '20:00');

/** 50 packets that hold 2 yuan in the mean. */
export const newPrize = {
  kind: 'cash' as const,
  name: '现金红包',
  count: 50,
  split: 'random' as const,
  totalFen: 10_000,
  minFen: 30,
};
export const newWave = () => ({ startsAt: firstStart(), minutes: 30, prizes: [newPrize] });

/** Where a new plan starts from: one small wave for the store, one packet for each person. */
export const newPlan = (storeId: string): PlanDraft => ({
  storeIds: [storeId],
  budgetFen: newPrize.totalFen,
  waves: [newWave()],
  perPerson: 1,
  perPhone: 1,
  perCar: 1,
  oddsPercent: 100,
  release: 'at_once',
  arriveWithinDays: 30,
  attributionDays: 30,
});
