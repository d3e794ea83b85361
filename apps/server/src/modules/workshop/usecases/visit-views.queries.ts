import type { ReportView, StaffVisitView, VisitView } from '@cheban/contracts';
import { maskPhone } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { type Owner, OwnerDirectory } from '../../owner/index.js';
import { Advisors } from '../../staff/index.js';
import { type Store, StoreCatalog } from '../../store/index.js';
import { describeDue, type Vehicle, VehicleDirectory } from '../../vehicle/index.js';
import { adviceFor, gradeWheel, worstGrade } from '../domain/health-grades.js';
import { isOverdue, keptPromise } from '../domain/promise.js';
import { describeSteps, nextSteps, type ReachedStep } from '../domain/visit-lifecycle.js';
import { type Visit, type VisitEvent, VisitRepository } from '../persistence/visit.repository.js';
import {
  type HealthReport,
  type WorkOrder,
  WorkOrderRepository,
} from '../persistence/work-order.repository.js';
import { RatingReader, type VisitRating } from './ratings.queries.js';

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
}

const iso = (at: number) => toDate(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** Turns visits into what staff and owners see; eight queries whatever their number. */
@Injectable()
export class VisitViews {
  constructor(
    private readonly visits: VisitRepository,
    private readonly papers: WorkOrderRepository,
    private readonly ratings: RatingReader,
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
    return {
      ...core,
      // A draft of the report is the workshop's own business until the technician has signed it.
      report: core.report?.signedAt ? core.report : null,
      advisorPhone: null,
      canRate: visit.step === 'handed_over' && core.rating === null,
      nextDue: due && { dueOn: due.dueOn, dueKm: vehicle?.dueKm ?? null, why: due.why },
    };
  }

  async forOwnerList(visits: readonly Visit[]) {
    const around = await this.surroundings(visits);
    return visits.map((visit) => ({
      id: visit.id,
      model: around.vehicles.get(visit.vehicleId)?.model ?? '',
      plate: around.vehicles.get(visit.vehicleId)?.plate ?? null,
      serviceName: visit.serviceName,
      storeName: around.stores.get(visit.storeId)?.name ?? '',
      step: visit.step,
      arrivedAt: iso(visit.arrivedAt),
      handedOverAt: isoOrNull(visit.handedOverAt),
      paidFen: around.orders.get(visit.id)?.paidFen ?? null,
      rated: around.ratings.has(visit.id),
    }));
  }

  private async surroundings(visits: readonly Visit[]): Promise<Surroundings> {
    const ids = visits.map((visit) => visit.id);
    const ownerIds = visits.map((visit) => visit.ownerId).filter((id): id is string => id !== null);
    const [stores, vehicles, owners, events, reports, orders, ratings] = await Promise.all([
      this.stores.findByIds(visits.map((visit) => visit.storeId)),
      this.vehicles.findByIds(visits.map((visit) => visit.vehicleId)),
      this.owners.findByIds(ownerIds),
      this.visits.eventsOf(ids),
      this.papers.reportsOf(ids),
      this.papers.ordersOf(ids),
      this.ratings.ofVisits(ids),
    ]);
    const names = await this.advisors.names([
      ...visits.flatMap((visit) => [visit.advisorId, visit.technicianId]),
      ...events.map((event) => event.staffId),
      ...[...reports.values()].map((report) => report.signedBy),
    ]);
    const byVisit = new Map<string, VisitEvent[]>(ids.map((id) => [id, []]));
    for (const event of events) byVisit.get(event.visitId)?.push(event);
    const storeMap = new Map(stores.map((store) => [store.id, store]));
    return { stores: storeMap, vehicles, owners, names, events: byVisit, reports, orders, ratings };
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
      report: report ? reportView(report, nameOf(report.signedBy)) : null,
      mileageKm: visit.mileageKm,
      bill: order ? { orderNo: order.orderNo, lines: [...order.lines], paidFen: order.paidFen } : null,
      handedOverAt: isoOrNull(visit.handedOverAt),
      onTime: keptPromise(visit.firstPromisedAt, visit.handedOverAt),
      rating: around.ratings.get(visit.id) ?? null,
    };
  }

  private staffView(visit: Visit, around: Surroundings): StaffVisitView {
    const owner = visit.ownerId === null ? undefined : around.owners.get(visit.ownerId);
    return {
      ...this.core(visit, around),
      ownerId: visit.ownerId,
      ownerName: owner?.name ?? '未登记车主',
      phoneMasked: owner?.phone ? maskPhone(owner.phone) : null,
      bookingId: visit.bookingId,
      overdue: isOverdue(visit.promisedAt, visit.handedOverAt, this.clock.now()),
      fuelPercent: visit.fuelPercent,
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

function reportView(report: HealthReport, signedBy: string | null): ReportView {
  const wheels = report.wheels.map(gradeWheel);
  return {
    wheels,
    grade: worstGrade(wheels),
    advice: adviceFor(wheels),
    remark: report.remark,
    signedBy,
    signedAt: isoOrNull(report.signedAt),
  };
}
