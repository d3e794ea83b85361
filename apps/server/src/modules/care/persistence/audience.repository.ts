import type { Segment, SegmentFieldName } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { SegmentContext } from '../domain/segment-bounds.js';
import { compileSegment } from './segment.sql.js';

/** A list of values for a form is no place to page through. */
const MAX_VALUES = 200;

const columns: Partial<Record<SegmentFieldName, string>> = {
  'car.brand': 'v.brand',
  'car.model': 'v.model',
};

/** Counts audiences, and says what a store's files offer to choose from. */
@Injectable()
export class AudienceRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Cars of the store in the audience, and the people who own them now. */
  async count(
    storeId: string,
    segment: Segment | null,
    context: SegmentContext,
  ): Promise<{ cars: number; owners: number }> {
    const { sql, params } = compileSegment(segment, context);
    const rows: { cars: string; owners: string }[] = await this.uow.reader.query(
      `SELECT COUNT(DISTINCT v.id) AS cars, COUNT(DISTINCT l.owner_id) AS owners
         FROM vehicle v
         LEFT JOIN owner_vehicle l ON l.vehicle_id = v.id AND l.role = 'owner' AND l.ended_at IS NULL
        WHERE v.store_id = ? AND ${sql}`,
      [storeId, ...params],
    );
    return { cars: Number(rows[0]?.cars ?? 0), owners: Number(rows[0]?.owners ?? 0) };
  }

  /** The cars that a person owns now, by id. */
  carsOfOwner(ownerId: string): Promise<{ vehicleId: string; storeId: string }[]> {
    return this.uow.read(
      `SELECT v.id AS vehicleId, v.store_id AS storeId
         FROM owner_vehicle l JOIN vehicle v ON v.id = l.vehicle_id
        WHERE l.owner_id = ? AND l.role = 'owner' AND l.ended_at IS NULL ORDER BY v.id`,
      [ownerId],
    );
  }

  /** Those of some cars that belong to the audience. */
  async matching(
    vehicleIds: readonly string[],
    segment: Segment | null,
    context: SegmentContext,
  ): Promise<string[]> {
    if (vehicleIds.length === 0) return [];
    const { sql, params } = compileSegment(segment, context);
    const rows = await this.uow.read<{ id: string }>(
      `SELECT v.id FROM vehicle v WHERE v.id IN (?) AND ${sql}`,
      [vehicleIds, ...params],
    );
    return rows.map(({ id }) => id);
  }

  /** Only the cars: one pass over the store's index when there is no condition. */
  async countCars(storeId: string, segment: Segment | null, context: SegmentContext): Promise<number> {
    const { sql, params } = compileSegment(segment, context);
    const rows: { cars: string }[] = await this.uow.reader.query(
      `SELECT COUNT(*) AS cars FROM vehicle v WHERE v.store_id = ?${segment === null ? '' : ` AND ${sql}`}`,
      [storeId, ...params],
    );
    return Number(rows[0]?.cars ?? 0);
  }

  /** The values of the text fields in a store's files, the most frequent first. */
  async options(storeId: string): Promise<{ field: SegmentFieldName; values: Option[] }[]> {
    const cars = Object.entries(columns).map(async ([field, column]) => ({
      field: field as SegmentFieldName,
      values: await this.values(
        `SELECT ${column} AS value, COUNT(*) AS count FROM vehicle v WHERE v.store_id = ?
          GROUP BY ${column} ORDER BY count DESC, value LIMIT ${MAX_VALUES}`,
        storeId,
      ),
    }));
    const regions = this.values(
      `SELECT o.district AS value, COUNT(DISTINCT o.id) AS count FROM vehicle v
         JOIN owner_vehicle l ON l.vehicle_id = v.id AND l.role = 'owner' AND l.ended_at IS NULL
         JOIN owner o ON o.id = l.owner_id
        WHERE v.store_id = ? AND o.district IS NOT NULL
        GROUP BY o.district ORDER BY count DESC, value LIMIT ${MAX_VALUES}`,
      storeId,
    );
    return [...(await Promise.all(cars)), { field: 'owner.region', values: await regions }];
  }

  private async values(sql: string, storeId: string): Promise<Option[]> {
    const rows: { value: string; count: string }[] = await this.uow.reader.query(sql, [storeId]);
    return rows.map(({ value, count }) => ({ value, count: Number(count) }));
  }
}

interface Option {
  value: string;
  count: number;
}
