import type { VehicleRole } from '@cheban/contracts';
import type { Tx } from '../../../platform/database/index.js';
import type { OwnerImport, OwnerIntake } from '../../owner/index.js';
import {
  type HistoryIntake,
  planLink,
  type VehicleCare,
  type VehicleDraft,
  type VehicleImport,
  type VehicleIntake,
} from '../../vehicle/index.js';
import { readVin } from '../domain/read-code.js';
import { ReadingLedger } from '../domain/reading-ledger.js';
import { fingerprint, SeenCars } from '../domain/seen-rows.js';
import { readVehicleRow, type VehicleRow } from '../domain/vehicle-row.js';
import type { DataRow, Intake, RowWriter, WriterContext, WrittenRow } from './import-batch.js';
import { countSuspectReadings } from './suspect-readings.js';
import { inTransaction, type Transactions } from './transactions.js';

export interface VehicleWriterParts {
  transactions: Transactions;
  owners: OwnerIntake;
  vehicles: VehicleIntake;
  history: HistoryIntake;
  care: VehicleCare;
  /** Ids of the store's advisors by name. */
  advisors: ReadonlyMap<string, string>;
}

interface Waiting {
  source: DataRow;
  row: VehicleRow;
  /** The car stood above in this file. */
  carSeen: boolean;
  personSeen: boolean;
}

/** Writes customers and their cars: people by phone, cars by VIN, their tie, and the last service as a reading. */
export class VehicleWriter implements RowWriter {
  private batch: Waiting[] = [];
  private readonly inBatch = new Set<string>();
  private readonly seen = new SeenCars();
  private readonly ledger = new ReadingLedger();

  constructor(
    private readonly parts: VehicleWriterParts,
    private readonly context: WriterContext,
  ) {}

  get waiting(): number {
    return this.batch.length;
  }

  mustFlushBefore(row: DataRow): boolean {
    return this.inBatch.has(readVin(row.field('vin')).vin);
  }

  accept(source: DataRow): Intake {
    const first = this.seen.isFirst(fingerprint(source.cells.map((cell) => cell.trim())));
    const store = this.context.stores.judge(source.field('store'));
    if (store === 'other_store') return { pending: false, errors: [store], warnings: [] };
    const result = readVehicleRow(source.field, this.context.asOf);
    if (!first) return { pending: false, errors: ['exact_duplicate_row'], warnings: [] };
    if (!result.ok) return { pending: false, errors: result.errors, warnings: result.warnings };
    const { row, warnings } = result;
    if (store !== null) warnings.push(store);
    const verdict = this.seen.judge(row.vin, row.phone, row.name);
    if (verdict === 'same_vin_other_phone' || verdict === 'phone_placeholder')
      return { pending: false, errors: [verdict], warnings };
    const { personSeen, otherName } = this.seen.accept(row.vin, row.phone, row.name);
    if (otherName) warnings.push('same_phone_other_name');
    this.batch.push({ source, row, carSeen: verdict === 'same_car', personSeen });
    this.inBatch.add(row.vin);
    if (row.lastServiceOn !== null && row.lastServiceKm !== null) {
      this.ledger.add(row.vin, row.lastServiceOn, row.lastServiceKm);
    }
    return { pending: true, warnings };
  }

  async flush(): Promise<WrittenRow[]> {
    const batch = this.batch;
    this.batch = [];
    this.inBatch.clear();
    if (batch.length === 0) return [];
    return inTransaction(this.parts.transactions, (tx) => this.write(tx, batch));
  }

  countSuspects(): Promise<number> {
    return countSuspectReadings(this.parts.history, this.ledger, this.context.asOf);
  }

  private async write(tx: Tx, batch: readonly Waiting[]): Promise<WrittenRow[]> {
    const { owners, vehicles, history, care } = this.parts;
    const { write, storeId, asOf } = this.context;
    const known = await vehicles.load(
      tx,
      batch.map(({ row }) => row.vin),
    );
    const links = await vehicles.linksOf(
      tx,
      [...known.values()].map((draft) => draft.id),
    );
    const people = await owners.upsert(
      tx,
      batch.map((waiting) => {
        const carId = known.get(waiting.row.vin)?.id ?? '';
        const active = (links.get(carId) ?? []).filter((link) => link.endedAt === null);
        return ownerImport(
          waiting,
          active.map((link) => link.ownerId),
        );
      }),
      write,
    );
    const cars = batch.map((waiting) => ({
      vin: waiting.row.vin,
      draft: vehicles.apply(this.vehicleImport(waiting), known.get(waiting.row.vin)),
    }));
    const plans = batch.map(({ row }, i) => {
      const vehicleId = cars[i]?.draft.id ?? '';
      const role: VehicleRole = row.isCompany ? 'company_contact' : 'owner';
      const ownerId = people[i]?.id ?? null;
      if (ownerId === null) return { vehicleId, set: null, end: [] };
      return { vehicleId, ...planLink(links.get(vehicleId) ?? [], ownerId, role) };
    });
    if (write) {
      await vehicles.save(tx, storeId, cars);
      await vehicles.saveLinks(tx, plans);
    }
    const fresh = await this.addReadings(tx, batch, cars);
    const touched = cars
      .filter(({ draft }, i) => draft.changed || fresh[i] === true)
      .map(({ draft }) => draft.id);
    if (write && touched.length > 0) {
      await history.judge(
        tx,
        cars.filter((_, i) => fresh[i] === true).map(({ draft }) => draft.id),
        asOf,
      );
      await care.recompute(tx, touched);
    }
    return batch.map(({ source, row, carSeen }, i): WrittenRow => {
      const draft = cars[i]?.draft;
      const plan = plans[i];
      const moved = plan !== undefined && (plan.set !== null || plan.end.length > 0);
      const changed = draft?.changed || people[i]?.change !== 'unchanged' || moved || fresh[i] === true;
      // In a dry run a repeated car is still not on file, yet it would be by now: only its reading is news.
      if (!write && carSeen && draft?.isNew)
        return { row: source, outcome: fresh[i] === true ? 'updated' : 'unchanged' };
      if (draft?.isNew === true) return { row: source, outcome: 'created' };
      if (!changed) return { row: source, outcome: 'unchanged' };
      const changes = [...(people[i]?.changes ?? []), ...(draft?.changes ?? [])];
      if (moved) changes.push({ field: 'ownerOfCar', from: null, to: row.name });
      if (fresh[i] === true) changes.push({ field: 'lastServiceKm', from: null, to: row.lastServiceKm });
      return { row: source, outcome: 'updated', changes };
    });
  }

  private async addReadings(
    tx: Tx,
    batch: readonly Waiting[],
    cars: readonly { draft: VehicleDraft }[],
  ): Promise<boolean[]> {
    const readings = batch.flatMap(({ row }, i) => {
      const { lastServiceOn: on, lastServiceKm: km } = row;
      return on === null || km === null ? [] : [{ place: i, vehicleId: cars[i]?.draft.id ?? '', on, km }];
    });
    const fresh: boolean[] = new Array(batch.length).fill(false);
    const added = await this.parts.history.addReadings(tx, readings, this.context.write);
    readings.forEach(({ place }, i) => {
      fresh[place] = added[i] ?? false;
    });
    return fresh;
  }

  private vehicleImport({ row, carSeen }: Waiting): VehicleImport {
    const advisorId = row.advisorName === null ? null : (this.parts.advisors.get(row.advisorName) ?? null);
    return { ...row, advisorId, fillOnly: carSeen };
  }
}

function ownerImport({ row, personSeen }: Waiting, candidateIds: string[]): OwnerImport {
  return { ...row, fillOnly: personSeen, candidateIds };
}
