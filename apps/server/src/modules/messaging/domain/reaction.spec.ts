import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Failure, type FailureContext, MAX_TRIES, reactTo } from './reaction.js';

const NOW = Date.parse('2026-11-18T02:00:00Z');
const context = (change: Partial<FailureContext> = {}): FailureContext => ({
  channel: 'subscribe',
  attempts: 1,
  now: NOW,
  expiresAt: NOW + 86_400_000,
  quotaResetAt: '00:05',
  ...change,
});
const failure = (change: Partial<Failure>): Failure => ({
  code: '-1',
  reaction: 'RETRY',
  outcome: 'not_done',
  ...change,
});

describe('reactions', () => {
  it('never sends a subscribe message again after an unclear outcome, whatever the error', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('RETRY', 'TOKEN', 'DROP', 'CONFIG', 'BUG', 'WAIT', 'QUERY', 'UNKNOWN'),
        fc.integer({ min: 1, max: 10 }),
        (reaction, attempts) =>
          reactTo(
            failure({ reaction: reaction as Failure['reaction'], outcome: 'maybe_done' }),
            context({ attempts }),
          ).do === 'unknown',
      ),
    );
  });

  it('confirms an unclear template message or SMS on the same channel, and gives up in time', () => {
    for (const channel of ['official_account', 'sms'] as const) {
      const lost = failure({ code: 'timeout', reaction: 'UNKNOWN', outcome: 'maybe_done' });
      expect(reactTo(lost, context({ channel }))).toMatchObject({ do: 'retry', pinned: true });
      expect(reactTo(lost, context({ channel, attempts: MAX_TRIES })).do).toBe('unknown');
    }
  });

  it('backs off longer each time, never beyond the expiry, then takes the next channel', () => {
    const times = [1, 2, 3, 4].map((attempts) => {
      const action = reactTo(failure({}), context({ attempts }));
      return action.do === 'retry' ? action.at - NOW : null;
    });
    expect(times).toEqual([30_000, 120_000, 480_000, 1_800_000]);
    expect(reactTo(failure({}), context({ attempts: MAX_TRIES })).do).toBe('next');
    expect(reactTo(failure({}), context({ expiresAt: NOW + 1_000 })).do).toBe('next');
    expect(reactTo(failure({ code: '45011' }), context())).toMatchObject({ at: NOW + 60_000 });
  });

  it('follows the table', () => {
    const act = (code: string, reaction: Failure['reaction']) =>
      reactTo(failure({ code, reaction }), context());
    expect(act('43101', 'DROP')).toMatchObject({ do: 'next', effect: 'no-credit' });
    expect(act('43004', 'DROP')).toMatchObject({ do: 'next', effect: 'no-follower' });
    expect(act('40003', 'DROP')).toMatchObject({ do: 'next', effect: 'none' });
    expect(act('40037', 'CONFIG')).toMatchObject({ do: 'open-circuit', scope: 'template' });
    expect(act('48001', 'CONFIG')).toMatchObject({ do: 'open-circuit', scope: 'channel' });
    expect(act('47003', 'BUG').do).toBe('fail');
    expect(act('40038', 'WAIT')).toMatchObject({ do: 'next', effect: 'none' });
    const day = act('45009', 'WAIT');
    expect(day).toMatchObject({ do: 'open-circuit', scope: 'channel' });
    // Until just after midnight in Shanghai.
    expect(day.do === 'open-circuit' && new Date(day.retryAt).toISOString()).toBe('2026-11-18T16:05:00.000Z');
  });
});
