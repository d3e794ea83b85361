import { cardRefundKinds, cardStates, usedPrices } from '@cheban/contracts/constants';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeUseNo, type RefundFact, refundOf, whyNotUsable } from './card-rules.js';

const rule = fc.record({
  kind: fc.constantFrom(...cardRefundKinds),
  usedAt: fc.constantFrom(...usedPrices),
  feePercent: fc.integer({ min: 0, max: 30 }),
  graceDays: fc.integer({ min: 0, max: 30 }),
});
const fact: fc.Arbitrary<RefundFact> = fc
  .record({
    paidFen: fc.integer({ min: 1, max: 10_000_000 }),
    usesTotal: fc.integer({ min: 1, max: 100 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    singleFen: fc.integer({ min: 1, max: 1_000_000 }),
    daysSince: fc.integer({ min: 0, max: 2_000 }),
    rule,
  })
  .map(({ share, ...rest }) => ({ ...rest, used: Math.round(share * rest.usesTotal) }));

describe('giving a card back', () => {
  it('never gives more than was paid, never less than nothing, and always whole fen', () => {
    fc.assert(
      fc.property(fact, (card) => {
        const { amountFen } = refundOf(card);
        expect(Number.isSafeInteger(amountFen)).toBe(true);
        expect(amountFen).toBeGreaterThanOrEqual(0);
        expect(amountFen).toBeLessThanOrEqual(card.paidFen);
      }),
    );
  });

  it('never gives more after another use', () => {
    fc.assert(
      fc.property(fact, (card) => {
        const after = refundOf({ ...card, used: Math.min(card.used + 1, card.usesTotal) });
        expect(after.amountFen).toBeLessThanOrEqual(refundOf(card).amountFen);
      }),
    );
  });

  it('adds up: what goes back, the uses and the fee are what was paid', () => {
    fc.assert(
      fc.property(fact, (card) => {
        const sum = refundOf(card);
        if (sum.why === 'rest') expect(sum.amountFen + sum.usedFen + sum.feeFen).toBe(card.paidFen);
      }),
    );
  });

  it('gives everything back for an unused card in its days of grace, and nothing for a used-up one', () => {
    fc.assert(
      fc.property(fact, (card) => {
        const unused = { ...card, used: 0, daysSince: card.rule.graceDays };
        expect(refundOf(unused).amountFen).toBe(card.paidFen);
        expect(refundOf({ ...card, used: card.usesTotal }).amountFen).toBe(0);
      }),
    );
  });

  it.each([
    ['rest', 'list', 2, 10, 50_000 - 24_000],
    ['rest', 'card', 2, 10, 30_000],
    ['rest', 'list', 5, 10, 0],
    ['unused', 'list', 0, 10, 50_000],
    ['unused', 'list', 1, 1, 0],
    ['none', 'list', 0, 10, 0],
  ] as const)(
    '%s at %s price after %d uses on day %d: %d fen',
    (kind, usedAt, used, daysSince, amountFen) => {
      const card = { paidFen: 50_000, usesTotal: 5, singleFen: 12_000, used, daysSince };
      const terms = { kind, usedAt, feePercent: 0, graceDays: 7 };
      expect(refundOf({ ...card, rule: terms }).amountFen).toBe(amountFen);
    },
  );
});

describe('using a card', () => {
  it('needs an active card with a use left, until the end of its last day', () => {
    const card = { state: 'active', usesTotal: 5, usesLeft: 1, expiresOn: '2026-11-18' } as const;
    expect(whyNotUsable(card, '2026-11-18')).toBeNull();
    expect(whyNotUsable(card, '2026-11-19')).toBe('expired');
    expect(whyNotUsable({ ...card, usesLeft: 0 }, '2026-11-18')).toBe('empty');
    for (const state of cardStates.filter((one) => one !== 'active'))
      expect(whyNotUsable({ ...card, state }, '2026-11-18')).not.toBeNull();
  });

  it('takes the smallest number that is free, also after a use was undone', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 50 })), (taken) => {
        const no = freeUseNo(taken);
        expect(taken).not.toContain(no);
        for (let smaller = 1; smaller < no; smaller += 1) expect(taken).toContain(smaller);
      }),
    );
  });
});
