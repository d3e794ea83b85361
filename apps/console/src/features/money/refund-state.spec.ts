import { payOrderStates } from '@cheban/contracts/constants';
import { describe, expect, it } from 'vitest';
import { canGiveBack, keptFen, refundState } from './refund-state.js';

const card = { kind: 'card', state: 'paid', totalFen: 99_900, refundedFen: 0, refundingFen: 0 } as const;

describe('what went back of an order', () => {
  it('is said as soon as it is asked for, and told apart from all of it', () => {
    expect(refundState(card)).toBeNull();
    expect(refundState({ ...card, refundingFen: 66_600 })).toBe('refunding');
    expect(refundState({ ...card, refundedFen: 66_600 })).toBe('part');
    expect(refundState({ ...card, refundedFen: 99_900 })).toBe('all');
    expect(keptFen({ ...card, refundedFen: 66_600 })).toBe(33_300);
  });

  it('leaves an order that was never paid, or that goes back by itself, its own word', () => {
    for (const state of payOrderStates.filter((one) => one !== 'paid'))
      expect([refundState({ ...card, state, refundedFen: 99_900 }), canGiveBack({ ...card, state })]).toEqual(
        [null, false],
      );
  });

  it('can be more for a product, and not for a card that was given back by its rule', () => {
    const part = { ...card, refundedFen: 66_600 };
    expect(canGiveBack(card)).toBe(true);
    expect(canGiveBack(part)).toBe(false);
    expect(canGiveBack({ ...part, kind: 'product' })).toBe(true);
    expect(canGiveBack({ ...part, kind: 'product', refundedFen: 99_900 })).toBe(false);
    expect(canGiveBack({ ...card, kind: 'product', refundingFen: 1 })).toBe(false);
  });
});
