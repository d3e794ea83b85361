/** Cells of one column that are merged over several lines. */
export interface Merge {
  top: number;
  bottom: number;
  column: number;
}

/** A sheet with more merged cells than this is no table. */
const MAX_BYTES = 8 * 1024 * 1024;
const OPEN = /<(?:\w+:)?mergeCells[\s>]/;
const CLOSE = /<\/(?:\w+:)?mergeCells>/;
const REF = /ref="([A-Z]+)(\d+):[A-Z]+(\d+)"/g;
/** Long enough to hold the tag that two pieces may share. */
const OVERLAP = 64;

/**
 * The merged cells of a sheet that reach over several lines, from top to bottom. They stand behind all rows, so the
 * part is searched as bytes: reading it as XML twice would take twice as long.
 */
export async function readMerges(stream: AsyncIterable<Buffer>): Promise<Merge[]> {
  let text = '';
  let found = false;
  for await (const chunk of stream) {
    text += chunk.toString('latin1');
    if (!found) {
      const at = text.search(OPEN);
      found = at >= 0;
      text = found ? text.slice(at) : text.slice(-OVERLAP);
    }
    if (found && (CLOSE.test(text) || text.length > MAX_BYTES)) break;
  }
  if (!found) return [];
  return [...text.matchAll(REF)]
    .map(([, letters = '', top, bottom]) => ({
      top: Number(top),
      bottom: Number(bottom),
      column: columnOf(letters),
    }))
    .filter(({ top, bottom }) => bottom > top)
    .sort((a, b) => a.top - b.top);
}

/** `AB12` → 27. */
export function columnOf(reference: string): number {
  let column = 0;
  for (const char of reference) {
    if (char < 'A' || char > 'Z') break;
    column = column * 26 + char.charCodeAt(0) - 64;
  }
  return Math.max(0, column - 1);
}
