import type { routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { decryptOrNull, openName } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { VehicleCare, VehicleDirectory, VehicleHistoryRepository } from '../../vehicle/index.js';

type ListRoute = (typeof routes)['customer']['suspectMileage'];

interface Row {
  id: string;
  vehicleId: string;
  ownerId: string | null;
  ownerName: string | null;
  plate: string | null;
  model: string;
  km: number;
  readOn: string;
  source: 'import' | 'visit' | 'owner';
  reason: string | null;
  previousKm: number | null;
  previousOn: string | null;
}

/** Odometer readings that cannot be true, kept aside for a person (mission A). */
@Injectable()
export class SuspectMileage {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly readings: VehicleHistoryRepository,
    private readonly vehicles: VehicleDirectory,
    private readonly care: VehicleCare,
    private readonly audit: Audit,
  ) {}

  async list(actor: StaffActor, query: QueryOf<ListRoute>): Promise<ViewOf<ListRoute>> {
    const storeIds = storesOf(actor, query.storeId);
    const { page, pageSize } = query;
    if (storeIds.length === 0) return { items: [], total: 0, page, pageSize };
    const from = `FROM mileage_reading r JOIN vehicle v ON v.id = r.vehicle_id WHERE r.state = 'suspect' AND v.store_id IN (?)`;
    const rows: Row[] = await this.uow.reader.query(
      `SELECT r.id, r.vehicle_id AS vehicleId, v.plate, v.model, r.km, r.read_on AS readOn, r.source, r.reason,
              (SELECT l.owner_id FROM owner_vehicle l WHERE l.vehicle_id = v.id AND l.ended_at IS NULL
                ORDER BY l.created_at LIMIT 1) AS ownerId,
              (SELECT o.name FROM owner_vehicle l JOIN owner o ON o.id = l.owner_id
                WHERE l.vehicle_id = v.id AND l.ended_at IS NULL ORDER BY l.created_at LIMIT 1) AS ownerName,
              (SELECT g.km FROM mileage_reading g WHERE g.vehicle_id = v.id AND g.state IN ('ok', 'accepted')
                AND g.read_on <= r.read_on ORDER BY g.read_on DESC, g.km DESC LIMIT 1) AS previousKm,
              (SELECT g.read_on FROM mileage_reading g WHERE g.vehicle_id = v.id AND g.state IN ('ok', 'accepted')
                AND g.read_on <= r.read_on ORDER BY g.read_on DESC, g.km DESC LIMIT 1) AS previousOn
         ${from} ORDER BY r.read_on DESC, r.id LIMIT ? OFFSET ?`,
      [storeIds, pageSize, (page - 1) * pageSize],
    );
    const [count]: { n: string }[] = await this.uow.reader.query(`SELECT COUNT(*) AS n ${from}`, [storeIds]);
    return {
      items: rows.map((row) => ({
        ...row,
        ownerName: openName(row.ownerName) ?? '（无车主）',
        plate: decryptOrNull(row.plate),
        reason: reasons[row.reason ?? ''] ?? '与前后记录不符',
      })),
      total: Number(count?.n ?? 0),
      page,
      pageSize,
    };
  }

  /** Accepts or rejects a reading; due dates follow at once. Foreign, missing and judged readings answer alike. */
  async judge(actor: StaffActor, id: string, accept: boolean): Promise<void> {
    await this.uow.run(async (tx) => {
      const reading = await this.readings.findReading(id);
      const vehicle = reading ? await this.vehicles.findById(reading.vehicleId) : null;
      if (!reading || !vehicle) throw notFound();
      ensureStore(actor, vehicle.storeId);
      if (!(await this.readings.judgeReading(tx, id, accept ? 'accepted' : 'rejected'))) throw notFound();
      if (accept) await this.care.recompute(tx, [vehicle.id]);
      await this.audit.write(tx, {
        actor,
        action: 'mileage.judge',
        text: accept ? '确认里程记录有效' : '判定里程记录无效',
        subjectId: vehicle.id,
        storeId: vehicle.storeId,
      });
    });
  }
}

const reasons: Record<string, string> = {
  backwards: '里程倒退',
  too_fast: '增长过快（每天超过 1000 公里）',
  times_ten: '疑似多写一位',
  future: '日期在未来',
  negative: '里程为负',
};
