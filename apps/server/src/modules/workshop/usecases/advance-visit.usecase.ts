import { type routes, type StaffVisitView, type VisitStep, visitStepLabel } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, invalidField } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { BookingTransitions } from '../../booking/index.js';
import { Advisors } from '../../staff/index.js';
import { isDelay } from '../domain/promise.js';
import { bookingStateOf, mayAdvance } from '../domain/visit-lifecycle.js';
import { type Visit, VisitRepository } from '../persistence/visit.repository.js';
import { futureInstant } from './check-in-plan.queries.js';
import { VisitQueries } from './visit.queries.js';
import { VisitDesk } from './visit-desk.queries.js';
import { VisitJournal } from './visit-journal.usecase.js';

/** Moves a visit to a step, gives it a new promised time, or both. */
@Injectable()
export class AdvanceVisit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: VisitDesk,
    private readonly visits: VisitRepository,
    private readonly bookings: BookingTransitions,
    private readonly advisors: Advisors,
    private readonly journal: VisitJournal,
    private readonly queries: VisitQueries,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND, VISIT.LOCKED, VISIT.STATE, VISIT.DELAY_REASON_NEEDED, VISIT.APPROVAL_NEEDED or REQUEST.INVALID. */
  async run(
    actor: StaffActor,
    id: string,
    body: BodyOf<typeof routes.workshop.advance>,
  ): Promise<StaffVisitView> {
    return this.uow.run(async (tx) => {
      const visit = await this.desk.take(tx, actor, id);
      if (body.technicianId !== undefined) await this.assign(tx, visit, body.technicianId);
      if (body.promisedAt !== undefined) {
        const promisedAt = futureInstant(body.promisedAt, this.clock.now());
        await this.promise(tx, actor, visit, promisedAt, body.delayReason ?? '');
      }
      if (body.step !== undefined) await this.goTo(tx, actor, visit, body.step);
      return this.queries.staffView(actor, id);
    });
  }

  private async assign(tx: Tx, visit: Visit, technicianId: string): Promise<void> {
    if (!(await this.advisors.worksAt(technicianId, visit.storeId))) {
      throw invalidField('technicianId', '请选择本店的技师');
    }
    await this.visits.update(tx, visit.id, { technicianId });
  }

  private async promise(
    tx: Tx,
    actor: StaffActor,
    visit: Visit,
    promisedAt: number,
    reason: string,
  ): Promise<void> {
    if (promisedAt === visit.promisedAt) return;
    const delay = isDelay(visit.promisedAt, promisedAt);
    if (delay && reason === '') throw new AppError('VISIT.DELAY_REASON_NEEDED');
    await this.visits.update(tx, visit.id, {
      promisedAt,
      ...(visit.firstPromisedAt === null ? { firstPromisedAt: promisedAt } : {}),
    });
    await this.journal.promise(tx, visit, promisedAt, delay ? reason : null, actor.staffId);
    if (delay) {
      await this.journal.tell(tx, visit, 'visit.delayed', {});
      await this.journal.record(tx, actor, visit, 'visit.delay', `推迟交车时间：${reason}`);
    }
    await this.journal.show(tx, visit, delay ? '交车时间已推迟' : null);
  }

  private async goTo(tx: Tx, actor: StaffActor, visit: Visit, step: VisitStep): Promise<void> {
    if (!mayAdvance(visit.step, step)) throw new AppError('VISIT.STATE');
    if (visit.step === 'checked_in') await this.desk.ensureAnswered(visit);
    const readyAt = step === 'ready' ? { readyAt: this.clock.now() } : {};
    await this.visits.update(tx, visit.id, { step, ...readyAt });
    const state = bookingStateOf(step);
    if (visit.bookingId !== null && state !== bookingStateOf(visit.step) && state !== 'arrived') {
      await this.bookings.markState(tx, visit.bookingId, state);
    }
    await this.journal.step(tx, visit, step, actor.staffId);
    await this.journal.tell(tx, visit, 'visit.advanced', { step });
    await this.journal.show(tx, visit, `进入${visitStepLabel[step]}`);
  }
}
