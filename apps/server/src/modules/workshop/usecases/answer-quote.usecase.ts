import type { AnswerWay, routes, StaffVisitView, VisitView } from '@cheban/contracts';
import { addDays } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { ensureStore, type OwnerActor, type StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { StoreCatalog } from '../../store/index.js';
import { CHASE_DAYS, firstPromiseAfterYes, promiseAfterYes } from '../domain/quotes.js';
import { DeclinedWorkRepository } from '../persistence/declined-work.repository.js';
import { type Quote, QuoteRepository } from '../persistence/quote.repository.js';
import { type Visit, VisitRepository } from '../persistence/visit.repository.js';
import { DeclinedPlan } from './declined-plan.usecase.js';
import { VisitQueries } from './visit.queries.js';
import { VisitJournal } from './visit-journal.usecase.js';

interface Answer {
  approve: boolean;
  note: string;
  way: AnswerWay;
  staffId: string | null;
}

/** The owner's yes or no: in the app, or by phone and written down by staff. The first answer counts. */
@Injectable()
export class AnswerQuote {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly visits: VisitRepository,
    private readonly quotes: QuoteRepository,
    private readonly works: DeclinedWorkRepository,
    private readonly plan: DeclinedPlan,
    private readonly stores: StoreCatalog,
    private readonly journal: VisitJournal,
    private readonly queries: VisitQueries,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND or VISIT.QUOTE_ANSWERED. */
  async byOwner(
    actor: OwnerActor,
    quoteId: string,
    body: BodyOf<typeof routes.visit.answerQuote>,
  ): Promise<VisitView> {
    return this.uow.run(async (tx) => {
      const { quote, visit } = await this.take(tx, quoteId);
      if (visit.ownerId !== actor.ownerId) throw notFound();
      await this.answer(tx, visit, quote, { ...body, way: 'app', staffId: null });
      return this.queries.ownerView(actor, visit.id);
    });
  }

  /** Audited with who was talked to. Throws REQUEST.NOT_FOUND or VISIT.QUOTE_ANSWERED. */
  async byPhone(
    actor: StaffActor,
    quoteId: string,
    body: BodyOf<typeof routes.workshop.answerQuote>,
  ): Promise<StaffVisitView> {
    return this.uow.run(async (tx) => {
      const { quote, visit } = await this.take(tx, quoteId);
      ensureStore(actor, visit.storeId);
      await this.answer(tx, visit, quote, { ...body, way: 'phone', staffId: actor.staffId });
      const text = `电话${body.approve ? '同意' : '暂不做'}“${quote.title}”：${body.note}`;
      await this.journal.record(tx, actor, visit, 'visit.answer-quote', text);
      return this.queries.staffView(actor, visit.id);
    });
  }

  /** Work that was not wanted is kept with the car; care asks again. Also for work that nobody answered. */
  async putOff(tx: Tx, visit: Visit, quote: Quote, answered: boolean): Promise<void> {
    const declinedWorkId = await this.works.insert(tx, {
      storeId: visit.storeId,
      visitId: visit.id,
      quoteId: quote.id,
      vehicleId: visit.vehicleId,
      ownerId: visit.ownerId,
      title: quote.title,
      note: quote.note,
      amountFen: quote.totalFen,
      answered,
      chaseOn: addDays(this.clock.today(), CHASE_DAYS),
    });
    await this.plan.refresh(tx, visit.vehicleId);
    await this.journal.tell(tx, visit, 'visit.declined-work', { declinedWorkId });
  }

  /** The lock of the visit lets answers, corrections of the promise and the hand-over come one after the other. */
  private async take(tx: Tx, quoteId: string): Promise<{ quote: Quote; visit: Visit }> {
    const quote = await this.quotes.findById(quoteId);
    const visit = quote && (await this.visits.lockById(tx, quote.visitId));
    if (!quote || !visit) throw notFound();
    return { quote, visit };
  }

  private async answer(tx: Tx, visit: Visit, quote: Quote, answer: Answer): Promise<void> {
    const state = answer.approve ? 'approved' : 'declined';
    const { way, staffId, note } = answer;
    if (!(await this.quotes.end(tx, quote.id, state, { way, staffId, note })))
      throw new AppError('VISIT.QUOTE_ANSWERED');
    if (answer.approve) await this.movePromise(tx, visit, quote);
    else await this.putOff(tx, visit, quote, true);
    await this.journal.tell(tx, visit, 'visit.quote-answered', { quoteId: quote.id });
    await this.journal.show(tx, visit, `车主${answer.approve ? '同意' : '暂不做'}：${quote.title}`);
  }

  /** What the owner agreed to may take its time; the owner sees the new time with its reason. */
  private async movePromise(tx: Tx, visit: Visit, quote: Quote): Promise<void> {
    const calendar = (await this.stores.calendarOf(visit.storeId))?.calendar;
    if (!calendar) return;
    const next = promiseAfterYes(quote, visit.promisedAt, this.clock.now(), calendar);
    if (next === null) return;
    await this.visits.update(tx, visit.id, {
      promisedAt: next,
      firstPromisedAt: firstPromiseAfterYes(quote, visit.firstPromisedAt, next, calendar),
    });
    const later = visit.promisedAt !== null && next > visit.promisedAt;
    const reason = later ? `您已同意“${quote.title}”` : null;
    await this.journal.promise(tx, visit, next, reason, quote.askedBy);
  }
}
