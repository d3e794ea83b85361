import { type ColleagueView, type routes, staffRoleLabel } from '@cheban/contracts';
import { maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { Sessions, type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { type BodyOf } from '../../../platform/http/index.js';
import { isLocked, isWeakPassword } from '../domain/lock-out.js';
import { type Staff, StaffRepository } from '../persistence/staff.repository.js';
import { Passwords } from './passwords.js';

type TeamRoutes = (typeof routes)['team'];

/** Colleagues: list, add, change, reset a password. */
@Injectable()
export class Team {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: StaffRepository,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(actor: StaffActor, storeId?: string): Promise<ColleagueView[]> {
    const found = await this.repository.findInStores(storesOf(actor, storeId));
    return found.map((staff) => this.view(staff, staff.storeIds));
  }

  async create(actor: StaffActor, body: BodyOf<TeamRoutes['create']>): Promise<ColleagueView> {
    for (const storeId of body.storeIds) storesOf(actor, storeId);
    if (isWeakPassword(body.password, body.login, null)) throw new AppError('AUTH.PASSWORD_WEAK');
    const passwordHash = await this.passwords.hash(body.password);
    return this.uow.run(async (tx) => {
      const id = await this.insert(tx, { ...body, passwordHash, mustChange: true });
      await this.audit.write(tx, {
        actor,
        action: 'staff.create',
        text: `新增员工（${staffRoleLabel[body.role]}）`,
        subjectId: id,
        storeId: body.storeIds[0] ?? null,
      });
      return this.viewOf(id);
    });
  }

  async update(actor: StaffActor, id: string, body: BodyOf<TeamRoutes['update']>): Promise<ColleagueView> {
    if (id === actor.staffId && (body.role !== undefined || body.active === false))
      throw new AppError('STAFF.SELF');
    for (const storeId of body.storeIds ?? []) storesOf(actor, storeId);
    return this.uow.run(async (tx) => {
      await this.visible(actor, id);
      const { storeIds, ...change } = body;
      if (Object.keys(change).length > 0) await this.repository.update(tx, id, change);
      if (storeIds) await this.repository.setStores(tx, id, storeIds);
      if (body.active === false) await this.sessions.endAll(tx, 'staff', id);
      await this.audit.write(tx, {
        actor,
        action: 'staff.update',
        text: `修改员工：${Object.keys(body)
          .map((key) => words[key] ?? key)
          .join('、')}`,
        subjectId: id,
      });
      return this.viewOf(id);
    });
  }

  async resetPassword(actor: StaffActor, id: string, password: string): Promise<void> {
    const staff = await this.visible(actor, id);
    if (isWeakPassword(password, staff.login, null)) throw new AppError('AUTH.PASSWORD_WEAK');
    const passwordHash = await this.passwords.hash(password);
    await this.uow.run(async (tx) => {
      await this.repository.update(tx, id, {
        passwordHash,
        mustChange: true,
        failedCount: 0,
        lockedUntil: null,
      });
      await this.sessions.endAll(tx, 'staff', id, id === actor.staffId ? actor.sessionId : '');
      await this.audit.write(tx, {
        actor,
        action: 'staff.reset-password',
        text: '重置了员工密码',
        subjectId: id,
      });
    });
  }

  /** The phone of a colleague in clear, for messages to themselves; null if none is on file. */
  async phoneOf(staffId: string): Promise<string | null> {
    return (await this.repository.findById(staffId))?.phone ?? null;
  }

  /** Which of these log-in names are taken. */
  async knownLogins(logins: readonly string[]): Promise<Set<string>> {
    const found = await Promise.all(logins.map((login) => this.repository.findByLogin(login)));
    return new Set(found.flatMap((staff) => (staff ? [staff.login] : [])));
  }

  /** For seeding and tests: without an actor. */
  async insert(
    tx: Tx,
    staff: {
      login: string;
      name: string;
      role: Staff['role'];
      storeIds: string[];
      passwordHash: string;
      mustChange: boolean;
      phone?: string | null;
    },
  ): Promise<string> {
    try {
      const { storeIds, login, name, role, passwordHash, mustChange, phone = null } = staff;
      const id = await this.repository.insert(tx, {
        login,
        name,
        role,
        passwordHash,
        mustChange,
        phone,
      });
      await this.repository.setStores(tx, id, storeIds);
      return id;
    } catch (error) {
      if (isDuplicate(error, 'uq_staff_login')) throw new AppError('STAFF.LOGIN_TAKEN');
      throw error;
    }
  }

  private async visible(actor: StaffActor, id: string): Promise<Staff> {
    const colleagues = await this.repository.findInStores(actor.storeIds);
    const found = colleagues.find((staff) => staff.id === id);
    if (!found) throw notFound();
    return found;
  }

  private async viewOf(id: string): Promise<ColleagueView> {
    const staff = await this.repository.findById(id);
    if (!staff) throw notFound();
    return this.view(staff, await this.repository.storeIdsOf(id, staff.role));
  }

  private view(staff: Staff, storeIds: string[]): ColleagueView {
    const { id, name, login, role, active, lastLoginAt, phone } = staff;
    return {
      id,
      name,
      login,
      role,
      storeIds,
      active,
      locked: isLocked(staff, this.clock.now()),
      lastLoginAt: lastLoginAt === null ? null : toDate(lastLoginAt).toISOString(),
      phone: phone === null ? null : maskPhone(phone),
    };
  }
}

const words: Record<string, string> = {
  name: '姓名',
  role: '角色',
  storeIds: '门店',
  active: '启用状态',
  phone: '手机号',
};
