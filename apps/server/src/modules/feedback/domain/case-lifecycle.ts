import type { CaseState } from '@cheban/contracts';

/**
 * The one table of a complaint case (mission C). What settled it at the first call is one step: its text says what was
 * done, and is why the case is closed. The owner may be waited for; a closed case can be opened again, which puts it back
 * to work with a new clock.
 */
const transitions: Record<CaseState, readonly CaseState[]> = {
  open: ['working', 'waiting_owner', 'closed'],
  working: ['waiting_owner', 'closed'],
  waiting_owner: ['working', 'closed'],
  closed: ['working'],
};

export function nextCaseStates(state: CaseState): readonly CaseState[] {
  return transitions[state];
}

export function mayMoveCase(from: CaseState, to: CaseState): boolean {
  return transitions[from].includes(to);
}

/** True when a closed case is taken up again. */
export function isReopening(from: CaseState, to: CaseState): boolean {
  return from === 'closed' && to !== 'closed';
}
