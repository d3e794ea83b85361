import type { AnswerWay, QuoteKind, QuoteState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { VisitQuoteEntity } from './quote.entity.js';
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

const instant = (date: Date | null) => date?.getTime() ?? null;

const quoteRecord = ({ nextChaseAt: _next, ...entity }: VisitQuoteEntity): Quote => ({
  ...entity,
  readyAt: instant(entity.readyAt),
  askedAt: entity.askedAt.getTime(),
  remindedAt: instant(entity.remindedAt),
  answeredAt: instant(entity.answeredAt),
});

/** Estimates and extra work. */
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
}
