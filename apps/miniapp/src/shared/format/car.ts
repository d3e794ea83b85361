/** Characters of a VIN. */
export const vinLength = 17;

/** A plate or a VIN as it was typed, without what people put between its characters. */
export const carText = (typed: string): string => typed.replace(/[\s·.-]/g, '').toUpperCase();

/** Whether it has the length of a plate: eight characters for a new-energy car. */
export const isPlateLength = (clean: string): boolean => clean.length === 7 || clean.length === 8;

/** What is still missing before a plate or VIN can be looked for; null when it is whole, or nothing is typed. */
export function sayMissing(clean: string): string | null {
  const { length } = clean;
  if (length === 0 || length === vinLength || isPlateLength(clean)) return null;
  if (length < 7) return `已填 ${length} 位；车牌 7 位，新能源 8 位，车架号 ${vinLength} 位`;
  return length < vinLength
    ? `已填 ${length} 位，车架号还差 ${vinLength - length} 位`
    : `车架号是 ${vinLength} 位，多填了 ${length - vinLength} 位`;
}
