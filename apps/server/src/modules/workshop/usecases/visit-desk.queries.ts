import { Injectable } from '@nestjs/common';
import { ensureStore, type StaffActor } from '../../../platform/auth/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { QuoteRepository } from '../persistence/quote.repository.js';
import { type Visit, VisitRepository } from '../persistence/visit.repository.js';
import { VisitPaperRepository } from '../persistence/visit-paper.repository.js';

/** Hands a visit to the one who changes it. */
@Injectable()
export class VisitDesk {
  constructor(
    private readonly visits: VisitRepository,
    private readonly quotes: QuoteRepository,
    private readonly papers: VisitPaperRepository,
  ) {}

  /** Locks an open visit of the actor's stores. Throws REQUEST.NOT_FOUND, or VISIT.LOCKED once handed over. */
  async take(tx: Tx, actor: StaffActor, id: string): Promise<Visit> {
    const visit = await this.visits.lockById(tx, id);
    if (!visit) throw notFound();
    ensureStore(actor, visit.storeId);
    if (visit.handedOverAt !== null) throw new AppError('VISIT.LOCKED');
    return visit;
  }

  /** Throws VISIT.APPROVAL_NEEDED if the store wants the owner's answer first and a quote still waits for it. */
  async ensureAnswered(visit: Visit): Promise<void> {
    const quotes = await this.quotes.ofVisits([visit.id]);
    if (!quotes.some((quote) => quote.state === 'waiting')) return;
    if ((await this.papers.rulesOf(visit.storeId)).approvalFirst) throw new AppError('VISIT.APPROVAL_NEEDED');
  }
}
