import type { StaffRole } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { type StaffActor, StaffSessions } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { hashSecret } from '../../../platform/crypto/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';

interface Row {
  sessionId: string;
  staffId: string;
  name: string;
  role: StaffRole;
  storeIds: string | null;
}

/** Looks the token up on every request, so that a revoked log-in, a changed role or a lost store counts at once. */
@Injectable()
export class StaffSessionResolver extends StaffSessions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  resolve(accessToken: string): Promise<StaffActor | null> {
    return this.find('s.access_hash = ? AND s.access_until > ?', hashSecret(accessToken));
  }

  still(sessionId: string): Promise<StaffActor | null> {
    return this.find('s.id = ? AND s.refresh_until > ?', sessionId);
  }

  /** `which` has two places: what is looked for, and the time. */
  private async find(which: string, sought: string): Promise<StaffActor | null> {
    const rows: Row[] = await this.uow.reader.query(
      `SELECT s.id AS sessionId, p.id AS staffId, p.name, p.role,
              (SELECT GROUP_CONCAT(x.id) FROM store x
                WHERE p.role IN ('group', 'admin')
                   OR EXISTS (SELECT 1 FROM staff_store l WHERE l.staff_id = p.id AND l.store_id = x.id)) AS storeIds
         FROM session s JOIN staff p ON p.id = s.subject_id
        WHERE ${which} AND s.kind = 'staff' AND s.revoked_at IS NULL AND p.active = 1`,
      [sought, this.clock.date()],
    );
    const row = rows[0];
    if (!row) return null;
    return {
      kind: 'staff',
      sessionId: row.sessionId,
      staffId: row.staffId,
      name: row.name,
      role: row.role,
      storeIds: row.storeIds ? row.storeIds.split(',') : [],
    };
  }
}
