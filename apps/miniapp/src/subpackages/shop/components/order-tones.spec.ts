import { shopOrderStates } from '@cheban/contracts/constants';
import { expect, test } from 'vitest';
import { leadsToCard } from './order-tones';

test('an order leads to its card until its money goes back', () => {
  expect(shopOrderStates.filter((state) => !leadsToCard(state))).toEqual(['refunding', 'refunded']);
});
