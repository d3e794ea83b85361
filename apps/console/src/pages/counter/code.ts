/** What a code at the counter may be: the owner's coupon pass, a service card, or an order to pick up. */
export type CounterKind = 'coupon' | 'card' | 'pick-up';

/** A scanned or typed code as the API takes it: no spaces around, the gap in `1234 5678` is left out. */
export const tidyCode = (text: string): string => {
  const code = text.trim();
  return /^[\d\s]+$/.test(code) ? code.replace(/\s/g, '') : code;
};

/**
 * In which order to ask: eight digits are what owners read out from their coupons; everything else is more likely a card
 * or an order. A code that one room does not know is asked of the next.
 */
export const orderOf = (code: string): CounterKind[] =>
  /^\d{8}$/.test(code) ? ['coupon', 'card', 'pick-up'] : ['card', 'pick-up', 'coupon'];

/** Codes of errors that say "not one of mine", and of input that another room would take. */
const STRANGE = new Set(['SHOP.CODE_UNKNOWN', 'COUPON.PASS_GONE', 'REQUEST.INVALID']);
export const isStrange = (code: string): boolean => STRANGE.has(code);
