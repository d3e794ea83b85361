import { readOrderNo } from './history-row.js';
import { plain } from './read-cell.js';
import type { FieldReader } from './row-result.js';

/** What a cell that spans the lines of an order says of each of them; a CSV of such a table has it on the first line only. */
const OF_ORDER = ['orderNo', 'vin', 'plate', 'visitedOn'] as const;

const FROM_ABOVE: ReadonlySet<string> = new Set([...OF_ORDER, 'store']);

/** A line of nothing but figures is more likely a sum without its word. */
const FIGURES = /^[-+\d.,¥%()]*$/;

const isBlank = (field: FieldReader, key: string) => plain(field(key)) === '';

/** Follows the rows of a history export, and reads a line that leaves out its order as one of the order above it. */
export class ContinuedLines {
  private above: FieldReader | null = null;

  /** The row as it is meant. */
  read(field: FieldReader, cells: readonly string[]): { field: FieldReader; isContinued: boolean } {
    const asItIs = { field, isContinued: false };
    if (readOrderNo(field) !== '') {
      this.above = field;
      return asItIs;
    }
    if (!OF_ORDER.every((key) => isBlank(field, key))) {
      // Below an order without a number nothing can be said of the order above that one.
      this.above = null;
      return asItIs;
    }
    const { above } = this;
    const says = ['paid', 'kind'].some((key) => !isBlank(field, key));
    if (above === null || !says || cells.every((cell) => FIGURES.test(plain(cell)))) return asItIs;
    return { field: (key) => (FROM_ABOVE.has(key) ? above(key) : field(key)), isContinued: true };
  }
}
