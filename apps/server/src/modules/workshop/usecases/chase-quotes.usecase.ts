import { formatYuan } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { CHASE_MS } from '../domain/quotes.js';
import { type DeclinedWork, type Quote, QuoteRepository } from '../persistence/quote.repository.js';
import { type Visit, VisitRepository } from '../persistence/visit.repository.js';
import { VisitJournal } from './visit-journal.usecase.js';

const AT_ONCE = 200;
const CALL_WITHIN_MS = 15 * 60_000;
const DECLINED_CALL_MS = 3 * 86_400_000;

/** Questions without an answer: the owner is reminded once, then the advisor calls; put-off work is asked about again. */
@Injectable()
export class ChaseQuotes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly quotes: QuoteRepository,
    private readonly visits: VisitRepository,
    private readonly journal: VisitJournal,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Any number of processes may run it: each step is one conditional update. */
  async run(): Promise<void> {
    for (const quote of await this.quotes.dueForChase(this.clock.now(), AT_ONCE))
      await this.uow.run((tx) => this.chase(tx, quote));
    for (const work of await this.quotes.declinedDue(this.clock.today(), AT_ONCE))
      await this.uow.run((tx) => this.askAgain(tx, work));
  }

  private async chase(tx: Tx, quote: Quote): Promise<void> {
    const visit = await this.visits.lockById(tx, quote.visitId);
    if (!visit) return;
    if (quote.remindedAt === null) {
      if (await this.quotes.chase(tx, quote, this.clock.now() + CHASE_MS))
        await this.journal.tell(tx, visit, 'visit.quote-reminded', { quoteId: quote.id });
      return;
    }
    if (!(await this.quotes.chase(tx, quote, null))) return;
    await this.journal.show(tx, visit, `报价“${quote.title}”还没有答复，请致电车主`);
    if (visit.ownerId !== null) await this.wantCall(tx, visit, visit.ownerId, quote);
  }

  private async wantCall(tx: Tx, visit: Visit, ownerId: string, quote: Quote): Promise<void> {
    const now = this.clock.now();
    await this.outbox.append(tx, {
      type: 'follow-up.wanted',
      storeId: visit.storeId,
      payload: {
        key: `quote:${quote.id}`,
        kind: 'estimate_call',
        ownerId,
        vehicleId: visit.vehicleId,
        subjectId: visit.id,
        why: `报价“${quote.title}”（¥${formatYuan(quote.totalFen)}）已提醒一次，车主还没有答复。`,
        from: toDate(now).toISOString(),
        dueAt: toDate(now + CALL_WITHIN_MS).toISOString(),
        service: visit.serviceName,
        assigneeId: visit.advisorId,
      },
    });
  }

  private async askAgain(tx: Tx, work: DeclinedWork): Promise<void> {
    if (!(await this.quotes.settle(tx, work, { state: work.state, chaseOn: null }))) return;
    if (work.state !== 'open' || work.ownerId === null) return;
    const now = this.clock.now();
    await this.outbox.append(tx, {
      type: 'follow-up.wanted',
      storeId: work.storeId,
      payload: {
        key: `declined:${work.id}:${work.chaseOn}`,
        kind: 'custom',
        title: '建议项目回访',
        ownerId: work.ownerId,
        vehicleId: work.vehicleId,
        subjectId: work.visitId,
        why: `上次暂不做的“${work.title}”，问问车主是否需要安排。`,
        from: toDate(now).toISOString(),
        dueAt: toDate(now + DECLINED_CALL_MS).toISOString(),
      },
    });
  }
}
