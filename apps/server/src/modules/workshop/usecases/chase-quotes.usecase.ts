import { DECLINED_CALL_DAYS } from '@cheban/contracts/constants';
import { addDays, DAY_MS, formatYuan } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { VehicleDirectory } from '../../vehicle/index.js';
import { CHASE_MS } from '../domain/quotes.js';
import { type DeclinedWork, DeclinedWorkRepository } from '../persistence/declined-work.repository.js';
import { type Quote, QuoteRepository } from '../persistence/quote.repository.js';
import { type Visit, VisitRepository } from '../persistence/visit.repository.js';
import { DeclinedPlan } from './declined-plan.usecase.js';
import { VisitJournal } from './visit-journal.usecase.js';

const AT_ONCE = 200;
const CALL_WITHIN_MS = 15 * 60_000;
const DECLINED_CALL_MS = 3 * DAY_MS;

/**
 * Questions without an answer: the owner is reminded once, then the advisor calls. Put-off work is told by care; an owner
 * who has said nothing a week later is called.
 */
@Injectable()
export class ChaseQuotes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly quotes: QuoteRepository,
    private readonly works: DeclinedWorkRepository,
    private readonly plan: DeclinedPlan,
    private readonly visits: VisitRepository,
    private readonly vehicles: VehicleDirectory,
    private readonly journal: VisitJournal,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Any number of processes may run it: each step is one conditional update. */
  async run(): Promise<void> {
    for (const quote of await this.quotes.dueForChase(this.clock.now(), AT_ONCE))
      await this.uow.run((tx) => this.chase(tx, quote));
    const told = addDays(this.clock.today(), -DECLINED_CALL_DAYS);
    for (const work of await this.works.dueForCall(told, AT_ONCE))
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
    if (!(await this.plan.settle(tx, work, { state: work.state, chaseOn: null }))) return;
    if (work.ownerId === null || work.chaseOn === null) return;
    const people = await this.vehicles.peopleOf(work.vehicleId);
    if (!people.some(({ ownerId }) => ownerId === work.ownerId)) return;
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
        why: `上次暂不做的“${work.title}”，已提醒一周，车主还没有答复，问问是否需要安排。`,
        // The answer on the phone counts like one to the reminder.
        dues: [
          {
            ...{ rule: 'declined', cycle: work.chaseOn, label: '建议项目', dueOn: work.chaseOn },
            ...{ topic: 'due', endsWithVisit: true },
          },
        ],
        from: toDate(now).toISOString(),
        dueAt: toDate(now + DECLINED_CALL_MS).toISOString(),
      },
    });
  }
}
