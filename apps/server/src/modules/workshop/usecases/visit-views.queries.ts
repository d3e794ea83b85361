import type { StaffVisitView, VisitView } from '@cheban/contracts';
import { maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { type Owner, OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { type Store, StoreCatalog } from '../../store/index.js';
import { describeDue, type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import { isOverdue, keptPromise } from '../domain/promise.js';
import { describeSteps, nextSteps, type ReachedStep } from '../domain/visit-lifecycle.js';
import { type Visit, type VisitEvent, VisitRepository } from '../persistence/visit.repository.js';
import {
  type HealthReport,
  type WorkOrder,
  WorkOrderRepository,
} from '../persistence/work-order.repository.js';
import { RatingReader, type VisitRating } from './ratings.queries.js';
import { reportView } from './report-view.js';
import {
  brokenPromiseView,
  checkInView,
  correctionViews,
  declinedView,
  type Extras,
  includesOf,
  quoteViews,
  VisitExtras,
} from './visit-extras.queries.js';

/** Everything that is shown beside a visit, read for many visits at once. */
interface Surroundings {
  stores: Map<string, Store>;
  vehicles: Map<string, Vehicle>;
  owners: Map<string, Owner>;
  names: Map<string, string>;
  events: Map<string, VisitEvent[]>;
  reports: Map<string, HealthReport>;
  orders: Map<string, WorkOrder>;
  ratings: Map<string, VisitRating>;
  extras: Extras;
}

const iso = (at: number) => toDate(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** Turns visits into what staff and owners see; as many queries for one visit as for a hundred. */
@Injectable()
export class VisitViews {
  constructor(
    private readonly visits: VisitRepository,
    private readonly papers: WorkOrderRepository,
    private readonly ratings: RatingReader,
    private readonly extras: VisitExtras,
    private readonly stores: StoreCatalog,
    private readonly vehicles: VehicleDirectory,
    private readonly owners: OwnerDirectory,
    private readonly advisors: Advisors,
    private readonly clock: Clock,
  ) {}

  async forStaff(visits: readonly Visit[]): Promise<StaffVisitView[]> {
    const around = await this.surroundings(visits);
    return visits.map((visit) => this.staffView(visit, around));
  }

  async forOwner(visit: Visit): Promise<VisitView> {
    const around = await this.surroundings([visit]);
    const core = this.core(visit, around);
    const vehicle = around.vehicles.get(visit.vehicleId);
    const due = vehicle && visit.step === 'handed_over' ? describeDue(vehicle, this.clock.today()) : null;
    const canRate = visit.step === 'handed_over' && core.rating === null;
    return {
      ...core,
      // A draft of the report is the workshop's own business until the technician has signed it.
      report: core.report?.signedAt ? core.report : null,
      advisorPhone: null,
      canRate,
      ratingDraft: canRate ? await this.ratings.draftOf(visit.id) : null,
      nextDue: due && { dueOn: due.dueOn, dueKm: vehicle?.dueKm ?? null, why: due.why },
    };
  }

  async forOwnerList(visits: readonly Visit[]) {
    const ids = visits.map((visit) => visit.id);
    const [stores, vehicles, orders, ratings] = await Promise.all([
      this.stores.findByIds(visits.map((visit) => visit.storeId)),
      this.vehicles.findByIds(visits.map((visit) => visit.vehicleId)),
      this.papers.ordersOf(ids),
      this.ratings.ofVisits(ids),
    ]);
    return visits.map((visit) => ({
      id: visit.id,
      model: vehicles.get(visit.vehicleId)?.model ?? '',
      plate: vehicles.get(visit.vehicleId)?.plate ?? null,
      serviceName: visit.serviceName,
      storeName: stores.find(({ id }) => id === visit.storeId)?.name ?? '',
      step: visit.step,
      arrivedAt: iso(visit.arrivedAt),
      handedOverAt: isoOrNull(visit.handedOverAt),
      paidFen: orders.get(visit.id)?.paidFen ?? null,
      rated: ratings.has(visit.id),
    }));
  }

  private async surroundings(visits: readonly Visit[]): Promise<Surroundings> {
    const ids = visits.map((visit) => visit.id);
    // Bills, their corrections and ratings are of cars that were handed over.
    const closedIds = visits.filter(({ step }) => step === 'handed_over').map(({ id }) => id);
    const ownerIds = visits.map((visit) => visit.ownerId).filter((id): id is string => id !== null);
    const [stores, vehicles, owners, events, reports, orders, ratings, extras] = await Promise.all([
      this.stores.findByIds(visits.map((visit) => visit.storeId)),
      this.vehicles.findByIds(visits.map((visit) => visit.vehicleId)),
      this.owners.findByIds(ownerIds),
      this.visits.eventsOf(ids),
      this.papers.reportsOf(ids),
      this.papers.ordersOf(closedIds),
      this.ratings.ofVisits(closedIds),
      this.extras.of(visits, closedIds),
    ]);
    const names = await this.advisors.names([
      ...visits.flatMap((visit) => [visit.advisorId, visit.technicianId]),
      ...events.map((event) => event.staffId),
      ...[...reports.values()].map((report) => report.signedBy),
      ...this.extras.staffIn(extras),
    ]);
    const byVisit = new Map<string, VisitEvent[]>(ids.map((id) => [id, []]));
    for (const event of events) byVisit.get(event.visitId)?.push(event);
    const storeMap = new Map(stores.map((store) => [store.id, store]));
    return { stores: storeMap, vehicles, owners, names, events: byVisit, reports, orders, ratings, extras };
  }

  private core(visit: Visit, around: Surroundings) {
    const store = around.stores.get(visit.storeId);
    const vehicle = around.vehicles.get(visit.vehicleId);
    const events = around.events.get(visit.id) ?? [];
    const order = around.orders.get(visit.id);
    const report = around.reports.get(visit.id);
    const nameOf = (staffId: string | null) =>
      staffId === null ? null : (around.names.get(staffId) ?? null);
    return {
      id: visit.id,
      storeId: visit.storeId,
      storeName: store?.name ?? '',
      storePhone: store?.phone ?? '',
      vehicleId: visit.vehicleId,
      model: vehicle?.model ?? '',
      plate: vehicle?.plate ?? null,
      serviceName: visit.serviceName,
      step: visit.step,
      steps: describeSteps(visit.step, events.filter(isReached)).map(({ step, at, staffId }) => ({
        step,
        at: isoOrNull(at),
        by: nameOf(staffId),
      })),
      arrivedAt: iso(visit.arrivedAt),
      promisedAt: isoOrNull(visit.promisedAt),
      firstPromisedAt: isoOrNull(visit.firstPromisedAt),
      delays: events.flatMap(({ kind, at, reason, promisedAt }) =>
        kind === 'delay' && reason !== null && promisedAt !== null
          ? [{ at: iso(at), reason, promisedAt: iso(promisedAt) }]
          : [],
      ),
      advisorName: nameOf(visit.advisorId),
      technicianName: nameOf(visit.technicianId),
      report: report ? this.report(report, nameOf(report.signedBy), around.extras) : null,
      mileageKm: visit.mileageKm,
      bill: order ? { orderNo: order.orderNo, lines: [...order.lines], paidFen: order.paidFen } : null,
      readyAt: isoOrNull(visit.readyAt),
      handedOverAt: isoOrNull(visit.handedOverAt),
      onTime: keptPromise(visit.firstPromisedAt, visit.readyAt ?? visit.handedOverAt),
      rating: around.ratings.get(visit.id) ?? null,
      checkIn: checkInView(visit, around.extras),
      includes: includesOf({ id: visit.serviceId, kind: visit.serviceKind }, around.extras),
      quotes: quoteViews(visit.id, around.extras, nameOf),
      declinedWork: around.extras.declined
        .filter((work) => work.visitId === visit.id)
        .map((work) => declinedView(work, vehicle)),
      brokenPromise: brokenPromiseView(around.extras.compensations.get(visit.id)),
      corrections: correctionViews(visit.id, around.extras, nameOf),
      documents: around.extras.photos.document.get(visit.id) ?? [],
    };
  }

  private report(report: HealthReport, signedBy: string | null, { photos }: Extras) {
    const [signature] = photos.signature.get(report.visitId) ?? [];
    return reportView(report, signedBy, photos.report.get(report.visitId) ?? [], signature ?? null);
  }

  private staffView(visit: Visit, around: Surroundings): StaffVisitView {
    const owner = visit.ownerId === null ? undefined : around.owners.get(visit.ownerId);
    return {
      ...this.core(visit, around),
      ownerId: visit.ownerId,
      ownerName: owner?.name ?? '未登记车主',
      phoneMasked: owner?.phone ? maskPhone(owner.phone) : null,
      bookingId: visit.bookingId,
      overdue: isOverdue(visit.promisedAt, visit.readyAt ?? visit.handedOverAt, this.clock.now()),
      belongings: visit.belongings,
      ownerWords: visit.ownerWords,
      lastKm: around.vehicles.get(visit.vehicleId)?.latestKm ?? null,
      nextSteps: [...nextSteps(visit.step)],
    };
  }
}

function isReached(event: VisitEvent): event is VisitEvent & ReachedStep {
  return event.kind === 'step' && event.step !== null;
}
