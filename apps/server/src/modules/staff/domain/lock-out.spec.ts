import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterWrongPassword,
  isLocked,
  isWeakPassword,
  LOCK_AFTER,
  LOCK_MS,
  type LoginState,
} from './lock-out.js';

describe('lock-out', () => {
  it('locks at the fifth wrong password in a row, for fifteen minutes', () => {
    let state: LoginState = { failedCount: 0, lockedUntil: null };
    for (let attempt = 1; attempt < LOCK_AFTER; attempt += 1) {
      state = afterWrongPassword(state, 1_000);
      expect(isLocked(state, 1_000)).toBe(false);
    }
    state = afterWrongPassword(state, 1_000);
    expect(isLocked(state, 1_000 + LOCK_MS - 1)).toBe(true);
    expect(isLocked(state, 1_000 + LOCK_MS)).toBe(false);
  });

  it('is always locked after LOCK_AFTER failures, whatever the times', () => {
    fc.assert(
      fc.property(fc.nat(), (now) => {
        let state: LoginState = { failedCount: 0, lockedUntil: null };
        for (let attempt = 0; attempt < LOCK_AFTER; attempt += 1) state = afterWrongPassword(state, now);
        return isLocked(state, now);
      }),
    );
  });

  it('refuses short passwords, the login name in them, and the old one', () => {
    expect(isWeakPassword('short', 'li', null)).toBe(true);
    expect(isWeakPassword('advisor-2026!', 'advisor', null)).toBe(true);
    expect(isWeakPassword('long enough 1', 'li', 'long enough 1')).toBe(true);
    expect(isWeakPassword('long enough 2', 'li', 'long enough 1')).toBe(false);
  });
});
