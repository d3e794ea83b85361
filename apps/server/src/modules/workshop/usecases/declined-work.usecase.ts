import type { DeclinedWorkView, routes } from '@cheban/contracts';
import { maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/index.js';
import { ensureStore, type OwnerActor, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf, QueryOf, ViewOf } from '../../../platform/http/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { type DeclinedWork, DeclinedWorkRepository } from '../persistence/declined-work.repository.js';
import { DeclinedPlan } from './declined-plan.usecase.js';
import { declinedView } from './visit-extras.queries.js';

/** Work that owners have put off: shown, settled, or asked about again later. */
@Injectable()
export class DeclinedWorks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly works: DeclinedWorkRepository,
    private readonly plan: DeclinedPlan,
    private readonly vehicles: VehicleDirectory,
    private readonly owners: OwnerDirectory,
    private readonly audit: Audit,
  ) {}

  /** What the owner put off on cars that are still theirs. */
  async ofOwner(actor: OwnerActor): Promise<DeclinedWorkView[]> {
    const mine = new Set((await this.vehicles.ofOwner(actor.ownerId)).map(({ id }) => id));
    const works = await this.works.openOfOwner(actor.ownerId);
    return this.views(works.filter(({ vehicleId }) => mine.has(vehicleId)));
  }

  /** Throws REQUEST.NOT_FOUND. Twice is as good as once. */
  async dropByOwner(actor: OwnerActor, id: string): Promise<{ ok: true }> {
    return this.uow.run(async (tx) => {
      const work = await this.works.findById(id);
      if (work?.ownerId !== actor.ownerId) throw notFound();
      if (work.state === 'open' || work.state === 'booked')
        await this.plan.settle(tx, work, { state: 'dropped', chaseOn: null, note: '车主选择不再提醒' });
      return { ok: true as const };
    });
  }

  /** Throws STORE.NOT_FOUND. */
  async ofStore(
    actor: StaffActor,
    query: QueryOf<typeof routes.workshop.declinedWork>,
  ): Promise<ViewOf<typeof routes.workshop.declinedWork>> {
    const { page, pageSize, state, vehicleId } = query;
    const storeId = storeOf(actor, query.storeId);
    const filter = { ...(state ? { state } : {}), ...(vehicleId ? { vehicleId } : {}) };
    const found = await this.works.ofStore(storeId, filter, { page, pageSize });
    const owners = await this.owners.findByIds(
      found.items.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId])),
    );
    const items = (await this.views(found.items)).map((view, index) => {
      const ownerId = found.items[index]?.ownerId ?? null;
      const owner = ownerId === null ? undefined : owners.get(ownerId);
      const phoneMasked = owner?.phone ? maskPhone(owner.phone) : null;
      return { ...view, ownerId, ownerName: owner?.name ?? '未登记车主', phoneMasked };
    });
    return { items, total: Math.min(found.total, 10_000), page, pageSize };
  }

  /** Throws REQUEST.NOT_FOUND, or REQUEST.IN_PROGRESS if a colleague changed it at the same moment. */
  async settle(
    actor: StaffActor,
    id: string,
    body: BodyOf<typeof routes.workshop.settleDeclined>,
  ): Promise<DeclinedWorkView> {
    return this.uow.run(async (tx) => {
      const work = await this.works.findById(id);
      if (!work) throw notFound();
      ensureStore(actor, work.storeId);
      const chaseOn = body.state === 'open' ? (body.chaseOn ?? null) : null;
      const change = { state: body.state, chaseOn, note: body.note, staffId: actor.staffId };
      const same = work.state === body.state && work.chaseOn === chaseOn;
      if (!same && !(await this.plan.settle(tx, work, change))) throw new AppError('REQUEST.IN_PROGRESS');
      const text = `建议项目“${work.title}”：${{ open: `改到 ${chaseOn} 跟进`, done: '已处理', dropped: '不再跟进' }[body.state]}`;
      const subject = { subjectId: id, storeId: work.storeId };
      await this.audit.write(tx, { actor, action: 'visit.settle-declined', text, ...subject });
      const [view] = await this.views([{ ...work, state: body.state, chaseOn }]);
      if (!view) throw notFound();
      return view;
    });
  }

  private async views(works: readonly DeclinedWork[]): Promise<DeclinedWorkView[]> {
    const vehicles = await this.vehicles.findByIds(works.map(({ vehicleId }) => vehicleId));
    return works.map((work) => declinedView(work, vehicles.get(work.vehicleId)));
  }
}
