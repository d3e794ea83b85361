import type { BayClosureView, routes } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Live } from '../../../platform/live/index.js';
import { StoreCalendarRepository } from '../persistence/store-calendar.repository.js';

type StoreRoutes = (typeof routes)['store'];

const MAX_PERIOD_MS = 366 * DAY_MS;

/**
 * A period in milliseconds. Throws STORE.PERIOD_INVALID if it ends before it begins or is longer than a year.
 */
export function periodOf(body: { from: string; to: string }): { from: number; to: number } {
  const [from, to] = [Date.parse(body.from), Date.parse(body.to)];
  if (to <= from || to - from > MAX_PERIOD_MS) throw new AppError('STORE.PERIOD_INVALID');
  return { from, to };
}

/**
 * Special days and closures. They change what can be booked from now on; bookings that stand already stay and are shown
 * to staff as conflicts.
 */
@Injectable()
export class StoreCalendar {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: StoreCalendarRepository,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** Throws STORE.NOT_FOUND, or STORE.HOURS_INVALID for a day named twice or hours that end before they begin. */
  async saveSpecialDays(
    actor: StaffActor,
    id: string,
    body: BodyOf<StoreRoutes['saveSpecialDays']>,
  ): Promise<void> {
    const storeId = storeOf(actor, id);
    const days = body.days.map((day) => {
      const closed = day.opensAt === null || day.closesAt === null;
      if (!closed && String(day.opensAt) >= String(day.closesAt)) throw new AppError('STORE.HOURS_INVALID');
      return closed ? { ...day, opensAt: null, closesAt: null } : day;
    });
    if (new Set(days.map(({ on }) => on)).size < days.length) throw new AppError('STORE.HOURS_INVALID');
    const today = this.clock.today();
    await this.uow.run(async (tx) => {
      const coming = days.filter(({ on }) => on >= today);
      await this.repository.setSpecialDays(tx, storeId, today, coming);
      const text = `设置特殊营业日：共 ${coming.length} 天`;
      await this.audit.write(tx, { actor, action: 'store.special-days', text, subjectId: storeId, storeId });
      this.live.publish(tx, { topic: 'booking', storeId, id: storeId, notice: null });
    });
  }

  /** Throws STORE.PERIOD_INVALID; a bay of another store answers like a missing one. */
  async closeBay(actor: StaffActor, body: BodyOf<StoreRoutes['closeBay']>): Promise<BayClosureView> {
    const { from, to } = periodOf(body);
    const bay = await this.repository.bayById(body.bayId);
    if (!bay) throw notFound();
    ensureStore(actor, bay.storeId);
    const { storeId } = bay;
    return this.uow.run(async (tx) => {
      const id = await this.repository.insertClosure(tx, {
        storeId,
        bayId: bay.id,
        from,
        to,
        reason: body.reason,
        createdBy: actor.staffId,
      });
      const text = `停用工位 ${bay.name}：${body.reason}`;
      await this.audit.write(tx, { actor, action: 'store.close-bay', text, subjectId: bay.id, storeId });
      this.live.publish(tx, { topic: 'booking', storeId, id: bay.id, notice: null });
      return {
        id,
        bayId: bay.id,
        from: toDate(from).toISOString(),
        to: toDate(to).toISOString(),
        reason: body.reason,
      };
    });
  }

  async reopenBay(actor: StaffActor, id: string): Promise<void> {
    const closure = await this.repository.closureById(id);
    if (!closure) throw notFound();
    const { storeId, bayId } = closure;
    ensureStore(actor, storeId);
    await this.uow.run(async (tx) => {
      await this.repository.removeClosure(tx, id);
      await this.audit.write(tx, {
        actor,
        action: 'store.reopen-bay',
        text: '恢复工位使用',
        subjectId: bayId,
        storeId,
      });
      this.live.publish(tx, { topic: 'booking', storeId, id: bayId, notice: null });
    });
  }
}
