/**
 * Money of a whole order that an export prints on each of its lines, known in two ways: by the name of the column, or,
 * where the name leaves it open, by what all orders of the file do.
 */

/** What an export calls the money of a whole order; other columns hold the money of a line. */
const WHOLE_ORDER = /结算|实收|实付|应收|合计|总|工单|产值|消费/;
const ONE_LINE = /小计|单价|项目|工时|材料|配件|明细|价税/;

/** True if a column of this name repeats the money of the whole order on each of its lines. */
export function isWholeOrderAmount(header: string | undefined): boolean {
  return header !== undefined && WHOLE_ORDER.test(header) && !ONE_LINE.test(header);
}

/** True if the name of a column leaves open whether its money is that of a line or of the whole order. */
function mayBeEitherAmount(header: string | undefined): boolean {
  return header !== undefined && !WHOLE_ORDER.test(header) && !ONE_LINE.test(header);
}

/** So many orders of several lines must speak for it before an amount is taken for that of the order. */
const ENOUGH_ORDERS = 5;

/**
 * Whether a column whose name leaves it open (`金额`) prints the money of the whole order on each of its lines: all
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
