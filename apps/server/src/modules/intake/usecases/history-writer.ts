import type { Tx } from '../../../platform/database/index.js';
import type { HistoryIntake, VehicleCare } from '../../vehicle/index.js';
import { type HistoryRow, readHistoryRow } from '../domain/history-row.js';
import { ReadingLedger } from '../domain/reading-ledger.js';
import { fingerprint, SeenOrders } from '../domain/seen-rows.js';
import type { DataRow, Intake, RowWriter, WriterContext, WrittenRow } from './import-batch.js';
import { countSuspectReadings } from './suspect-readings.js';
import { inTransaction, type Transactions } from './transactions.js';

interface Waiting {
  source: DataRow;
  row: HistoryRow;
}

/** Writes past workshop visits of cars on file, by store and order number, and their odometer readings. */
export class HistoryWriter implements RowWriter {
  private batch: Waiting[] = [];
  private readonly seen = new SeenOrders();
  private readonly ledger = new ReadingLedger();

  constructor(
    private readonly parts: { transactions: Transactions; history: HistoryIntake; care: VehicleCare },
    private readonly context: WriterContext,
  ) {}

  get waiting(): number {
    return this.batch.length;
  }

  mustFlushBefore(): boolean {
    return false;
  }

  accept(source: DataRow): Intake {
    const result = readHistoryRow(source.field, this.context.asOf);
    if (!result.ok) return { pending: false, errors: result.errors, warnings: result.warnings };
    const { row, warnings } = result;
    const print = fingerprint(source.cells.map((cell) => cell.trim()));
    const verdict = this.seen.judge(row.orderNo, print);
    if (verdict !== 'new') return { pending: false, errors: [verdict], warnings };
    this.seen.accept(row.orderNo, print);
    if (row.km !== null) this.ledger.add(row.vin, row.visitedOn, row.km);
    this.batch.push({ source, row });
    return { pending: true, warnings };
  }

  async flush(): Promise<WrittenRow[]> {
    const batch = this.batch;
    this.batch = [];
    if (batch.length === 0) return [];
    return inTransaction(this.parts.transactions, (tx) => this.write(tx, batch));
  }

  countSuspects(): Promise<number> {
    return countSuspectReadings(this.parts.history, this.ledger, this.context.asOf);
  }

  private async write(tx: Tx, batch: readonly Waiting[]): Promise<WrittenRow[]> {
    const { history, care } = this.parts;
    const { write, storeId, asOf } = this.context;
    const ids = await history.idsByVin([...new Set(batch.map(({ row }) => row.vin))]);
    const known = batch.flatMap(({ row }) => {
      const vehicleId = ids.get(row.vin);
      return vehicleId === undefined ? [] : [{ ...row, on: row.visitedOn, vehicleId }];
    });
    const changes = await history.upsert(tx, storeId, known, write);
    const readings = known.flatMap(({ vehicleId, on, km }) => (km === null ? [] : [{ vehicleId, on, km }]));
    const fresh = await history.addReadings(tx, readings, write);
    if (write) {
      const withReading = new Set(readings.filter((_, i) => fresh[i]).map((reading) => reading.vehicleId));
      const touched = new Set(known.filter((_, i) => changes[i] !== 'unchanged').map((row) => row.vehicleId));
      for (const id of withReading) touched.add(id);
      await history.judge(tx, [...withReading], asOf);
      await care.recompute(tx, [...touched]);
    }
    let place = 0;
    return batch.map(({ source, row }): WrittenRow => {
      if (!ids.has(row.vin)) return { row: source, outcome: 'refused', reason: 'vehicle_unknown' };
      const outcome = changes[place] ?? 'unchanged';
      place += 1;
      return { row: source, outcome };
    });
  }
}
