import { MINUTE_MS } from '@cheban/kernel';
import { serverNow } from '../../shared/format/now.js';
import type { PlanDraft } from './plan.js';

const HOUR_MS = 60 * MINUTE_MS;

/** Whole hour, at least a day away: time for the second person to say yes. */
const firstStart = () => new Date(Math.ceil(serverNow() / HOUR_MS) * HOUR_MS + 24 * HOUR_MS).toISOString();

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
