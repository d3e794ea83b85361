import type { HistoryRow } from './history-row.js';

/**
 * One order of an export that prints a line for each job or part: the lines that follow one another with the same
 * order number, car and day are one visit. `S` is what the caller knows of a line.
 */
export class OpenOrder<S> {
  readonly sources: S[];
  /** A line of it was refused: then all are, so that the mended lines can be imported together. */
  spoilt = false;
  private readonly prints: Set<number>;
  private readonly amounts: number[];

  constructor(
    private first: HistoryRow,
    source: S,
    print: number,
  ) {
    this.sources = [source];
    this.prints = new Set([print]);
    this.amounts = [first.paidFen];
  }

  isNumbered(orderNo: string): boolean {
    return this.first.orderNo.toUpperCase() === orderNo.toUpperCase();
  }

  /** Takes a further line of this order; answers why not if it cannot be one. */
  add(row: HistoryRow, source: S, print: number): 'taken' | 'exact_duplicate_row' | 'order_no_twice' {
    const { car, visitedOn, km } = this.first;
    if (this.prints.has(print)) return 'exact_duplicate_row';
    if (row.car !== car || row.visitedOn !== visitedOn) return 'order_no_twice';
    if (km !== null && row.km !== null && row.km !== km) return 'order_no_twice';
    this.prints.add(print);
    this.sources.push(source);
    this.amounts.push(row.paidFen);
    this.first = {
      ...this.first,
      km: km ?? row.km,
      kind: row.isService && !this.first.isService ? row.kind : this.first.kind,
      isService: this.first.isService || row.isService,
      settled: this.first.settled && row.settled,
      advisorName: this.first.advisorName ?? row.advisorName,
    };
    return 'taken';
  }

  /** The visit, with the sum of its lines; an amount of the whole order that every line repeats counts once. */
  visit(wholeOrderAmount: boolean): HistoryRow {
    const [one = 0] = this.amounts;
    const repeated = wholeOrderAmount && this.amounts.every((amount) => amount === one);
    return { ...this.first, paidFen: repeated ? one : this.amounts.reduce((sum, amount) => sum + amount, 0) };
  }
}
