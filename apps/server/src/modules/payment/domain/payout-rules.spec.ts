import { type PayoutState, payoutStates } from '@cheban/contracts/constants';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterError, effectOfBill, isFinal, nextLookAt, stateOfBill } from './payout-rules.js';

const state = fc.constantFrom(...payoutStates);

describe('a payout', () => {
  it('is never moved once it is over, and never moved back', () => {
    const order: PayoutState[] = ['planned', 'sending', 'waiting', 'confirm', 'transferring', 'done'];
    fc.assert(
      fc.property(state, state, (now, next) => {
        const effect = effectOfBill(now, next);
        if (isFinal(now)) expect(effect).toBe(isFinal(next) && now !== next ? 'differs' : 'none');
        const [from, to] = [order.indexOf(now), order.indexOf(next)];
        if (from >= 0 && to >= 0 && to < from) expect(effect).not.toBe('move');
      }),
    );
  });

  it('knows the words of WeChat Pay, its spelling included, and no others', () => {
    expect(stateOfBill('TRANSFERING')).toBe('transferring');
    expect(stateOfBill('TRANSFERRING')).toBeNull();
    expect(stateOfBill('WAIT_USER_CONFIRM')).toBe('confirm');
  });

  it('is asked for again while it is open, soon after the owner could take it no longer', () => {
    const now = 1_000_000_000;
    expect(nextLookAt('done', null, now)).toBeNull();
    expect(nextLookAt('held', null, now)).toBeNull();
    expect(nextLookAt('confirm', now + 60_000, now)).toBe(now + 120_000);
    fc.assert(
      fc.property(state, fc.option(fc.integer({ min: 0, max: 2_000_000_000 })), (at, until) => {
        const look = nextLookAt(at, until, now);
        if (look !== null) expect(look).toBeGreaterThanOrEqual(now);
      }),
    );
  });
});

describe('after a failed call', () => {
  const reaction = fc.constantFrom('RETRY', 'WAIT', 'QUERY', 'CONFIG', 'BUG', 'DROP', 'UNKNOWN', 'TOKEN');

  it('nothing is given up while the work may be done', () => {
    fc.assert(
      fc.property(reaction, fc.string(), fc.nat(60_000), (word, code, tries) => {
        const after = afterError({ reaction: word, outcome: 'maybe_done', code }, tries);
        expect(after.do).toBe('ask');
        expect(after.inMs).toBeGreaterThan(0);
      }),
    );
  });

  it.each([
    ['SYSTEM_ERROR', 'QUERY', 'maybe_done', 'ask'],
    ['ALREADY_EXISTS', 'BUG', 'not_done', 'ask'],
    ['NOT_ENOUGH', 'WAIT', 'not_done', 'again'],
    ['FREQUENCY_LIMIT_EXCEED', 'RETRY', 'not_done', 'again'],
    ['SIGN_ERROR', 'CONFIG', 'not_done', 'again'],
    ['PARAM_ERROR', 'BUG', 'not_done', 'give_up'],
  ] as const)('%s (%s, %s): %s', (code, word, outcome, wanted) => {
    expect(afterError({ reaction: word, outcome, code }, 0).do).toBe(wanted);
  });
});
