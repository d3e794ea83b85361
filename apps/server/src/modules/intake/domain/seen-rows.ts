/** What the rows of one file said so far. Compact, so that 200,000 rows cost some tens of megabytes at most. */
import { isPlaceholderPhone } from './read-code.js';

const FNV_PRIME = 0x0100_0193;

/**
 * A 53-bit fingerprint of a row: FNV-1a twice, forwards with one seed and with each cell's length mixed into the
 * other, so that two different rows of one file practically never meet (1 : 450,000 at 200,000 rows).
 */
export function fingerprint(cells: readonly string[]): number {
  let low = 0x811c_9dc5;
  let high = 0x2545_f491;
  for (const cell of cells) {
    for (let i = 0; i < cell.length; i += 1) {
      const code = cell.charCodeAt(i);
      low = Math.imul(low ^ code, FNV_PRIME);
      high = Math.imul((high ^ (high >>> 15)) + code, 0x2c1b_3c6d);
    }
    low = Math.imul(low ^ 0x1_0000, FNV_PRIME);
    high = Math.imul((high ^ (high >>> 13)) + cell.length + 1, 0x297a_2d39);
  }
  low ^= low >>> 16;
  high ^= high >>> 14;
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0);
}

/** How a row relates to the accepted rows above it. */
export type CarVerdict = 'new' | 'same_car' | 'same_vin_other_phone' | 'phone_placeholder';
export type OrderVerdict = 'new' | 'exact_duplicate_row' | 'order_no_twice' | 'order_lines_apart';

/**
 * Finds repetitions inside one customer and vehicle export. The first row of a car stands. The very same row again
 * is an error row, and so is the same VIN with another phone: which of the two people owns the car cannot be told
 * from the file, so a person decides. The same VIN and phone with other details only fills what is still empty.
 */
export class SeenCars {
  /** VIN → the phone of its accepted row; 11 digits fit a number exactly. */
  private readonly phoneOf = new Map<string, number>();
  private readonly rows = new Set<number>();
  /** Phone → fingerprint of the name it was first seen with. */
  private readonly nameOf = new Map<number, number>();

  /** Looks without remembering: see {@link accept}. */
  judge(vin: string, phone: string, name: string): CarVerdict {
    const known = this.phoneOf.get(vin);
    if (known !== undefined) return known === Number(phone) ? 'same_car' : 'same_vin_other_phone';
    // What is typed where no number is known would make one person of all who have none.
    const owner = isPlaceholderPhone(phone) ? this.nameOf.get(Number(phone)) : undefined;
    return owner === undefined || owner === fingerprint([name]) ? 'new' : 'phone_placeholder';
  }

  /** False if the very same row stood above, accepted or not. */
  isFirst(print: number): boolean {
    if (this.rows.has(print)) return false;
    this.rows.add(print);
    return true;
  }

  /** Remembers an accepted row; answers whether the person appeared above, and whether under another name. */
  accept(vin: string, phone: string, name: string): { personSeen: boolean; otherName: boolean } {
    const number = Number(phone);
    const print = fingerprint([name]);
    const known = this.nameOf.get(number);
    if (known === undefined) this.nameOf.set(number, print);
    if (!this.phoneOf.has(vin)) this.phoneOf.set(vin, number);
    return { personSeen: known !== undefined, otherName: known !== undefined && known !== print };
  }
}

/**
 * Finds repetitions inside one history export: an order number stands once; a second one with other words is refused.
 * Where car and day are the same it is a further line of the order, only not beside the others.
 */
export class SeenOrders {
  private readonly printsOf = new Map<string, { row: number; visit: number }>();

  /** `visit` is the fingerprint of car and day. */
  judge(orderNo: string, row: number, visit: number): OrderVerdict {
    const known = this.printsOf.get(orderNo.toUpperCase());
    if (known === undefined) return 'new';
    if (known.row === row) return 'exact_duplicate_row';
    return known.visit === visit ? 'order_lines_apart' : 'order_no_twice';
  }

  accept(orderNo: string, row: number, visit: number): void {
    this.printsOf.set(orderNo.toUpperCase(), { row, visit });
  }
}
