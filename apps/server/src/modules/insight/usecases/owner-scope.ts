import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';

/** Which owners a staff member may see: those with a car, a booking or a visit in one of their stores. */
@Injectable()
export class OwnerScope {
  constructor(private readonly uow: UnitOfWork) {}

  /** Throws REQUEST.NOT_FOUND for foreign and missing owners alike. */
  async ensure(actor: StaffActor, ownerId: string): Promise<void> {
    if (actor.storeIds.length === 0) throw notFound();
    const rows: unknown[] = await this.uow.reader.query(
      `SELECT 1 FROM owner o WHERE o.id = ? AND (
         EXISTS (SELECT 1 FROM owner_vehicle l JOIN vehicle v ON v.id = l.vehicle_id
                  WHERE l.owner_id = o.id AND v.store_id IN (?))
         OR EXISTS (SELECT 1 FROM booking b WHERE b.owner_id = o.id AND b.store_id IN (?))
         OR EXISTS (SELECT 1 FROM visit t WHERE t.owner_id = o.id AND t.store_id IN (?)))`,
      [ownerId, actor.storeIds, actor.storeIds, actor.storeIds],
    );
    if (rows.length === 0) throw notFound();
  }
}
