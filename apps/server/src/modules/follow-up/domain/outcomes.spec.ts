import {
  type FollowUpOutcome,
  followUpKinds,
  followUpOutcomes,
  followUpStates,
  isTalk,
} from '@cheban/contracts';
import { atShanghai, DAY_MS } from '@cheban/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fits, isActive, outcomesOf, settle } from './outcomes.js';

const NOW = atShanghai('2026-11-21', '10:00');
const open = { kind: 'custom', state: 'open', noAnswers: 0, hasCar: true } as const;

describe('outcomes of a call', () => {
  it('offers nothing for a closed task, and nothing about a car where there is none', () => {
    for (const state of followUpStates) {
      const offered = outcomesOf({ ...open, state });
      expect(offered.length > 0).toBe(isActive(state));
    }
    expect(outcomesOf({ ...open, hasCar: false })).not.toContain('sold');
    expect(outcomesOf({ ...open, hasCar: false })).toContain('complaint');
  });

  it('closes as not reached after the fourth call that nobody answered', () => {
    let task = { kind: 'custom' as const, state: 'open' as const, noAnswers: 0, hasCar: true };
    const states: string[] = [];
    for (let call = 1; call <= 4; call += 1) {
      const settled = settle(task, 'no_answer', NOW + call * DAY_MS);
      states.push(settled.state);
      task = { ...task, noAnswers: settled.noAnswers };
    }
    expect(states).toEqual(['waiting', 'waiting', 'waiting', 'unreached']);
  });

  it('starts to count again when the owner asked to be called back', () => {
    const settled = settle({ ...open, noAnswers: 3 }, 'call_back', NOW, atShanghai('2026-11-22', '21:00'));
    expect(settled).toMatchObject({
      state: 'waiting',
      noAnswers: 0,
      nextAt: atShanghai('2026-11-23', '09:00'),
    });
  });

  it('of a talk are its own: nobody is met on the phone, nobody picks up at home', () => {
    for (const kind of followUpKinds) {
      const offered = outcomesOf({ ...open, kind });
      expect(offered.includes('met')).toBe(isTalk(kind));
      expect(offered.includes('no_answer')).toBe(!isTalk(kind));
      expect(offered.every((outcome) => fits(outcome, kind))).toBe(true);
    }
  });

  it('tries a talk again on another day, never in two hours, and gives up after the third time', () => {
    let task = { kind: 'home_visit' as const, state: 'open' as const, noAnswers: 0, hasCar: true };
    const next: (number | null)[] = [];
    for (let tried = 1; tried <= 3; tried += 1) {
      const settled = settle(task, 'absent', NOW);
      next.push(settled.nextAt);
      task = { ...task, noAnswers: settled.noAnswers };
    }
    expect(next).toEqual([atShanghai('2026-11-22', '15:00'), atShanghai('2026-11-24', '15:00'), null]);
    expect(settle({ ...open, kind: 'talk_quarter' }, 'put_off', NOW, NOW + 3 * DAY_MS)).toMatchObject({
      state: 'waiting',
      nextAt: NOW + 3 * DAY_MS,
    });
  });

  it('always ends or names the next try, never both', () => {
    const outcome = fc.constantFrom<FollowUpOutcome>(...followUpOutcomes);
    fc.assert(
      fc.property(outcome, fc.nat(5), (what, noAnswers) => {
        const settled = settle({ ...open, noAnswers }, what, NOW, null);
        return (
          isActive(settled.state) === (settled.nextAt !== null) &&
          (settled.nextAt === null) === (settled.closeReason !== null)
        );
      }),
    );
  });
});
