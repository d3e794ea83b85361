import { expect, it } from 'vitest';
import { firstTab, tabOf, taskTabs } from './task-filters.js';

it('names every tab in the address, so that a link and a click show the same', () => {
  for (const [tab, { address }] of Object.entries(taskTabs))
    expect(tabOf(address.who, address.late, address.state)).toBe(tab);
});

it('opens without a name where there is work: one’s own, else everybody’s', () => {
  expect(tabOf(undefined, undefined, undefined)).toBeUndefined();
  expect(firstTab({ mine: 2 })).toBe('mine');
  expect(firstTab({ mine: 0 })).toBe('active');
});
