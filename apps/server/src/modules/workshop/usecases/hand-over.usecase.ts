import type { routes, StaffVisitView } from '@cheban/contracts';
import { formatYuan } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { BookingTransitions } from '../../booking/index.js';
import { mayHandOver } from '../domain/visit-lifecycle.js';
import { QuoteRepository } from '../persistence/quote.repository.js';
import { VisitRepository } from '../persistence/visit.repository.js';
import { CloseOrder } from './close-order.usecase.js';
import { DeclinedPlan } from './declined-plan.usecase.js';
import { SettleVisit } from './settle-visit.usecase.js';
import { VisitQueries } from './visit.queries.js';
import { VisitDesk } from './visit-desk.queries.js';
import { VisitJournal } from './visit-journal.usecase.js';

/** Gives the car back (交车): closes and locks the work order in one transaction with everything that follows. */
@Injectable()
export class HandOver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: VisitDesk,
    private readonly visits: VisitRepository,
    private readonly order: CloseOrder,
    private readonly settles: SettleVisit,
    private readonly declined: DeclinedPlan,
    private readonly quotes: QuoteRepository,
    private readonly bookings: BookingTransitions,
    private readonly journal: VisitJournal,
    private readonly queries: VisitQueries,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND, VISIT.LOCKED, VISIT.STATE, VISIT.REPORT_NEEDED, VISIT.MILEAGE_ODD or PHOTO.NOT_YOURS. */
  async run(
    actor: StaffActor,
    id: string,
    body: BodyOf<typeof routes.workshop.handOver>,
  ): Promise<StaffVisitView> {
    return this.uow.run(async (tx) => {
      const visit = await this.desk.take(tx, actor, id);
      if (!mayHandOver(visit.step)) throw new AppError('VISIT.STATE');
      const orderNo = await this.order.run(tx, actor, visit, body);
      const now = this.clock.now();
      await this.settles.run(tx, actor, visit, body.documentIds, now);
      const approved = (await this.quotes.ofVisits([id])).filter(({ state }) => state === 'approved');
      const names = [...body.lines.map(({ name }) => name), ...approved.map(({ title }) => title)];
      await this.declined.handedOver(tx, visit, names);
      await this.visits.update(tx, id, {
        step: 'handed_over',
        handedOverAt: now,
        mileageKm: body.mileageKm,
      });
      if (visit.bookingId !== null) await this.bookings.markState(tx, visit.bookingId, 'handed_over');
      await this.journal.step(tx, visit, 'handed_over', actor.staffId);
      await this.journal.tell(tx, visit, 'visit.handed-over', { step: 'handed_over' });
      const text = `交车：工单 ${orderNo}，实收 ¥${formatYuan(body.paidFen)}`;
      await this.journal.record(tx, actor, visit, 'visit.hand-over', text);
      await this.journal.show(tx, visit, '已交车');
      return this.queries.staffView(actor, id);
    });
  }
}
