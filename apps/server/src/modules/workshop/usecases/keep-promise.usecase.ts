import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { isBroken, payTitle } from '../domain/visit-rules.js';
import { type Visit, VisitRepository } from '../persistence/visit.repository.js';
import { VisitPaperRepository } from '../persistence/visit-paper.repository.js';
import { VisitJournal } from './visit-journal.usecase.js';

/** A promise that ran out longer ago was looked at before, or belongs to a system that stood still. */
const LOOK_BACK_MS = 7 * DAY_MS;
const AT_ONCE = 200;
const NO_REASON = '交车晚于承诺时间';

/** Pays for broken promises (准时承诺): once for each visit, by its key, whoever sees it first. */
@Injectable()
export class KeepPromise {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly visits: VisitRepository,
    private readonly papers: VisitPaperRepository,
    private readonly journal: VisitJournal,
    private readonly clock: Clock,
  ) {}

  /** Cars that are still being worked on after their promise. Any number of processes may run it. */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    for (const id of await this.papers.brokenPromises(now - LOOK_BACK_MS, now, AT_ONCE)) {
      await this.uow.run(async (tx) => {
        const visit = await this.visits.lockById(tx, id);
        if (visit?.handedOverAt === null && visit.step !== 'ready') await this.settle(tx, visit, now);
      });
    }
  }

  /**
   * Writes the broken promise down if it is one; `doneAt` (milliseconds) is when the car was ready, or now. A car that
   * waits for its owner is not late. The caller holds the visit's lock.
   */
  async settle(tx: Tx, visit: Visit, doneAt: number): Promise<void> {
    const { firstPromisedAt: promisedAt } = visit;
    const rules = await this.papers.rulesOf(visit.storeId);
    if (promisedAt === null || !isBroken(promisedAt, doneAt, rules.toleranceMinutes)) return;
    // Nobody can be paid who is not on file.
    const title = visit.ownerId === null ? null : payTitle(rules);
    const payKind = title === null ? 'none' : rules.payKind;
    const amountFen = payKind === 'cash_off' ? rules.payFen : 0;
    const events = await this.visits.eventsOf([visit.id]);
    const reason = events.findLast((event) => event.kind === 'delay')?.reason ?? NO_REASON;
    const fresh = await this.papers.insertCompensation(tx, {
      visitId: visit.id,
      storeId: visit.storeId,
      ownerId: visit.ownerId,
      vehicleId: visit.vehicleId,
      promisedAt,
      brokenAt: doneAt,
      reason,
      payKind,
      payTitle: title,
      amountFen,
      validDays: rules.payValidDays,
    });
    if (!fresh) return;
    await this.journal.tell(tx, visit, 'visit.promise-broken', {
      ownerId: visit.ownerId,
      vehicleId: visit.vehicleId,
      payKind,
      payTitle: title,
      amountFen,
      validDays: rules.payValidDays,
      reason,
    });
    await this.journal.show(tx, visit, title === null ? '已超过承诺时间' : `已超过承诺时间，补偿${title}`);
  }
}
