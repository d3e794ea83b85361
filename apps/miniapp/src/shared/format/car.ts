/** Characters of a VIN. */
export const vinLength = 17;

/** A plate or a VIN as it was typed, without what people put between its characters. */
export const carText = (typed: string): string => typed.replace(/[\s·.-]/g, '').toUpperCase();
