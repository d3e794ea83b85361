import { rolePermissions, type SessionView, type StaffMeView } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { Sessions, type StaffActor } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { StoreCatalog } from '../../store/index.js';
import { afterWrongPassword, isLocked, isWeakPassword } from '../domain/lock-out.js';
import { StaffRepository } from '../persistence/staff.repository.js';
import { Passwords } from './passwords.js';
import { StaffLists } from './staff-lists.usecase.js';

/** Log-in by name and password, with lock-out; password change. */
@Injectable()
export class StaffLogin {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: StaffRepository,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly stores: StoreCatalog,
    private readonly lists: StaffLists,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Throws AUTH.PASSWORD_WRONG (also for unknown and switched-off people) or AUTH.LOCKED. */
  async login(login: string, password: string): Promise<{ session: SessionView; me: StaffMeView }> {
    const found = await this.repository.findByLogin(login);
    await this.check(found?.active ? found.id : null, found?.active ? found.passwordHash : null, password);
    if (!found) throw new AppError('AUTH.PASSWORD_WRONG');
    const session = await this.uow.run(async (tx) => {
      await this.repository.update(tx, found.id, {
        failedCount: 0,
        lockedUntil: null,
        lastLoginAt: this.clock.date(),
      });
      const opened = await this.sessions.open(tx, 'staff', found.id);
      const actor = { kind: 'staff', staffId: found.id, name: found.name } as StaffActor;
      await this.audit.write(tx, { actor, action: 'staff.login', text: '登录', subjectId: found.id });
      return opened;
    });
    return { session, me: await this.me(found.id) };
  }

  /** Throws AUTH.PASSWORD_WRONG, AUTH.LOCKED or AUTH.PASSWORD_WEAK. Ends the person's other log-ins. */
  async changePassword(actor: StaffActor, oldPassword: string, newPassword: string): Promise<void> {
    const staff = await this.repository.findById(actor.staffId);
    if (!staff) throw new AppError('AUTH.EXPIRED');
    await this.check(staff.id, staff.passwordHash, oldPassword);
    if (isWeakPassword(newPassword, staff.login, oldPassword)) throw new AppError('AUTH.PASSWORD_WEAK');
    const passwordHash = await this.passwords.hash(newPassword);
    await this.uow.run(async (tx) => {
      await this.repository.update(tx, staff.id, { passwordHash, mustChange: false });
      await this.sessions.endAll(tx, 'staff', staff.id, actor.sessionId);
      await this.audit.write(tx, {
        actor,
        action: 'staff.change-password',
        text: '修改了自己的密码',
        subjectId: staff.id,
      });
    });
  }

  async me(staffId: string): Promise<StaffMeView> {
    const staff = await this.repository.findById(staffId);
    if (!staff) throw new AppError('AUTH.EXPIRED');
    const storeIds = await this.repository.storeIdsOf(staff.id, staff.role);
    return {
      id: staff.id,
      name: staff.name,
      login: staff.login,
      role: staff.role,
      permissions: [...rolePermissions[staff.role]],
      stores: (await this.stores.findByIds(storeIds)).map(({ id, code, name }) => ({ id, code, name })),
      mustChangePassword: staff.mustChange,
      lists: await this.lists.of(staff.id),
    };
  }

  /** Compares outside any lock (argon2 takes tens of milliseconds), counts failures under one. */
  private async check(staffId: string | null, passwordHash: string | null, password: string): Promise<void> {
    const right = await this.passwords.matches(passwordHash, password);
    if (staffId === null) throw new AppError('AUTH.PASSWORD_WRONG');
    const outcome = await this.uow.run(async (tx) => {
      const staff = await this.repository.lockById(tx, staffId);
      const now = this.clock.now();
      if (!staff || isLocked(staff, now)) return 'locked';
      if (right) return 'right';
      const next = afterWrongPassword(staff, now);
      await this.repository.update(tx, staffId, {
        failedCount: next.failedCount,
        lockedUntil: next.lockedUntil === null ? null : toDate(next.lockedUntil),
      });
      return next.lockedUntil === null ? 'wrong' : 'locked';
    });
    if (outcome === 'locked') throw new AppError('AUTH.LOCKED', { retryAfterSec: 900 });
    if (outcome === 'wrong') throw new AppError('AUTH.PASSWORD_WRONG');
  }
}
