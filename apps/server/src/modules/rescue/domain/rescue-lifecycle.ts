import type { RescueState } from '@cheban/contracts/constants';

/** The one table of a call for help. On the way to itself is a new time to arrive. */
const transitions: Record<RescueState, readonly RescueState[]> = {
  requested: ['accepted', 'cancelled'],
  accepted: ['on_the_way', 'cancelled'],
  on_the_way: ['on_the_way', 'arrived', 'cancelled'],
  arrived: ['done', 'cancelled'],
  done: [],
  cancelled: [],
};
/** Once help is there, only who came may say that it was not needed. */
const ownerMayLeave: readonly RescueState[] = ['requested', 'accepted', 'on_the_way'];

export const nextRescueStates = (state: RescueState): readonly RescueState[] => transitions[state];
export const mayMoveRescue = (from: RescueState, to: RescueState): boolean => transitions[from].includes(to);
export const ownerMayCancel = (state: RescueState): boolean => ownerMayLeave.includes(state);
