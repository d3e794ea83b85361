import { judgeReading } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { StoreCatalog } from '../../store/index.js';
import type { Vehicle } from '../domain/vehicle.js';
import { ELSEWHERE, figuresOf } from '../domain/vehicle-figures.js';
import { VehicleRepository } from '../persistence/vehicle.repository.js';
import {
  type Reading,
  type ServiceRecord,
  VehicleHistoryRepository,
} from '../persistence/vehicle-history.repository.js';

/** Keeps what is known of a car true: readings, visits, pace and due dates. */
@Injectable()
export class VehicleCare {
  constructor(
    private readonly repository: VehicleRepository,
    private readonly history: VehicleHistoryRepository,
    private readonly stores: StoreCatalog,
    private readonly clock: Clock,
  ) {}

  /** Looks at a reading without keeping it: `ok`, or why it cannot be true. */
  async judge(
    vehicleId: string,
    reading: { km: number; on: string },
  ): Promise<{ state: 'ok' | 'suspect'; reason: string | null }> {
    const good = await this.history.goodReadings([vehicleId]);
    const verdict = judgeReading(good, reading, this.clock.today());
    return verdict === 'ok' ? { state: 'ok', reason: null } : { state: 'suspect', reason: verdict.reason };
  }

  /**
   * Keeps an odometer reading. One that cannot be true is kept aside for a person and never used, unless `checked`
   * says that a person looked at the odometer again.
   */
  async recordReading(
    tx: Tx,
    vehicleId: string,
    reading: Reading,
    checked = false,
  ): Promise<{ state: 'ok' | 'suspect'; reason: string | null }> {
    const verdict = await this.judge(vehicleId, reading);
    const state = verdict.state === 'suspect' && checked ? 'accepted' : verdict.state;
    await this.history.insertReading(tx, { ...reading, vehicleId, state, reason: verdict.reason });
    return state === 'suspect' ? verdict : { state: 'ok', reason: verdict.reason };
  }

  async addServiceRecord(tx: Tx, record: ServiceRecord): Promise<void> {
    await this.history.insertServiceRecord(tx, record);
  }

  /**
   * Corrects a past visit of ours: amount, odometer and with them the next due date. The wrong reading is taken out of
   * use first; `suspect` if the new one cannot be true and nobody has `checked` it: nothing must be committed then.
   */
  async correctService(
    tx: Tx,
    visit: { storeId: string; orderNo: string; vehicleId: string; on: string; km: number },
    right: { km: number; paidFen: number },
    checked: boolean,
  ): Promise<'ok' | 'suspect'> {
    const { vehicleId, on, storeId, orderNo } = visit;
    if (right.km !== visit.km) {
      await this.history.rejectReading(tx, { vehicleId, on, km: visit.km, source: 'visit' });
      const reading = { on, km: right.km, source: 'visit' } as const;
      const { state } = await this.recordReading(tx, vehicleId, reading, checked);
      if (state === 'suspect') return 'suspect';
    }
    await this.history.correctServiceRecord(tx, { storeId, orderNo }, right);
    await this.recompute(tx, [vehicleId]);
    return 'ok';
  }

  /** Keeps a service that the owner had done in another shop, and counts the next one from it. */
  async recordElsewhere(
    tx: Tx,
    vehicle: Pick<Vehicle, 'id' | 'storeId'>,
    service: { on: string; orderNo: string },
  ): Promise<void> {
    await this.history.insertServiceRecord(tx, {
      ...service,
      vehicleId: vehicle.id,
      storeId: vehicle.storeId,
      km: null,
      kind: ELSEWHERE,
      isService: true,
      paidFen: 0,
      settled: true,
      advisorName: null,
      visitId: null,
    });
    await this.recompute(tx, [vehicle.id]);
  }

  /** What the owner put off and is asked about next; null: nothing. Care reads it like any other due day. */
  async advise(tx: Tx, vehicleId: string, next: { on: string; title: string } | null): Promise<void> {
    await this.repository.saveAdvised(tx, vehicleId, next);
  }

  /** Computes pace, last visits and due dates of these cars anew; four queries and one update for all of them. */
  async recompute(tx: Tx, vehicleIds: readonly string[]): Promise<void> {
    if (vehicleIds.length === 0) return;
    const vehicles = await this.repository.findByIds(vehicleIds);
    const [readings, records, stores] = await Promise.all([
      this.history.goodReadings(vehicleIds),
      this.history.serviceRecordsOf(vehicleIds),
      this.stores.findByIds(vehicles.map((vehicle) => vehicle.storeId)),
    ]);
    const readingsOf = groupByVehicle(readings);
    const recordsOf = groupByVehicle(records.filter((record) => record.settled));
    const today = this.clock.today();
    const figures = vehicles.map((vehicle) => {
      const store = stores.find((entry) => entry.id === vehicle.storeId);
      return {
        id: vehicle.id,
        ...figuresOf({
          soldOn: vehicle.soldOn,
          lastServiceOn: vehicle.lastServiceOn,
          lastServiceKm: vehicle.lastServiceKm,
          lastPaidVisitOn: vehicle.lastPaidVisitOn,
          readings: readingsOf.get(vehicle.id) ?? [],
          records: (recordsOf.get(vehicle.id) ?? []).map((record) => ({
            ...record,
            elsewhere: record.kind === ELSEWHERE,
          })),
          cycle: { months: store?.cycleMonths ?? 6, km: store?.cycleKm ?? 10_000 },
          today,
        }),
      };
    });
    await this.repository.saveFigures(tx, figures);
  }
}

function groupByVehicle<T extends { vehicleId: string }>(list: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of list) {
    const group = groups.get(entry.vehicleId);
    if (group) group.push(entry);
    else groups.set(entry.vehicleId, [entry]);
  }
  return groups;
}
