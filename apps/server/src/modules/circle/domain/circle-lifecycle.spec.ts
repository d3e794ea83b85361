import { circleStates } from '@cheban/contracts/constants';
import { describe, expect, it } from 'vitest';
import {
  mayDecide,
  mayMend,
  mayReport,
  nextCircleStates,
  outcomeOf,
  type Verdict,
} from './circle-lifecycle.js';

describe('what becomes of a post', () => {
  it('lets staff show nothing while it is checked and bring nothing back that is gone', () => {
    const shownBy = circleStates.filter((state) => mayDecide(state, 'shown'));
    expect(shownBy).toEqual(['shown', 'held', 'refused']);
    expect(nextCircleStates('removed')).toEqual([]);
    expect(nextCircleStates('checking')).toEqual([]);
    expect(mayDecide('shown', 'refused')).toBe(false);
  });

  it('lets an author mend what was not shown, but not what was reported', () => {
    expect(circleStates.filter((state) => mayMend(state, 'doubtful'))).toEqual(['held', 'refused']);
    expect(mayMend('held', 'reported')).toBe(false);
  });

  it('takes reports of what others could see alone', () => {
    expect(circleStates.filter((state) => mayReport(state, 'reported'))).toEqual(['shown', 'held']);
    expect(circleStates.filter((state) => mayReport(state, 'doubtful'))).toEqual(['shown']);
  });

  it.each<[Verdict[], string | undefined]>([
    [['pass'], 'shown'],
    [['pass', 'pass', 'pass'], 'shown'],
    [[null], undefined],
    [['pass', null], undefined],
    [['review', null], undefined],
    [['risky', null], 'refused'],
    [['pass', 'risky', 'failed'], 'refused'],
    [['pass', 'review', 'pass'], 'held'],
    [['pass', 'failed'], 'held'],
    [[], undefined],
  ])('decides by %j: %s', (verdicts, state) => {
    expect(outcomeOf(verdicts)?.state).toBe(state);
  });

  it('says why a person has to look', () => {
    expect(outcomeOf(['review', 'failed'])).toEqual({ state: 'held', holdReason: 'doubtful' });
    expect(outcomeOf(['pass', 'failed'])).toEqual({ state: 'held', holdReason: 'unchecked' });
  });
});
