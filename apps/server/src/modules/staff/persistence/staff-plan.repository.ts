import type { ServiceKind, StaffRole } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { StaffLeaveEntity, StaffSkillEntity } from './staff-plan.entity.js';

/** Milliseconds. */
export interface Leave {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** Somebody who can be booked. */
export interface CrewMember {
  readonly id: string;
  readonly name: string;
  readonly role: 'advisor' | 'technician';
  /** Kinds of service; empty: all. */
  readonly kinds: readonly ServiceKind[];
  /** Leave that is not over. */
  readonly leaves: readonly Leave[];
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
}

/** MySQL's driver parses JSON by itself, MariaDB's JSON is text; no row at all is null. */
type Json<T> = string | T[] | null;
const listOf = <T>(json: Json<T>): T[] =>
  json === null ? [] : typeof json === 'string' ? (JSON.parse(json) as T[]) : json;

/** One statement for any number of people: every slot page and every booking asks it. */
const CREW = `SELECT p.id, p.name, p.role,
    (SELECT JSON_ARRAYAGG(k.service_kind) FROM staff_skill k WHERE k.staff_id = p.id) AS kinds,
    (SELECT JSON_ARRAYAGG(JSON_ARRAY(l.id, UNIX_TIMESTAMP(l.from_at), UNIX_TIMESTAMP(l.to_at), l.reason))
       FROM staff_leave l WHERE l.staff_id = p.id AND l.to_at > ?) AS leaves
  FROM staff p JOIN staff_store x ON x.staff_id = p.id
 WHERE x.store_id = ? AND p.role IN ('advisor', 'technician') AND p.active = 1 ORDER BY p.login`;

/** Who can do what, and who is away. */
@Injectable()
export class StaffPlanRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Advisors and technicians of a store with skills and with leave that ends after `from` (milliseconds). */
  async crewOf(storeId: string, from: number): Promise<CrewMember[]> {
    const rows = await this.uow.read<{
      id: string;
      name: string;
      role: 'advisor' | 'technician';
      kinds: Json<ServiceKind>;
      leaves: Json<[string, number, number, string]>;
    }>(CREW, [toDate(from), storeId]);
    return rows.map(({ kinds, leaves, ...person }) => ({
      ...person,
      kinds: listOf(kinds),
      leaves: listOf(leaves).map(([id, start, end, reason]) => ({
        id,
        from: Number(start) * 1000,
        to: Number(end) * 1000,
        reason,
      })),
    }));
  }

  /** Null unless the person works for one of the stores. */
  async colleague(
    staffId: string,
    storeIds: readonly string[],
  ): Promise<(Colleague & { storeId: string }) | null> {
    if (storeIds.length === 0) return null;
    const rows: (Colleague & { storeId: string })[] = await this.uow.reader.query(
      `SELECT p.id, p.name, p.role, x.store_id AS storeId FROM staff p JOIN staff_store x ON x.staff_id = p.id
        WHERE p.id = ? AND x.store_id IN (?) LIMIT 1`,
      [staffId, storeIds],
    );
    return rows[0] ?? null;
  }

  /** The stores somebody works for. */
  async storesOf(staffId: string): Promise<string[]> {
    const rows: { id: string }[] = await this.uow.reader.query(
      'SELECT store_id AS id FROM staff_store WHERE staff_id = ?',
      [staffId],
    );
    return rows.map(({ id }) => id);
  }

  async setSkills(tx: Tx, staffId: string, kinds: readonly ServiceKind[]): Promise<void> {
    await tx.manager.delete(StaffSkillEntity, { staffId });
    if (kinds.length > 0)
      await tx.manager.insert(
        StaffSkillEntity,
        kinds.map((serviceKind) => ({ staffId, serviceKind })),
      );
  }

  /** Leave that touches [from, to), milliseconds, of everybody of a store, by start. */
  async leavesOf(
    storeId: string,
    from: number,
    to: number,
  ): Promise<(Leave & { staffId: string; name: string })[]> {
    const rows: { id: string; staffId: string; name: string; fromAt: Date; toAt: Date; reason: string }[] =
      await this.uow.reader.query(
        `SELECT l.id, l.staff_id AS staffId, p.name, l.from_at AS fromAt, l.to_at AS toAt, l.reason
           FROM staff_leave l JOIN staff p ON p.id = l.staff_id
           JOIN staff_store x ON x.staff_id = p.id AND x.store_id = ?
          WHERE l.to_at > ? AND l.from_at < ? ORDER BY l.from_at, l.id LIMIT 500`,
        [storeId, toDate(from), toDate(to)],
      );
    return rows.map(({ fromAt, toAt, ...leave }) => ({
      ...leave,
      from: fromAt.getTime(),
      to: toAt.getTime(),
    }));
  }

  async insertLeave(
    tx: Tx,
    leave: { staffId: string; from: number; to: number; reason: string; createdBy: string },
  ): Promise<string> {
    const { from, to, ...rest } = leave;
    const id = newId(this.clock);
    await tx.manager.insert(StaffLeaveEntity, {
      id,
      ...rest,
      fromAt: toDate(from),
      toAt: toDate(to),
      createdAt: this.clock.date(),
    });
    return id;
  }

  async leaveById(id: string): Promise<StaffLeaveEntity | null> {
    return this.uow.reader.findOneBy(StaffLeaveEntity, { id });
  }

  async removeLeave(tx: Tx, id: string): Promise<void> {
    await tx.manager.delete(StaffLeaveEntity, { id });
  }
}
