import { isRescueOpen, rescueStates } from '@cheban/contracts/constants';
import { describe, expect, it } from 'vitest';
import { mayMoveRescue, nextRescueStates, ownerMayCancel } from './rescue-lifecycle.js';

describe('the way of a call for help', () => {
  it('goes from the call over somebody who takes it to the end', () => {
    const way = ['requested', 'accepted', 'on_the_way', 'arrived', 'done'] as const;
    for (const [i, state] of way.slice(1).entries())
      expect(mayMoveRescue(way[i] ?? 'done', state), state).toBe(true);
    expect(mayMoveRescue('requested', 'on_the_way')).toBe(false);
    expect(mayMoveRescue('accepted', 'done')).toBe(false);
    expect(mayMoveRescue('on_the_way', 'accepted')).toBe(false);
  });

  it('can be cancelled as long as somebody waits, and leads nowhere afterwards', () => {
    for (const state of rescueStates) {
      expect(mayMoveRescue(state, 'cancelled'), state).toBe(isRescueOpen(state));
      expect(nextRescueStates(state).length > 0, state).toBe(isRescueOpen(state));
    }
  });

  it('is the owner’s to cancel until help is there', () => {
    expect(rescueStates.filter(ownerMayCancel)).toEqual(['requested', 'accepted', 'on_the_way']);
  });

  it('may tell a new time to arrive', () => {
    expect(rescueStates.filter((state) => mayMoveRescue(state, state))).toEqual(['on_the_way']);
  });
});
