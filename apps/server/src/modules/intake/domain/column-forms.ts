import type { BusinessDate } from '@cheban/kernel';
import { movePoint, placesOf } from './column-unit.js';
import { DateColumn, windowOf } from './date-order.js';

/**
 * What the cells of a column mean by the name of the column (`里程(万公里)`) or by all its other cells (`26-03-05`).
 * Shown all rows first, it then gives a row as the readers of single cells expect it.
 */
export class ColumnForms {
  private readonly dates = new Map<number, DateColumn>();
  private readonly places = new Map<number, number>();

  /** `columns`: where each field stands. */
  constructor(columns: ReadonlyMap<string, number>, headers: readonly string[], today: BusinessDate) {
    for (const [key, column] of columns) {
      const window = windowOf(key, today);
      if (window) this.dates.set(column, new DateColumn(window));
      const places = placesOf(key, headers[column] ?? '');
      if (places !== 0) this.places.set(column, places);
    }
  }

  see(cells: readonly string[]): void {
    for (const [column, dates] of this.dates) dates.see(cells[column] ?? '');
  }

  /** The row, and whether a date of it could be told by the column only. */
  read(cells: readonly string[]): { cells: readonly string[]; isDateTold: boolean } {
    let read: string[] | null = null;
    let isDateTold = false;
    for (const [column, dates] of this.dates) {
      const day = dates.dayOf(cells[column] ?? '');
      if (day === null) continue;
      read ??= [...cells];
      read[column] = day;
      isDateTold = true;
    }
    for (const [column, places] of this.places) {
      read ??= [...cells];
      read[column] = movePoint(cells[column] ?? '', places);
    }
    return { cells: read ?? cells, isDateTold };
  }
}
