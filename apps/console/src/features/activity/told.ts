import type { StaffSessionView } from '@cheban/contracts';

/** Parties that hear of a change of these sessions: who is going, who waits, and for whom seats are kept. */
export function partiesOf(
  sessions: readonly Pick<StaffSessionView, 'going' | 'waiting' | 'offered'>[],
): number {
  return sessions.reduce((sum, { going, waiting, offered }) => sum + going + waiting + offered, 0);
}
