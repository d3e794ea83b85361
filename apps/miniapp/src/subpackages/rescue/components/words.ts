/** The number to ring in what staff wrote of who comes: a mobile, or a line with its area; null if there is none. */
export function phoneIn(text: string): string | null {
  return /(?<!\d)(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4})(?!\d)/.exec(text)?.[0] ?? null;
}
