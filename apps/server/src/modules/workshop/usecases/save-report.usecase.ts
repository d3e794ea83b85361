import type { routes, StaffVisitView } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { VisitRepository } from '../persistence/visit.repository.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';
import { VisitQueries } from './visit.queries.js';
import { VisitDesk } from './visit-desk.queries.js';
import { VisitJournal } from './visit-journal.usecase.js';

/** Saves or signs the three numbers (三项数据) of a visit. */
@Injectable()
export class SaveReport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: VisitDesk,
    private readonly visits: VisitRepository,
    private readonly papers: WorkOrderRepository,
    private readonly journal: VisitJournal,
    private readonly queries: VisitQueries,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND, VISIT.REPORT_SIGNED, or VISIT.LOCKED once handed over. */
  async run(
    actor: StaffActor,
    id: string,
    body: BodyOf<typeof routes.workshop.saveReport>,
  ): Promise<StaffVisitView> {
    return this.uow.run(async (tx) => {
      const visit = await this.desk.take(tx, actor, id);
      const known = await this.papers.reportOf(id);
      if (known?.signedAt) throw new AppError('VISIT.REPORT_SIGNED');
      await this.papers.saveReport(tx, {
        visitId: id,
        wheels: body.wheels,
        remark: body.remark,
        signedBy: body.sign ? actor.staffId : null,
        signedAt: body.sign ? this.clock.now() : null,
      });
      if (visit.technicianId === null && actor.role === 'technician') {
        await this.visits.update(tx, id, { technicianId: actor.staffId });
      }
      if (body.sign)
        await this.journal.record(tx, actor, visit, 'visit.sign-report', '签署了三项数据检测报告');
      await this.journal.show(tx, visit, body.sign ? '检测报告已签字' : null);
      return this.queries.staffView(actor, id);
    });
  }
}
