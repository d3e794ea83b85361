import type { routes, StaffVisitView, VisitView } from '@cheban/contracts';
import { addDays, startOfBusinessDay } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { ensureStore, type OwnerActor, type StaffActor, storeOf } from '../../../platform/auth/index.js';
import { isId } from '../../../platform/database/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { VisitRepository } from '../persistence/visit.repository.js';
import { VisitViews } from './visit-views.queries.js';

/** Visits as staff and owners see them. Foreign visits answer like missing ones. */
@Injectable()
export class VisitQueries {
  constructor(
    private readonly visits: VisitRepository,
    private readonly views: VisitViews,
  ) {}

  /** Cars in the store now, or the visits that began on a day. Throws STORE.NOT_FOUND. */
  async staffList(actor: StaffActor, query: QueryOf<typeof routes.workshop.list>): Promise<StaffVisitView[]> {
    const storeId = storeOf(actor, query.storeId);
    if (query.on === undefined) return this.views.forStaff(await this.visits.openOfStore(storeId));
    const from = startOfBusinessDay(query.on);
    const to = startOfBusinessDay(addDays(query.on, 1));
    return this.views.forStaff(await this.visits.arrivedBetween(storeId, from, to));
  }

  async staffView(actor: StaffActor, id: string): Promise<StaffVisitView> {
    const visit = await this.visits.findById(id);
    if (!visit) throw notFound();
    ensureStore(actor, visit.storeId);
    const [view] = await this.views.forStaff([visit]);
    if (!view) throw notFound();
    return view;
  }

  /** The owner's own visits, newest first. The cursor is the last visit's id; one that is none starts from the top. */
  async ownerList(
    actor: OwnerActor,
    query: QueryOf<typeof routes.visit.list>,
  ): Promise<ViewOf<typeof routes.visit.list>> {
    const before = isId(query.cursor) ? query.cursor : undefined;
    const found = await this.visits.ofOwner(actor.ownerId, query.limit + 1, before);
    const page = found.slice(0, query.limit);
    return {
      items: await this.views.forOwnerList(page),
      nextCursor: found.length > query.limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  async ownerView(actor: OwnerActor, id: string): Promise<VisitView> {
    const visit = await this.visits.findById(id);
    if (!visit || visit.ownerId !== actor.ownerId) throw notFound();
    return this.views.forOwner(visit);
  }
}
