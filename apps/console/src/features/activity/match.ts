/** Finds by name or by the last digits of the phone. */
export function matchesRow(
  { ownerName, phoneMasked }: { ownerName: string; phoneMasked: string | null },
  q: string,
): boolean {
  const words = q.trim();
  if (words === '') return true;
  return /^\d+$/.test(words) ? (phoneMasked?.endsWith(words.slice(-4)) ?? false) : ownerName.includes(words);
}
