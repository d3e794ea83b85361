import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/index.js';

export interface StoreCar {
  vehicleId: string;
  ownerId: string;
  model: string;
}

/** Walks over all cars of a store in pages, for what is said to every owner. */
@Injectable()
export class StoreCars {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * By the primary key, so that all pages together read the table once: a store's own index would sort each page anew.
   * Up to `limit` cars after `after` (a car's id, or empty for the first page), each with its owners; cars without one
   * are left out of `cars`. `last` is where the next page begins, null at the end.
   */
  async page(
    storeId: string,
    after: string,
    limit: number,
  ): Promise<{ cars: StoreCar[]; last: string | null }> {
    const rows: { vehicleId: string; ownerId: string | null; model: string }[] = await this.uow.reader.query(
      `SELECT v.id AS vehicleId, v.model, l.owner_id AS ownerId
         FROM (SELECT id, model FROM vehicle FORCE INDEX (PRIMARY)
                WHERE store_id = ? AND id > ? ORDER BY id LIMIT ${Math.trunc(limit)}) v
         LEFT JOIN owner_vehicle l ON l.vehicle_id = v.id AND l.ended_at IS NULL AND l.role = 'owner'
        ORDER BY v.id`,
      [storeId, after],
    );
    const ids = new Set(rows.map(({ vehicleId }) => vehicleId));
    return {
      cars: rows.flatMap(({ ownerId, ...car }) => (ownerId === null ? [] : [{ ...car, ownerId }])),
      last: ids.size < limit ? null : (rows[rows.length - 1]?.vehicleId ?? null),
    };
  }

  /** How many people own a car of these stores, of these models (empty: all). */
  async countOwners(storeIds: readonly string[], models: readonly string[]): Promise<number> {
    if (storeIds.length === 0) return 0;
    const rows: { n: string }[] = await this.uow.reader.query(
      `SELECT COUNT(DISTINCT l.owner_id) AS n FROM vehicle v
         JOIN owner_vehicle l ON l.vehicle_id = v.id AND l.ended_at IS NULL AND l.role = 'owner'
        WHERE v.store_id IN (?)${models.length > 0 ? ' AND v.model IN (?)' : ''}`,
      models.length > 0 ? [storeIds, models] : [storeIds],
    );
    return Number(rows[0]?.n ?? 0);
  }
}
