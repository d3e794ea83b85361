import type { PayoutState } from '@cheban/contracts';
import { MINUTE_MS } from '@cheban/kernel';

/** Source: 商家转账, states of a bill. TRANSFERING is spelled so by WeChat Pay. */
const ours: Record<string, PayoutState> = {
  ACCEPTED: 'waiting',
  PROCESSING: 'waiting',
  WAIT_USER_CONFIRM: 'confirm',
  TRANSFERING: 'transferring',
  CANCELING: 'cancelling',
  SUCCESS: 'done',
  FAIL: 'failed',
  CANCELLED: 'cancelled',
};

/** A bill only ever moves on; a word that comes late must not move it back. */
const rank: Record<PayoutState, number> = {
  held: 0,
  planned: 0,
  sending: 1,
  waiting: 2,
  confirm: 3,
  cancelling: 4,
  transferring: 4,
  done: 9,
  failed: 9,
  cancelled: 9,
};

const FINAL_RANK = 9;

export const isFinal = (state: PayoutState): boolean => rank[state] === FINAL_RANK;
/** Not handed over yet, or WeChat Pay waits for the owner: it can still be taken back. */
export const cancellableStates: readonly PayoutState[] = ['held', 'planned', 'waiting', 'confirm'];

/** Our state for a word of WeChat Pay, or null for an unknown one. */
export function stateOfBill(word: string): PayoutState | null {
  return ours[word] ?? null;
}

/** What a word does: `move` to the state, `differs` if the books were closed otherwise, `none`. */
export function effectOfBill(now: PayoutState, next: PayoutState): 'move' | 'differs' | 'none' {
  if (now === next) return 'none';
  if (isFinal(now)) return isFinal(next) ? 'differs' : 'none';
  return rank[next] >= rank[now] ? 'move' : 'none';
}

const HALF_HOUR_MS = 30 * MINUTE_MS;

/** When a bill in this state is asked for again, milliseconds since 1970; null when it is over or not begun. */
export function nextLookAt(state: PayoutState, takeUntil: number | null, now: number): number | null {
  if (isFinal(state) || state === 'held') return null;
  if (state === 'waiting' || state === 'transferring' || state === 'cancelling') return now + MINUTE_MS;
  if (state !== 'confirm') return now;
  const end = (takeUntil ?? now) + MINUTE_MS;
  return end > now ? Math.min(end, now + HALF_HOUR_MS) : now + 5 * MINUTE_MS;
}

/** What a failed call means: repeat with the same number after a while, ask first, or nothing was done and never will be. */
export type AfterError = { do: 'ask' | 'again' | 'give_up'; inMs: number };

/**
 * Nothing is given up and no other number is taken while the work may have been done. `again` and `ask` both keep the
 * number. Source: error tables of 商家转账 and 退款.
 */
export function afterError(
  error: { reaction: string; outcome: 'not_done' | 'maybe_done'; code: string },
  tries: number,
): AfterError {
  const backoff = Math.min(MINUTE_MS * 2 ** Math.min(tries, 6), 60 * MINUTE_MS);
  if (error.outcome === 'maybe_done' || error.code === 'ALREADY_EXISTS' || error.reaction === 'QUERY')
    return { do: 'ask', inMs: Math.min(5_000 * 2 ** Math.min(tries, 8), 10 * MINUTE_MS) };
  if (error.reaction === 'RETRY')
    return { do: 'again', inMs: Math.min(2_000 * 2 ** Math.min(tries, 8), backoff) };
  if (error.reaction === 'WAIT') return { do: 'again', inMs: 10 * MINUTE_MS };
  if (error.reaction === 'CONFIG' || error.reaction === 'UNKNOWN') return { do: 'again', inMs: backoff };
  return { do: 'give_up', inMs: 0 };
}
