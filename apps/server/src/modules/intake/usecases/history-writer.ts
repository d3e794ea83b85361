import type { Tx } from '../../../platform/database/index.js';
import type { HistoryIntake, VehicleCare } from '../../vehicle/index.js';
import { ContinuedLines } from '../domain/continued-line.js';
import { type HistoryRow, readHistoryRow, readOrderNo } from '../domain/history-row.js';
import { OpenOrder } from '../domain/open-order.js';
import { ReadingLedger } from '../domain/reading-ledger.js';
import { fingerprint, SeenOrders } from '../domain/seen-rows.js';
import type { DataRow, Intake, RowWriter, WriterContext, WrittenRow } from './import-batch.js';
import { countSuspectReadings } from './suspect-readings.js';
import { inTransaction, type Transactions } from './transactions.js';

type Order = OpenOrder<DataRow>;

/** Columns without which an order is read as less than it was. */
const NOT_TOLD = [
  ['paid', 'amount_without_column'],
  ['kind', 'kind_without_column'],
] as const;

/** Writes past workshop visits of cars on file, by store and order number, and their odometer readings. */
export class HistoryWriter implements RowWriter {
  private batch: Order[] = [];
  /** The order of the row before: the next row may be another line of it. */
  private open: Order | null = null;
  /** The order of a refused row that no accepted one precedes. */
  private spoilt = '';
  private readonly continued = new ContinuedLines();
  private readonly seen = new SeenOrders();
  private readonly ledger = new ReadingLedger();

  constructor(
    private readonly parts: { transactions: Transactions; history: HistoryIntake; care: VehicleCare },
    private readonly context: WriterContext & {
      wholeOrderAmount: boolean;
      /** Fields that have a column of the file. */
      filled: ReadonlySet<string>;
    },
  ) {}

  get waiting(): number {
    return this.batch.length;
  }

  mustFlushBefore(): boolean {
    return false;
  }

  accept(source: DataRow): Intake {
    const { field, isContinued } = this.continued.read(source.field, source.cells);
    const store = this.context.stores.judge(field('store'));
    if (store === 'other_store') return { pending: false, errors: [store], warnings: [] };
    const result = readHistoryRow(field, this.context.asOf);
    if (!result.ok) {
      this.spoil(readOrderNo(field));
      return { pending: false, errors: result.errors, warnings: result.warnings };
    }
    const { row, warnings } = result;
    if (store !== null) warnings.push(store);
    if (isContinued) warnings.push('order_line_continued');
    for (const [key, warning] of NOT_TOLD) if (!this.context.filled.has(key)) warnings.push(warning);
    const print = fingerprint(source.cells.map((cell) => cell.trim()));
    if (this.open?.isNumbered(row.orderNo)) {
      const verdict = this.open.add(row, source, print);
      return verdict === 'taken'
        ? { pending: true, warnings }
        : { pending: false, errors: [verdict], warnings };
    }
    const visit = fingerprint([row.car, row.visitedOn]);
    const verdict = this.seen.judge(row.orderNo, print, visit);
    if (verdict !== 'new') return { pending: false, errors: [verdict], warnings };
    this.seen.accept(row.orderNo, print, visit);
    this.open = new OpenOrder(row, source, print);
    if (this.spoilt === row.orderNo) this.open.spoilt = true;
    this.batch.push(this.open);
    return { pending: true, warnings };
  }

  async flush(last: boolean): Promise<WrittenRow[]> {
    const kept = last ? null : this.open;
    const orders = this.batch.filter((order) => order !== kept);
    this.batch = kept ? [kept] : [];
    if (orders.length === 0) return [];
    const judged = orders.map((order) => ({ order, row: order.visit(this.context.wholeOrderAmount) }));
    const refused = judged.flatMap(({ order, row }) => {
      const reason = order.spoilt ? 'order_line_refused' : row.paidFen < 0 ? 'amount_negative' : null;
      return reason === null ? [] : refuse(order, reason);
    });
    const good = judged.filter(({ order, row }) => !order.spoilt && row.paidFen >= 0);
    for (const { row } of good) if (row.km !== null) this.ledger.add(row.car, row.visitedOn, row.km);
    if (good.length === 0) return refused;
    return [...refused, ...(await inTransaction(this.parts.transactions, (tx) => this.write(tx, good)))];
  }

  private spoil(orderNo: string): void {
    if (this.open?.isNumbered(orderNo)) this.open.spoilt = true;
    else this.spoilt = orderNo;
  }

  countSuspects(): Promise<number> {
    return countSuspectReadings(this.parts.history, this.ledger, this.context.asOf);
  }

  private async write(tx: Tx, batch: readonly { order: Order; row: HistoryRow }[]): Promise<WrittenRow[]> {
    const { history, care } = this.parts;
    const { write, storeId, asOf } = this.context;
    const ids = await history.idsOf([...new Set(batch.map(({ row }) => row.car))]);
    const known = batch.flatMap(({ row }) => {
      const vehicleId = ids.get(row.car) ?? null;
      return vehicleId === null ? [] : [{ ...row, on: row.visitedOn, vehicleId }];
    });
    const outcomes = await history.upsert(tx, storeId, known, { write, told: this.context.filled });
    const readings = known.flatMap(({ vehicleId, on, km }) => (km === null ? [] : [{ vehicleId, on, km }]));
    const fresh = await history.addReadings(tx, readings, write);
    if (write) {
      const withReading = new Set(readings.filter((_, i) => fresh[i]).map((reading) => reading.vehicleId));
      const touched = new Set(
        known.filter((_, i) => outcomes[i]?.change !== 'unchanged').map((row) => row.vehicleId),
      );
      for (const id of withReading) touched.add(id);
      await history.judge(tx, [...withReading], asOf);
      await care.recompute(tx, [...touched]);
    }
    let place = 0;
    return batch.flatMap(({ order, row }): WrittenRow[] => {
      const vehicleId = ids.get(row.car);
      if (vehicleId === undefined) return refuse(order, 'vehicle_unknown');
      if (vehicleId === null) return refuse(order, 'plate_of_several');
      const { change, changes } = outcomes[place] ?? { change: 'unchanged', changes: [] };
      place += 1;
      return order.sources.map((source, line) =>
        line === 0 ? { row: source, outcome: change, changes } : { row: source, outcome: 'merged' },
      );
    });
  }
}

const refuse = (order: Order, reason: string): WrittenRow[] =>
  order.sources.map((row) => ({ row, outcome: 'refused', reason }));
