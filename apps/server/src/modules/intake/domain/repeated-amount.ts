import { mayBeEitherAmount } from './open-order.js';

/** So many orders of several lines must speak for it before an amount is taken for that of the order. */
const ENOUGH_ORDERS = 5;

/**
 * Whether a column whose name does not say so (`金额`) prints the money of the whole order on each of its lines: all
 * orders of several lines do, and there are enough of them. Shown all rows first, it then knows the lines whose amount
 * has been counted with the line before.
 */
export class RepeatedAmount {
  private orders = 0;
  private differs = false;
  private last = { orderNo: '', amount: '', lines: 0 };
  private readOrder = '';

  /** Places of order number and amount in a row; undefined where there is no such column. */
  constructor(
    private readonly orderNo: number | undefined,
    private readonly amount: number | undefined,
    header: string | undefined,
  ) {
    if (orderNo === undefined || amount === undefined || !mayBeEitherAmount(header)) this.differs = true;
  }

  see(cells: readonly string[]): void {
    if (this.differs) return;
    const orderNo = this.orderOf(cells);
    const amount = this.amountOf(cells);
    const { last } = this;
    if (orderNo === '' || orderNo !== last.orderNo) {
      this.last = { orderNo, amount, lines: 1 };
      return;
    }
    last.lines += 1;
    if (amount !== last.amount) this.differs = true;
    else if (last.lines === 2 && /[1-9]/.test(amount)) this.orders += 1;
  }

  /** True for a further line of an order, in a column that repeats the money of the order. Rows in their order. */
  isCounted(cells: readonly string[]): boolean {
    if (this.differs || this.orders < ENOUGH_ORDERS) return false;
    const before = this.readOrder;
    this.readOrder = this.orderOf(cells);
    return this.readOrder !== '' && this.readOrder === before;
  }

  private orderOf = (cells: readonly string[]) => (cells[this.orderNo ?? -1] ?? '').trim().toUpperCase();
  private amountOf = (cells: readonly string[]) => (cells[this.amount ?? -1] ?? '').trim();
}
