import type { AnswerWay, DeclinedWorkState, QuoteKind, QuoteState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { DeclinedWorkEntity, VisitQuoteEntity } from './quote.entity.js';
import type { StoredLine } from './visit.entity.js';

/** An estimate or extra work. Instants in milliseconds. */
export interface Quote {
  readonly id: string;
  readonly storeId: string;
  readonly visitId: string;
  readonly kind: QuoteKind;
  readonly number: number;
  readonly state: QuoteState;
  readonly title: string;
  readonly note: string;
  readonly lines: readonly StoredLine[];
  readonly totalFen: number;
  readonly readyAt: number | null;
  readonly extraMinutes: number;
  readonly askedBy: string;
  readonly askedAt: number;
  readonly remindedAt: number | null;
  readonly answeredAt: number | null;
  readonly answeredWay: AnswerWay | null;
  readonly answeredBy: string | null;
  readonly answerNote: string | null;
}
export type NewQuote = Pick<
  Quote,
  | 'storeId'
  | 'visitId'
  | 'kind'
  | 'title'
  | 'note'
  | 'lines'
  | 'totalFen'
  | 'readyAt'
  | 'extraMinutes'
  | 'askedBy'
> & { readonly chaseAt: number };

export interface DeclinedWork {
  readonly id: string;
  readonly storeId: string;
  readonly visitId: string;
  readonly quoteId: string;
  readonly vehicleId: string;
  readonly ownerId: string | null;
  readonly title: string;
  readonly note: string;
  readonly amountFen: number;
  readonly answered: boolean;
  readonly state: DeclinedWorkState;
  readonly chaseOn: string | null;
  readonly declinedAt: number;
}

const instant = (date: Date | null) => date?.getTime() ?? null;

const quoteRecord = ({ nextChaseAt: _next, ...entity }: VisitQuoteEntity): Quote => ({
  ...entity,
  readyAt: instant(entity.readyAt),
  askedAt: entity.askedAt.getTime(),
  remindedAt: instant(entity.remindedAt),
  answeredAt: instant(entity.answeredAt),
});

const declinedRecord = (entity: DeclinedWorkEntity): DeclinedWork => ({
  ...entity,
  answered: Boolean(entity.answered),
  declinedAt: entity.declinedAt.getTime(),
});

/** Quotes and the work that owners put off. */
@Injectable()
export class QuoteRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Quote | null> {
    const entity = await this.uow.reader.findOneBy(VisitQuoteEntity, { id });
    return entity ? quoteRecord(entity) : null;
  }

  /** Quotes of these visits, oldest first. */
  async ofVisits(visitIds: readonly string[]): Promise<Quote[]> {
    if (visitIds.length === 0) return [];
    const where = { visitId: In([...visitIds]) };
    const order = { askedAt: 'ASC', kind: 'ASC', number: 'ASC' } as const;
    return (await this.uow.reader.find(VisitQuoteEntity, { where, order })).map(quoteRecord);
  }

  /** The caller holds the visit's lock, so that numbers have no gaps and no doubles. */
  async insert(tx: Tx, { chaseAt, ...quote }: NewQuote): Promise<Quote> {
    const { visitId, kind } = quote;
    const number = (await tx.manager.countBy(VisitQuoteEntity, { visitId, kind })) + 1;
    const entity = {
      id: newId(this.clock),
      ...quote,
      lines: [...quote.lines],
      number,
      state: 'waiting' as const,
      readyAt: quote.readyAt === null ? null : toDate(quote.readyAt),
      askedAt: this.clock.date(),
      nextChaseAt: toDate(chaseAt),
      remindedAt: null,
      answeredAt: null,
      answeredWay: null,
      answeredBy: null,
      answerNote: null,
    };
    await tx.manager.insert(VisitQuoteEntity, entity);
    return quoteRecord(entity);
  }

  /** Ends a quote that waits; false if somebody was faster. */
  async end(
    tx: Tx,
    id: string,
    state: Exclude<QuoteState, 'waiting'>,
    answer?: { way: AnswerWay; staffId: string | null; note: string },
  ): Promise<boolean> {
    const given = answer && {
      answeredAt: this.clock.date(),
      answeredWay: answer.way,
      answeredBy: answer.staffId,
      answerNote: answer.note || null,
    };
    const { affected } = await tx.manager.update(
      VisitQuoteEntity,
      { id, state: 'waiting' },
      { state, nextChaseAt: null, ...given },
    );
    return affected === 1;
  }

  /** Waiting quotes whose reminder or call is due, the longest due first. */
  async dueForChase(now: number, limit: number): Promise<Quote[]> {
    const entities = await this.uow.reader.find(VisitQuoteEntity, {
      where: { nextChaseAt: LessThanOrEqual(toDate(now)) },
      order: { nextChaseAt: 'ASC' },
      take: limit,
    });
    return entities.map(quoteRecord);
  }

  /** Marks a quote as reminded, or as given to the advisor (`next` null); false if it was done or answered already. */
  async chase(tx: Tx, quote: Quote, next: number | null): Promise<boolean> {
    const reminding = quote.remindedAt === null;
    const { affected } = await tx.manager.update(
      VisitQuoteEntity,
      {
        id: quote.id,
        state: 'waiting',
        nextChaseAt: Not(IsNull()),
        remindedAt: reminding ? IsNull() : Not(IsNull()),
      },
      {
        nextChaseAt: next === null ? null : toDate(next),
        ...(reminding ? { remindedAt: this.clock.date() } : {}),
      },
    );
    return affected === 1;
  }

  async insertDeclined(tx: Tx, work: Omit<DeclinedWork, 'id' | 'declinedAt' | 'state'>): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    await tx.manager.insert(DeclinedWorkEntity, {
      id,
      ...work,
      state: 'open',
      settleNote: null,
      settledBy: null,
      declinedAt: now,
      updatedAt: now,
    });
    return id;
  }

  async findDeclined(id: string): Promise<DeclinedWork | null> {
    const entity = await this.uow.reader.findOneBy(DeclinedWorkEntity, { id });
    return entity ? declinedRecord(entity) : null;
  }

  async declinedOfVisits(visitIds: readonly string[]): Promise<DeclinedWork[]> {
    if (visitIds.length === 0) return [];
    const where = { visitId: In([...visitIds]) };
    return (await this.uow.reader.find(DeclinedWorkEntity, { where, order: { id: 'ASC' } })).map(
      declinedRecord,
    );
  }

  /** What this person put off and has not settled, newest first, at most 50. */
  async openOfOwner(ownerId: string): Promise<DeclinedWork[]> {
    const where = { ownerId, state: 'open' as const };
    const entities = await this.uow.reader.find(DeclinedWorkEntity, {
      where,
      order: { id: 'DESC' },
      take: 50,
    });
    return entities.map(declinedRecord);
  }

  /** A page of a store's declined work, the next to ask about first. */
  async declinedOfStore(
    storeId: string,
    filter: { state?: DeclinedWorkState; vehicleId?: string },
    page: { page: number; pageSize: number },
  ): Promise<{ items: DeclinedWork[]; total: number }> {
    const [entities, total] = await this.uow.reader.findAndCount(DeclinedWorkEntity, {
      where: { storeId, ...filter },
      order: { chaseOn: 'ASC', id: 'DESC' },
      skip: (page.page - 1) * page.pageSize,
      take: page.pageSize,
    });
    return { items: entities.map(declinedRecord), total };
  }

  /** Open work that care should ask about again by a business date, the longest due first. */
  async declinedDue(on: string, limit: number): Promise<DeclinedWork[]> {
    const entities = await this.uow.reader.find(DeclinedWorkEntity, {
      where: { chaseOn: LessThanOrEqual(on) },
      order: { chaseOn: 'ASC', id: 'ASC' },
      take: limit,
    });
    return entities.map(declinedRecord);
  }

  /** Settles or puts off; false unless it still stands as `was`. */
  async settle(
    tx: Tx,
    was: DeclinedWork,
    change: { state: DeclinedWorkState; chaseOn: string | null; note?: string; staffId?: string },
  ): Promise<boolean> {
    const { affected } = await tx.manager.update(
      DeclinedWorkEntity,
      { id: was.id, state: was.state, chaseOn: was.chaseOn ?? IsNull() },
      {
        state: change.state,
        chaseOn: change.chaseOn,
        updatedAt: this.clock.date(),
        ...(change.note === undefined ? {} : { settleNote: change.note || null }),
        ...(change.staffId === undefined ? {} : { settledBy: change.staffId }),
      },
    );
    return affected === 1;
  }
}
