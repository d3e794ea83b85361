import type { StaffRole } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/index.js';
import { invalidField } from '../../../platform/errors/index.js';

export interface Advisor {
  readonly id: string;
  readonly name: string;
}

/** Names of staff, for the rooms that show or assign them. */
@Injectable()
export class Advisors {
  constructor(private readonly uow: UnitOfWork) {}

  /** Active service advisors of a store, in a stable order. */
  async ofStore(storeId: string): Promise<Advisor[]> {
    return this.uow.read<Advisor>(
      `SELECT p.id, p.name FROM staff p JOIN staff_store x ON x.staff_id = p.id
        WHERE x.store_id = ? AND p.role = 'advisor' AND p.active = 1 ORDER BY p.login`,
      [storeId],
    );
  }

  /** Active staff of a store with one of the roles, in a stable order; staff of the whole group are left out. */
  async withRole(storeId: string, ...roles: StaffRole[]): Promise<Advisor[]> {
    return this.uow.reader.query(
      `SELECT p.id, p.name FROM staff p JOIN staff_store x ON x.staff_id = p.id
        WHERE x.store_id = ? AND p.role IN (?) AND p.active = 1 ORDER BY p.login`,
      [storeId, roles],
    );
  }

  /** True if this person works for the store and is active. */
  async worksAt(staffId: string, storeId: string): Promise<boolean> {
    const rows: unknown[] = await this.uow.reader.query(
      `SELECT 1 FROM staff p JOIN staff_store x ON x.staff_id = p.id
        WHERE p.id = ? AND x.store_id = ? AND p.active = 1`,
      [staffId, storeId],
    );
    return rows.length > 0;
  }

  /** Throws REQUEST.INVALID at `assigneeId` for somebody who does not work for the store. */
  async ensureColleague(assigneeId: string, storeId: string): Promise<void> {
    if (!(await this.worksAt(assigneeId, storeId))) throw invalidField('assigneeId', '请选择本店在职的同事');
  }

  /** Names by id; unknown ids are left out. */
  async names(ids: readonly (string | null)[]): Promise<Map<string, string>> {
    const wanted = [...new Set(ids.filter((id): id is string => id !== null))];
    if (wanted.length === 0) return new Map();
    const rows = await this.uow.recall(`staff ${wanted.join(' ')}`, () =>
      this.uow.read<Advisor>('SELECT id, name FROM staff WHERE id IN (?)', [wanted]),
    );
    return new Map(rows.map((row) => [row.id, row.name]));
  }
}
