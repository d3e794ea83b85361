/** Phone numbers in a pasted text, each once: one a line, or in a column with other cells. */
export function phonesIn(text: string): string[] {
  return [...new Set(text.match(/(?<!\d)1[3-9]\d{9}(?!\d)/g) ?? [])];
}
