/**
 * An SQL expression that gives each row the value of its `id`, for an UPDATE whose WHERE lets only these ids through. The
 * ids are halved again and again: a CASE with a branch for each would compare every row with every id.
 * @param pairs id and value, at least one pair, each id once; ids in ASCII without lower case, so that all collations order
 *   them alike
 */
export function valueById(pairs: readonly (readonly [id: string, value: string | null])[]): {
  sql: string;
  parameters: (string | null)[];
} {
  const sorted = [...pairs].sort(([one], [other]) => (one < other ? -1 : 1));
  const parameters: (string | null)[] = [];
  const among = (from: number, to: number): string => {
    const half = (from + to) >> 1;
    if (half === from) {
      parameters.push(sorted[from]?.[1] ?? null);
      return '?';
    }
    parameters.push(sorted[half]?.[0] ?? null);
    return `IF(id < ?, ${among(from, half)}, ${among(half, to)})`;
  };
  return { sql: among(0, sorted.length), parameters };
}
