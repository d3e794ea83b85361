import { Injectable } from '@nestjs/common';
import { type Visit, VisitRepository } from '../persistence/visit.repository.js';
import {
  type HealthReport,
  type WorkOrder,
  WorkOrderRepository,
} from '../persistence/work-order.repository.js';

/** Reads visits for the other rooms. Missing ones are null or left out; never throws. */
@Injectable()
export class VisitReader {
  constructor(
    private readonly visits: VisitRepository,
    private readonly papers: WorkOrderRepository,
  ) {}

  findById(id: string): Promise<Visit | null> {
    return this.visits.findById(id);
  }

  /** Cars in a store now, the longest there first. */
  openOfStore(storeId: string): Promise<Visit[]> {
    return this.visits.openOfStore(storeId);
  }

  /** The visits that these cars are in now. */
  openOfVehicles(vehicleIds: readonly string[]): Promise<Visit[]> {
    return this.visits.openOfVehicles(vehicleIds);
  }

  /** The last finished visit of each of these cars that belongs to the person, by car. */
  lastFinished(ownerId: string, vehicleIds: readonly string[]): Promise<Map<string, Visit>> {
    return this.visits.lastFinished(ownerId, vehicleIds);
  }

  /** New promises of a visit with the reasons given, oldest first. Instants are milliseconds. */
  async delaysOf(visitId: string): Promise<{ reason: string; promisedAt: number; at: number }[]> {
    const events = await this.visits.eventsOf([visitId]);
    return events.flatMap(({ kind, reason, promisedAt, at }) =>
      kind === 'delay' && reason !== null && promisedAt !== null ? [{ reason, promisedAt, at }] : [],
    );
  }

  /** Closed work orders by visit. */
  ordersOf(visitIds: readonly string[]): Promise<Map<string, WorkOrder>> {
    return this.papers.ordersOf(visitIds);
  }

  /** Health reports by visit, drafts too (`signedAt` null). */
  reportsOf(visitIds: readonly string[]): Promise<Map<string, HealthReport>> {
    return this.papers.reportsOf(visitIds);
  }
}
