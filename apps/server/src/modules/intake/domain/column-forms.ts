import type { BusinessDate } from '@cheban/kernel';
import { isInMiles, milesToKm, movePoint, placesOf } from './column-unit.js';
import { DateColumn, windowOf } from './date-order.js';
import { RepeatedAmount } from './repeated-amount.js';

/** A row as the readers of single cells expect it. */
export interface ReadForms {
  readonly cells: readonly string[];
  /** A date of it could be told by the column only. */
  readonly isDateTold: boolean;
  /** Its amount is that of the order, which stands on the line before too. */
  readonly isAmountCounted: boolean;
}

/**
 * What the cells of a column mean by the name of the column (`里程(万公里)`) or by all its other cells (`26-03-05`; an
 * amount that each line of an order repeats).
 * Shown all rows first, it then gives a row as the readers of single cells expect it.
 */
export class ColumnForms {
  private readonly dates = new Map<number, DateColumn>();
  /** What the unit of a column makes of its cells. */
  private readonly units = new Map<number, (cell: string) => string>();
  private readonly amount: RepeatedAmount;

  /** `columns`: where each field stands. */
  constructor(
    private readonly columns: ReadonlyMap<string, number>,
    headers: readonly string[],
    today: BusinessDate,
  ) {
    const paid = columns.get('paid');
    this.amount = new RepeatedAmount(columns.get('orderNo'), paid, headers[paid ?? -1]);
    for (const [key, column] of columns) {
      const window = windowOf(key, today);
      if (window) this.dates.set(column, new DateColumn(window));
      const places = placesOf(key, headers[column] ?? '');
      if (places !== 0) this.units.set(column, (cell) => movePoint(cell, places));
      if (isInMiles(key, headers[column] ?? '')) this.units.set(column, milesToKm);
    }
  }

  see(cells: readonly string[]): void {
    for (const [column, dates] of this.dates) dates.see(cells[column] ?? '');
    this.amount.see(cells);
  }

  /** The row, and what of it could be told by all rows only: a date, or that its amount is counted already. */
  read(cells: readonly string[]): ReadForms {
    let read: string[] | null = null;
    let isDateTold = false;
    for (const [column, dates] of this.dates) {
      const day = dates.dayOf(cells[column] ?? '');
      if (day === null) continue;
      read ??= [...cells];
      read[column] = day;
      isDateTold = true;
    }
    for (const [column, inOurUnit] of this.units) {
      read ??= [...cells];
      read[column] = inOurUnit(cells[column] ?? '');
    }
    const isAmountCounted = this.amount.isCounted(cells);
    const paid = this.columns.get('paid');
    if (isAmountCounted && paid !== undefined) {
      read ??= [...cells];
      read[paid] = '';
    }
    return { cells: read ?? cells, isDateTold, isAmountCounted };
  }
}
