import type { routes, StoreView } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { type StoreHours, StoreRepository } from '../persistence/store.repository.js';
import { StoreCalendarRepository } from '../persistence/store-calendar.repository.js';

type StoreRoutes = (typeof routes)['store'];

/** Shows and changes stores, their services and bays. */
@Injectable()
export class StoreSetup {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: StoreRepository,
    private readonly calendar: StoreCalendarRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Six queries whatever the number of stores. */
  async list(storeIds: readonly string[]): Promise<StoreView[]> {
    if (storeIds.length === 0) return [];
    const [stores, hours, services, bays, specialDays, closures] = await Promise.all([
      this.repository.findByIds(storeIds),
      this.repository.hoursOf(storeIds),
      this.repository.servicesOf(storeIds),
      this.repository.baysOf(storeIds),
      this.calendar.specialDaysOf(storeIds, this.clock.today()),
      this.calendar.closuresOf(storeIds, this.clock.now()),
    ]);
    return stores.map((store) => ({
      ...store,
      hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
        const open = hours.find((entry) => entry.storeId === store.id && entry.weekday === weekday);
        return {
          weekday,
          opensAt: open?.opensAt ?? null,
          closesAt: open?.closesAt ?? null,
          breakFrom: open?.breakFrom ?? null,
          breakTo: open?.breakTo ?? null,
        };
      }),
      specialDays: specialDays.filter((day) => day.storeId === store.id),
      bayClosures: closures
        .filter((closure) => closure.storeId === store.id)
        .map(({ id, resourceId, from, to, reason }) => ({
          id,
          bayId: resourceId,
          from: toDate(from).toISOString(),
          to: toDate(to).toISOString(),
          reason,
        })),
      services: services.filter((service) => service.storeId === store.id),
      bays: bays.filter((bay) => bay.storeId === store.id),
    }));
  }

  /** Throws STORE.NOT_FOUND. */
  async one(storeId: string): Promise<StoreView> {
    const [view] = await this.list([storeId]);
    if (!view) throw new AppError('STORE.NOT_FOUND');
    return view;
  }

  async update(actor: StaffActor, id: string, body: BodyOf<StoreRoutes['update']>): Promise<StoreView> {
    const storeId = storeOf(actor, id);
    const { hours, ...change } = body;
    const open: StoreHours[] = [];
    for (const { weekday, opensAt, closesAt, breakFrom, breakTo } of hours ?? []) {
      // Half a pair is a slip: taken as none, the store would be closed, or booked through its break.
      if ((opensAt === null) !== (closesAt === null) || (breakFrom === null) !== (breakTo === null))
        throw new AppError('STORE.HOURS_INVALID');
      if (opensAt === null || closesAt === null) continue;
      if (opensAt >= closesAt) throw new AppError('STORE.HOURS_INVALID');
      const pauses = breakFrom !== null && breakTo !== null;
      if (pauses && !(opensAt < breakFrom && breakFrom < breakTo && breakTo < closesAt))
        throw new AppError('STORE.HOURS_INVALID');
      open.push({ weekday, opensAt, closesAt, ...(pauses ? { breakFrom, breakTo } : {}) });
    }
    const { holidayOpensAt: from, holidayClosesAt: to } = body;
    if ((from ?? null) !== null && (to ?? null) !== null && String(from) >= String(to))
      throw new AppError('STORE.HOURS_INVALID');
    return this.change(actor, storeId, 'store.update', '修改了门店设置', async (tx) => {
      if (Object.keys(change).length > 0) await this.repository.update(tx, storeId, change);
      if (hours)
        await this.repository.setHours(
          tx,
          storeId,
          open,
          hours.map(({ weekday }) => weekday),
        );
    });
  }

  async saveService(
    actor: StaffActor,
    id: string,
    code: string,
    body: BodyOf<StoreRoutes['saveService']>,
  ): Promise<StoreView> {
    const storeId = storeOf(actor, id);
    return this.change(actor, storeId, 'store.save-service', `保存服务项目 ${body.name}`, (tx) =>
      this.repository.saveService(tx, { ...body, storeId, code }),
    );
  }

  async saveBay(
    actor: StaffActor,
    id: string,
    code: string,
    body: BodyOf<StoreRoutes['saveBay']>,
  ): Promise<StoreView> {
    const storeId = storeOf(actor, id);
    return this.change(actor, storeId, 'store.save-bay', `保存工位 ${body.name}`, (tx) =>
      this.repository.saveBay(tx, { ...body, storeId, code }),
    );
  }

  private async change(
    actor: StaffActor,
    storeId: string,
    action: string,
    text: string,
    work: (tx: Parameters<Parameters<UnitOfWork['run']>[0]>[0]) => Promise<void>,
  ): Promise<StoreView> {
    return this.uow.run(async (tx) => {
      // Two who add the same bay or service at once: the second changes what the first has added.
      await this.repository.lock(tx, storeId);
      await work(tx);
      await this.audit.write(tx, { actor, action, text, subjectId: storeId, storeId });
      return this.one(storeId);
    });
  }
}
