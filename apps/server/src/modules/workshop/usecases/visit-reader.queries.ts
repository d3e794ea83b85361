import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database/index.js';
import { type Quote, QuoteRepository } from '../persistence/quote.repository.js';
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
    private readonly uow: UnitOfWork,
    private readonly visits: VisitRepository,
    private readonly papers: WorkOrderRepository,
    private readonly quotes: QuoteRepository,
  ) {}

  findById(id: string): Promise<Visit | null> {
    return this.uow.recall(`visit ${id}`, () => this.visits.findById(id));
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

  /** A quote that still waits for the owner; null once it is answered or taken back. */
  async openQuote(id: string): Promise<Quote | null> {
    const quote = await this.quotes.findById(id);
    return quote?.state === 'waiting' ? quote : null;
  }

  /** True if a quote of the visit waits for the owner. */
  async isAsking(visitId: string): Promise<boolean> {
    return (await this.quotes.ofVisits([visitId])).some(({ state }) => state === 'waiting');
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
