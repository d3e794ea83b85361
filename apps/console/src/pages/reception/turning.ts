/** Which cars a screen without a mouse shows now. Pure. */

/** So many rows of a column are readable from five metres. */
export const ROWS = 7;
/** A page stands so long, in milliseconds: long enough to read it twice. */
export const PAGE_MS = 12_000;

/** The page of `all` whose turn it is at `now` (milliseconds); all pages take turns. `left`: how many stand on the others. */
export function turned<T>(all: readonly T[], now: number): { shown: readonly T[]; left: number } {
  const pages = Math.max(1, Math.ceil(all.length / ROWS));
  const first = (Math.floor(now / PAGE_MS) % pages) * ROWS;
  const shown = all.slice(first, first + ROWS);
  return { shown, left: all.length - shown.length };
}
