import { expect, it } from 'vitest';
import { bayInput, storeRoutes, weekHours } from './store.routes.js';

it('takes no name of a bay that is longer than its column', () => {
  const named = (length: number) =>
    bayInput.safeParse({ name: '满'.repeat(length), kind: 'service', active: true }).success;
  expect([named(0), named(1), named(40), named(41)]).toEqual([false, true, true, false]);
});

it('takes no phone or city of a store that is longer than its column', () => {
  const { body } = storeRoutes.update;
  const taken = (length: number) =>
    ['phone', 'city'].map((key) => body.safeParse({ [key]: '满'.repeat(length) }).success);
  expect(taken(30)).toEqual([true, true]);
  expect(taken(31)).toEqual([false, true]);
  expect(taken(40)).toEqual([false, true]);
  expect(taken(41)).toEqual([false, false]);
});

it('takes each day of a week once', () => {
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '08:30', closesAt: '17:30' }));
  const sundayTwice = week.map((day) => (day.weekday === 1 ? { ...day, weekday: 7 } : day));
  expect(weekHours.safeParse(week).success).toBe(true);
  expect(weekHours.safeParse(week.slice(2, 3)).success).toBe(true);
  expect(weekHours.safeParse([]).success).toBe(false);
  expect(weekHours.safeParse(sundayTwice).success).toBe(false);
});
