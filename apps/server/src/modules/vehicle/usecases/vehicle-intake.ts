import type { VehicleUse } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { fieldCipher } from '../../../platform/crypto/index.js';
import { newId, type Tx } from '../../../platform/database/index.js';
import type { FieldChange } from '../../owner/index.js';
import type { LinkPlan, PersonLink } from '../domain/plan-link.js';

/** What an export says of a car. Null says nothing and changes nothing. */
export interface VehicleImport {
  vin: string;
  plate: string | null;
  brand: string | null;
  model: string | null;
  modelYear: number | null;
  colour: string | null;
  soldOn: string | null;
  soldHere: boolean | null;
  use: VehicleUse | null;
  insuranceExpiresOn: string | null;
  insurer: string | null;
  insuredHere: boolean | null;
  advisorId: string | null;
  advisorName: string | null;
  lastServiceOn: string | null;
  /** The car stood higher up in the same file: only what is still empty is filled. */
  fillOnly: boolean;
}

const FIELDS = [
  ['brand', 'brand'],
  ['model', 'model'],
  ['modelYear', 'model_year'],
  ['colour', 'colour'],
  ['soldOn', 'sold_on'],
  ['soldHere', 'sold_here'],
  ['use', '`use`'],
  ['insuranceExpiresOn', 'insurance_expires_on'],
  ['insurer', 'insurer'],
  ['insuredHere', 'insured_here'],
  ['advisorId', 'advisor_id'],
  ['advisorName', 'advisor_name'],
  ['lastServiceOn', 'last_service_on'],
] as const;
type FieldKey = (typeof FIELDS)[number][0];
type Value = string | number | null;

/** A car as the import works on it. */
export interface VehicleDraft {
  readonly id: string;
  readonly isNew: boolean;
  changed: boolean;
  /** What changed in a car on file. */
  readonly changes: FieldChange[];
  readonly vinIndex: string;
  plateIndex: string | null;
  /** The plate on file, encrypted. */
  readonly sealedPlate: string | null;
  /** Set when the plate is written anew. */
  plate: string | null;
  readonly values: Record<FieldKey, Value>;
}

interface Row extends Record<FieldKey, Value> {
  id: string;
  vin_index: string;
  plate_index: string | null;
  sealed_plate: string | null;
}

/** What stands in a new car where the export says nothing. */
const EMPTY: Record<FieldKey, Value> = {
  brand: '',
  model: '',
  modelYear: null,
  colour: null,
  soldOn: null,
  soldHere: 0,
  use: 'private',
  insuranceExpiresOn: null,
  insurer: null,
  insuredHere: 0,
  advisorId: null,
  advisorName: null,
  lastServiceOn: null,
};

/** Writes many cars, their people and readings at once. */
@Injectable()
export class VehicleIntake {
  constructor(private readonly clock: Clock) {}

  /** The cars on file by normalised VIN; one query by blind index. */
  async load(tx: Tx, vins: readonly string[]): Promise<Map<string, VehicleDraft>> {
    if (vins.length === 0) return new Map();
    const vinOf = new Map(vins.map((vin) => [fieldCipher().index('vin', vin), vin]));
    const rows: Row[] = await tx.manager.query(
      `SELECT id, vin_index, plate_index, plate AS sealed_plate, ${FIELDS.map(([key, column]) => `${column} AS \`${key}\``).join(', ')}
         FROM vehicle WHERE vin_index IN (?)`,
      [[...vinOf.keys()]],
    );
    return new Map(
      rows.map(({ id, vin_index, plate_index, sealed_plate, ...values }) => [
        vinOf.get(vin_index) ?? '',
        {
          id,
          isNew: false,
          changed: false,
          changes: [],
          vinIndex: vin_index,
          plateIndex: plate_index,
          sealedPlate: sealed_plate,
          plate: null,
          values,
        },
      ]),
    );
  }

  /** Brings a car up to date in memory: `save` writes it. Without `known` it makes a new one. */
  apply(entry: VehicleImport, known: VehicleDraft | undefined): VehicleDraft {
    const cipher = fieldCipher();
    const draft: VehicleDraft = known ?? {
      id: newId(this.clock),
      isNew: true,
      changed: true,
      changes: [],
      vinIndex: cipher.index('vin', entry.vin),
      plateIndex: null,
      sealedPlate: null,
      plate: null,
      values: { ...EMPTY },
    };
    const overwrite = draft.isNew || !entry.fillOnly;
    const plateIndex = entry.plate === null ? null : cipher.index('plate', entry.plate);
    if (plateIndex !== null && plateIndex !== draft.plateIndex && (overwrite || draft.plateIndex === null)) {
      draft.plateIndex = plateIndex;
      draft.plate = entry.plate;
      const from = draft.sealedPlate === null ? null : cipher.decrypt(draft.sealedPlate);
      note(draft, { field: 'plate', from, to: entry.plate });
    }
    for (const [key] of FIELDS) {
      const next = stored(entry[key]);
      const old = draft.values[key];
      if (next === null || next === old) continue;
      // The last service only ever moves forward, from whichever row: the workshop may know a later one.
      const moves = key === 'lastServiceOn' ? String(next) > String(old ?? '') : overwrite;
      if (!moves && old !== null && old !== '') continue;
      draft.values[key] = next;
      note(draft, { field: key, from: old, to: next });
    }
    // Another advisor's name with no colleague of that name here: the old colleague is no longer the advisor.
    if (
      overwrite &&
      entry.advisorName !== null &&
      entry.advisorId === null &&
      draft.values.advisorId !== null
    ) {
      draft.values.advisorId = null;
      draft.changed = true;
    }
    return draft;
  }

  /** Writes new and changed cars: one statement for each of the two, one more for new plates. */
  async save(
    tx: Tx,
    storeId: string,
    entries: readonly { vin: string; draft: VehicleDraft }[],
  ): Promise<void> {
    const now = this.clock.date();
    const cipher = fieldCipher();
    const columns = FIELDS.map(([, column]) => column);
    const values = (draft: VehicleDraft) => FIELDS.map(([key]) => draft.values[key]);
    const created = entries.filter(({ draft }) => draft.isNew);
    if (created.length > 0) {
      await tx.manager.query(
        `INSERT INTO vehicle (id, store_id, vin, vin_index, vin_tail, plate, plate_index, plate_tail, ${columns.join(', ')}, created_at, updated_at) VALUES ?`,
        [
          created.map(({ vin, draft }) => [
            draft.id,
            storeId,
            cipher.encrypt(vin),
            draft.vinIndex,
            cipher.tailIndex('vin', vin),
            draft.plate === null ? null : cipher.encrypt(draft.plate),
            draft.plateIndex,
            draft.plate === null ? null : cipher.tailIndex('plate', draft.plate),
            ...values(draft),
            now,
            now,
          ]),
        ],
      );
    }
    const changed = entries.filter(({ draft }) => draft.changed && !draft.isNew).map(({ draft }) => draft);
    if (changed.length === 0) return;
    // The rows are there: the insert always meets its primary key. Columns without a default must still be named.
    const sets = [...columns, 'updated_at'].map((column) => `${column} = VALUES(${column})`).join(', ');
    await tx.manager.query(
      `INSERT INTO vehicle (id, store_id, vin, vin_index, vin_tail, ${columns.join(', ')}, created_at, updated_at)
       VALUES ? ON DUPLICATE KEY UPDATE ${sets}`,
      [changed.map((draft) => [draft.id, storeId, '', draft.vinIndex, '', ...values(draft), now, now])],
    );
    await this.savePlates(
      tx,
      changed.filter((draft) => draft.plate !== null),
    );
  }

  private async savePlates(tx: Tx, drafts: readonly VehicleDraft[]): Promise<void> {
    if (drafts.length === 0) return;
    const cipher = fieldCipher();
    await tx.manager.query(
      `INSERT INTO vehicle (id, store_id, vin, vin_index, vin_tail, plate, plate_index, plate_tail, brand, model, sold_here, \`use\`, insured_here, created_at, updated_at)
       VALUES ? ON DUPLICATE KEY UPDATE plate = VALUES(plate), plate_index = VALUES(plate_index), plate_tail = VALUES(plate_tail)`,
      [
        drafts.map((draft) => {
          const plate = draft.plate ?? '';
          const now = this.clock.date();
          return [
            draft.id,
            '',
            '',
            draft.vinIndex,
            '',
            cipher.encrypt(plate),
            draft.plateIndex,
            cipher.tailIndex('plate', plate),
            '',
            '',
            0,
            '',
            0,
            now,
            now,
          ];
        }),
      ],
    );
  }

  /** Everybody who is or was tied to these cars. */
  async linksOf(tx: Tx, vehicleIds: readonly string[]): Promise<Map<string, PersonLink[]>> {
    const byVehicle = new Map<string, PersonLink[]>();
    if (vehicleIds.length === 0) return byVehicle;
    const rows: (PersonLink & { vehicleId: string })[] = await tx.manager.query(
      'SELECT vehicle_id AS vehicleId, owner_id AS ownerId, role, ended_at AS endedAt FROM owner_vehicle WHERE vehicle_id IN (?)',
      [vehicleIds],
    );
    for (const { vehicleId, ...link } of rows)
      byVehicle.set(vehicleId, [...(byVehicle.get(vehicleId) ?? []), link]);
    return byVehicle;
  }

  /** Ties people to cars as `planLink` says; two statements. */
  async saveLinks(tx: Tx, plans: readonly (LinkPlan & { vehicleId: string })[]): Promise<void> {
    const now = this.clock.date();
    const set = plans.filter((plan) => plan.set !== null);
    if (set.length > 0) {
      await tx.manager.query(
        `INSERT INTO owner_vehicle (owner_id, vehicle_id, role, created_at, ended_at) VALUES ?
         ON DUPLICATE KEY UPDATE role = VALUES(role), ended_at = NULL`,
        [set.map((plan) => [plan.set?.ownerId, plan.vehicleId, plan.set?.role, now, null])],
      );
    }
    const ended = plans.flatMap((plan) => plan.end.map((ownerId) => [ownerId, plan.vehicleId]));
    if (ended.length === 0) return;
    await tx.manager.query(
      'UPDATE owner_vehicle SET ended_at = ? WHERE (owner_id, vehicle_id) IN (?) AND ended_at IS NULL',
      [now, ended],
    );
  }
}

function note(draft: VehicleDraft, change: FieldChange): void {
  draft.changed = true;
  if (!draft.isNew) draft.changes.push(change);
}

function stored(value: string | number | boolean | null): Value {
  return typeof value === 'boolean' ? Number(value) : value;
}
