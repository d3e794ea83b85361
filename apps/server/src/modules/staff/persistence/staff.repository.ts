import { groupRoles, type StaffRole } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { StaffEntity, StaffStoreEntity } from './staff.entity.js';

export interface Staff {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly passwordHash: string;
  readonly mustChange: boolean;
  readonly failedCount: number;
  readonly lockedUntil: number | null;
  readonly active: boolean;
  readonly lastLoginAt: number | null;
  /** In clear: mask it in every view. */
  readonly phone: string | null;
}

const record = (entity: StaffEntity): Staff => ({
  id: entity.id,
  login: entity.login,
  name: entity.name,
  role: entity.role,
  passwordHash: entity.passwordHash,
  mustChange: Boolean(entity.mustChange),
  failedCount: entity.failedCount,
  lockedUntil: entity.lockedUntil?.getTime() ?? null,
  active: Boolean(entity.active),
  lastLoginAt: entity.lastLoginAt?.getTime() ?? null,
  phone: entity.phone,
});

export type StaffChange = Partial<
  Pick<
    StaffEntity,
    | 'name'
    | 'role'
    | 'active'
    | 'passwordHash'
    | 'mustChange'
    | 'failedCount'
    | 'lockedUntil'
    | 'lastLoginAt'
    | 'phone'
  >
>;

@Injectable()
export class StaffRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findByLogin(login: string): Promise<Staff | null> {
    // The column holds ASCII; MySQL refuses to compare it with anything else.
    if (!/^[\x20-\x7e]+$/.test(login)) return null;
    const entity = await this.uow.reader.findOneBy(StaffEntity, { login });
    return entity ? record(entity) : null;
  }

  async findById(id: string): Promise<Staff | null> {
    const entity = await this.uow.reader.findOneBy(StaffEntity, { id });
    return entity ? record(entity) : null;
  }

  /** Locks the row, so that parallel wrong passwords are all counted. */
  async lockById(tx: Tx, id: string): Promise<Staff | null> {
    const entity = await tx.manager.findOne(StaffEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? record(entity) : null;
  }

  async storeIdsOf(staffId: string, role: StaffRole): Promise<string[]> {
    const rows: { id: string }[] = groupRoles.includes(role)
      ? await this.uow.reader.query('SELECT id FROM store ORDER BY code')
      : await this.uow.reader.query(
          'SELECT s.id FROM staff_store x JOIN store s ON s.id = x.store_id WHERE x.staff_id = ? ORDER BY s.code',
          [staffId],
        );
    return rows.map((row) => row.id);
  }

  /** Colleagues who work for any of the stores, and those of the whole group. */
  async findInStores(storeIds: readonly string[]): Promise<(Staff & { storeIds: string[] })[]> {
    if (storeIds.length === 0) return [];
    const entities = await this.uow.reader
      .createQueryBuilder(StaffEntity, 'staff')
      .where(
        'staff.role IN (:...roles) OR staff.id IN (SELECT x.staff_id FROM staff_store x WHERE x.store_id IN (:...storeIds))',
        {
          roles: groupRoles,
          storeIds,
        },
      )
      .orderBy('staff.active', 'DESC')
      .addOrderBy('staff.login')
      .getMany();
    const links = await this.uow.reader.createQueryBuilder(StaffStoreEntity, 'link').getMany();
    return entities.map((entity) => ({
      ...record(entity),
      storeIds: links.filter((link) => link.staffId === entity.id).map((link) => link.storeId),
    }));
  }

  async insert(
    tx: Tx,
    staff: {
      login: string;
      name: string;
      role: StaffRole;
      passwordHash: string;
      mustChange: boolean;
      phone?: string | null;
    },
  ): Promise<string> {
    const id = newId(this.clock);
    await tx.manager.insert(StaffEntity, {
      id,
      phone: null,
      ...staff,
      failedCount: 0,
      lockedUntil: null,
      active: true,
      lastLoginAt: null,
      createdAt: this.clock.date(),
    });
    return id;
  }

  async update(tx: Tx, id: string, change: StaffChange): Promise<void> {
    await tx.manager.update(StaffEntity, { id }, change);
  }

  async setStores(tx: Tx, staffId: string, storeIds: readonly string[]): Promise<void> {
    await tx.manager.delete(StaffStoreEntity, { staffId });
    if (storeIds.length > 0) {
      await tx.manager.insert(
        StaffStoreEntity,
        storeIds.map((storeId) => ({ staffId, storeId })),
      );
    }
  }
}
