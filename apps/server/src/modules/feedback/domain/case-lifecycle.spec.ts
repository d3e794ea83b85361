import { caseStates } from '@cheban/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReopening, mayMoveCase, nextCaseStates } from './case-lifecycle.js';

describe('case lifecycle', () => {
  it('lets one step settle a case that nobody has worked on yet, and takes none back to the start', () => {
    expect(nextCaseStates('open')).toEqual(['working', 'waiting_owner', 'closed']);
    expect(caseStates.filter((state) => mayMoveCase(state, 'open'))).toEqual([]);
    expect(mayMoveCase('waiting_owner', 'closed')).toBe(true);
  });

  it('opens a closed case again', () => {
    expect(nextCaseStates('closed')).toEqual(['working']);
    expect(isReopening('closed', 'working')).toBe(true);
    expect(isReopening('waiting_owner', 'working')).toBe(false);
  });

  it('never goes from a state to itself, and can always still be closed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...caseStates), { maxLength: 30 }), (wishes) => {
        let state: (typeof caseStates)[number] = 'open';
        for (const wish of wishes) {
          expect(mayMoveCase(state, state)).toBe(false);
          if (mayMoveCase(state, wish)) state = wish;
        }
        expect(state === 'closed' || mayMoveCase(state, 'closed')).toBe(true);
      }),
    );
  });
});
