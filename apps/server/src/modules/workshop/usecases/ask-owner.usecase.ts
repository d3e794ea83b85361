import { quoteKindLabel, type routes, type StaffVisitView } from '@cheban/contracts';
import { formatYuan } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Photos } from '../../media/index.js';
import { CHASE_MS, mayAsk, totalOf } from '../domain/quotes.js';
import { QuoteRepository } from '../persistence/quote.repository.js';
import { futureInstant } from './check-in-plan.queries.js';
import { VisitQueries } from './visit.queries.js';
import { VisitDesk } from './visit-desk.queries.js';
import { visitPhotos } from './visit-extras.queries.js';
import { VisitJournal } from './visit-journal.usecase.js';

/** Asks the owner: an estimate at check-in, or extra work that was found later. */
@Injectable()
export class AskOwner {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: VisitDesk,
    private readonly quotes: QuoteRepository,
    private readonly photos: Photos,
    private readonly journal: VisitJournal,
    private readonly queries: VisitQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * A new estimate replaces the one that still waits. Throws REQUEST.NOT_FOUND, VISIT.LOCKED, VISIT.STATE,
   * REQUEST.INVALID or PHOTO.NOT_YOURS.
   */
  async ask(
    actor: StaffActor,
    id: string,
    body: BodyOf<typeof routes.workshop.addQuote>,
  ): Promise<StaffVisitView> {
    return this.uow.run(async (tx) => {
      const visit = await this.desk.take(tx, actor, id);
      if (!mayAsk(body.kind, visit.step)) throw new AppError('VISIT.STATE');
      const { photoIds, readyAt, ...said } = body;
      const now = this.clock.now();
      for (const quote of body.kind === 'estimate' ? await this.quotes.ofVisits([id]) : [])
        if (quote.kind === 'estimate' && quote.state === 'waiting')
          await this.quotes.end(tx, quote.id, 'replaced');
      const quote = await this.quotes.insert(tx, {
        ...said,
        storeId: visit.storeId,
        visitId: id,
        totalFen: totalOf(body.lines),
        readyAt: readyAt === undefined ? null : futureInstant(readyAt, now, 'readyAt'),
        askedBy: actor.staffId,
        chaseAt: now + CHASE_MS,
      });
      const uploader = { kind: 'staff', id: actor.staffId } as const;
      await this.photos.set(tx, { type: visitPhotos.quote, id: quote.id }, photoIds, uploader);
      await this.journal.tell(tx, visit, 'visit.quoted', { quoteId: quote.id });
      const text = `${quoteKindLabel[quote.kind]}“${quote.title}” ¥${formatYuan(quote.totalFen)}，待车主确认`;
      await this.journal.record(tx, actor, visit, 'visit.quote', text);
      await this.journal.show(tx, visit, null);
      return this.queries.staffView(actor, id);
    });
  }

  /** Takes a quote back that nobody has answered. Throws REQUEST.NOT_FOUND, VISIT.LOCKED or VISIT.QUOTE_ANSWERED. */
  async withdraw(actor: StaffActor, quoteId: string): Promise<StaffVisitView> {
    return this.uow.run(async (tx) => {
      const quote = await this.quotes.findById(quoteId);
      if (!quote) throw notFound();
      const visit = await this.desk.take(tx, actor, quote.visitId);
      if (!(await this.quotes.end(tx, quoteId, 'withdrawn'))) throw new AppError('VISIT.QUOTE_ANSWERED');
      await this.journal.record(tx, actor, visit, 'visit.withdraw-quote', `撤回报价“${quote.title}”`);
      await this.journal.show(tx, visit, null);
      return this.queries.staffView(actor, visit.id);
    });
  }
}
