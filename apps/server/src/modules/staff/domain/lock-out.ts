/** Wrong passwords in a row after which an account is locked, and for how long. ASVS 5.0, 6.3.1. */
export const LOCK_AFTER = 5;
export const LOCK_MS = 15 * 60_000;

export interface LoginState {
  failedCount: number;
  /** Milliseconds, or null. */
  lockedUntil: number | null;
}

export function isLocked(state: LoginState, now: number): boolean {
  return state.lockedUntil !== null && state.lockedUntil > now;
}

/** State after one more wrong password. */
export function afterWrongPassword(state: LoginState, now: number): LoginState {
  const failedCount = state.failedCount + 1;
  return failedCount >= LOCK_AFTER
    ? { failedCount: 0, lockedUntil: now + LOCK_MS }
    : { failedCount, lockedUntil: null };
}

/** At least ten characters, not the login name, not the old password. Length beats symbols (ASVS 5.0, 6.2). */
export function isWeakPassword(password: string, login: string, old: string | null): boolean {
  return password.length < 10 || password.toLowerCase().includes(login.toLowerCase()) || password === old;
}
