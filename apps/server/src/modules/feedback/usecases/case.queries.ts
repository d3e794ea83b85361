import type { CaseDetail, routes } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { ensureStore, type StaffActor, storesOf } from '../../../platform/auth/index.js';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { notFound } from '../../../platform/errors/index.js';
import type { QueryOf, ViewOf } from '../../../platform/http/index.js';
import { Photos } from '../../media/index.js';
import { OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { nextCaseStates } from '../domain/case-lifecycle.js';
import { isCaseOverdue } from '../domain/sla.js';
import { CaseRepository, type ComplaintCase } from '../persistence/case.repository.js';
import { MakeGoodRepository } from '../persistence/make-good.repository.js';
import { MakeGoodViews } from './make-good-views.queries.js';
import { feedbackPhotos, VisitRatings } from './visit-ratings.queries.js';

type CaseList = ViewOf<typeof routes.case.list>;
type CaseRow = CaseList['items'][number];
const iso = (at: number) => toDate(at).toISOString();

/** Complaint cases as staff see them; those of foreign stores answer like missing ones. */
@Injectable()
export class CaseQueries {
  constructor(
    private readonly cases: CaseRepository,
    private readonly ratings: VisitRatings,
    private readonly makeGoods: MakeGoodRepository,
    private readonly makeGoodViews: MakeGoodViews,
    private readonly photos: Photos,
    private readonly owners: OwnerDirectory,
    private readonly vehicles: VehicleDirectory,
    private readonly advisors: Advisors,
    private readonly clock: Clock,
  ) {}

  /** Throws STORE.NOT_FOUND. */
  async list(actor: StaffActor, query: QueryOf<typeof routes.case.list>): Promise<CaseList> {
    const storeIds = storesOf(actor, query.storeId);
    const { page, pageSize } = query;
    const { cases, total } = await this.cases.page(storeIds, query.state, page, pageSize);
    return { items: await this.rows(cases), total, page, pageSize };
  }

  async detail(actor: StaffActor, id: string): Promise<CaseDetail> {
    const found = await this.cases.findById(id);
    if (!found) throw notFound();
    ensureStore(actor, found.storeId);
    const [[row], steps, ratings, causes, makeGood] = await Promise.all([
      this.rows([found]),
      this.cases.stepsOf(id),
      this.ratings.ofVisits(found.visitId === null ? [] : [found.visitId]),
      this.cases.causesOf(id),
      this.makeGoodViews.of(actor, found),
    ]);
    if (!row) throw notFound();
    const [names, photos] = await Promise.all([
      this.advisors.names(steps.map((step) => step.staffId)),
      this.photos.of(
        feedbackPhotos.step,
        steps.map((step) => step.id),
      ),
    ]);
    return {
      ...row,
      visitId: found.visitId,
      rating: (found.visitId === null ? null : ratings.get(found.visitId)) ?? null,
      closeReason: found.closeReason,
      steps: steps.map(({ id: stepId, at, staffId, text, state }) => ({
        at: iso(at),
        by: (staffId === null ? null : names.get(staffId)) ?? '系统',
        text,
        state,
        photos: photos.get(stepId) ?? [],
      })),
      nextStates: [...nextCaseStates(found.state)],
      causes,
      ownerAnswer: found.ownerAnswer,
      escalation: found.escalation,
      ...makeGood,
    };
  }

  /** Cases of a store that are not closed, the one due first on top. The caller has checked the store. */
  async openOfStore(storeId: string): Promise<CaseRow[]> {
    return this.rows(await this.cases.openOfStore(storeId));
  }

  /** Four queries whatever the number of cases. */
  private async rows(cases: readonly ComplaintCase[]): Promise<CaseRow[]> {
    const vehicleIds = cases.flatMap(({ vehicleId }) => (vehicleId === null ? [] : [vehicleId]));
    const [owners, vehicles, names, waiting] = await Promise.all([
      this.owners.findByIds(cases.map(({ ownerId }) => ownerId)),
      this.vehicles.findByIds(vehicleIds),
      this.advisors.names(cases.map(({ assigneeId }) => assigneeId)),
      this.makeGoods.waitingOf(cases.map(({ id }) => id)),
    ]);
    const now = this.clock.now();
    return cases.map((entry) => ({
      id: entry.id,
      title: entry.title,
      state: entry.state,
      level: entry.level,
      storeId: entry.storeId,
      ownerId: entry.ownerId,
      ownerName: owners.get(entry.ownerId)?.name ?? '',
      plate: (entry.vehicleId === null ? null : vehicles.get(entry.vehicleId)?.plate) ?? null,
      assigneeId: entry.assigneeId,
      assigneeName: (entry.assigneeId === null ? null : names.get(entry.assigneeId)) ?? null,
      openedAt: iso(entry.openedAt),
      dueAt: iso(entry.dueAt),
      overdue: isCaseOverdue(entry.dueAt, entry.closedAt, now),
      closedAt: entry.closedAt === null ? null : iso(entry.closedAt),
      makeGoodWaiting: waiting.has(entry.id),
    }));
  }
}

/** The door for other rooms: my day shows the open cases of a store. */
@Injectable()
export class CaseReader {
  constructor(private readonly queries: CaseQueries) {}

  openOfStore(storeId: string): Promise<CaseRow[]> {
    return this.queries.openOfStore(storeId);
  }
}
