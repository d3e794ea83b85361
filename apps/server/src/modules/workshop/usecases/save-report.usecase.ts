import type { routes, StaffVisitView } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Photos } from '../../media/index.js';
import { inspectionFaults } from '../domain/inspection.js';
import { VisitRepository } from '../persistence/visit.repository.js';
import { type HealthReport, WorkOrderRepository } from '../persistence/work-order.repository.js';
import { VisitQueries } from './visit.queries.js';
import { VisitDesk } from './visit-desk.queries.js';
import { visitPhotos } from './visit-extras.queries.js';
import { VisitJournal } from './visit-journal.usecase.js';

type ReportBody = BodyOf<typeof routes.workshop.saveReport>;

/** Saves or signs the three numbers (三项数据) and the full inspection of a visit. */
@Injectable()
export class SaveReport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: VisitDesk,
    private readonly visits: VisitRepository,
    private readonly papers: WorkOrderRepository,
    private readonly photos: Photos,
    private readonly journal: VisitJournal,
    private readonly queries: VisitQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws REQUEST.NOT_FOUND, VISIT.REPORT_SIGNED, VISIT.REPORT_INCOMPLETE with the items, PHOTO.NOT_YOURS, or
   * VISIT.LOCKED once handed over.
   */
  async run(actor: StaffActor, id: string, body: ReportBody): Promise<StaffVisitView> {
    return this.uow.run(async (tx) => {
      const visit = await this.desk.take(tx, actor, id);
      const known = await this.papers.reportOf(id);
      if (known?.signedAt) throw new AppError('VISIT.REPORT_SIGNED');
      await this.papers.saveReport(tx, {
        visitId: id,
        wheels: body.wheels,
        remark: body.remark,
        inspection: await this.inspect(tx, actor, id, body, known),
        signedBy: body.sign ? actor.staffId : null,
        signedAt: body.sign ? this.clock.now() : null,
      });
      await this.keepSignature(tx, actor, id, body);
      if (visit.technicianId === null && actor.role === 'technician') {
        await this.visits.update(tx, id, { technicianId: actor.staffId });
      }
      if (body.sign)
        await this.journal.record(tx, actor, visit, 'visit.sign-report', '签署了三项数据检测报告');
      await this.journal.show(tx, visit, body.sign ? '检测报告已签字' : null);
      return this.queries.staffView(actor, id);
    });
  }

  /** The inspection with its photos; what was saved before stays if the body does not name one. */
  private async inspect(
    tx: Tx,
    actor: StaffActor,
    id: string,
    body: ReportBody,
    known: HealthReport | null,
  ): Promise<HealthReport['inspection']> {
    const inspection = body.inspection === undefined ? (known?.inspection ?? null) : body.inspection;
    const faults = inspection === null ? [] : inspectionFaults(inspection, body.sign);
    if (faults.length > 0) {
      const fields = faults.map(({ code, message }) => ({ path: `inspection.${code}`, message }));
      throw new AppError('VISIT.REPORT_INCOMPLETE', { fields });
    }
    if (body.inspection !== undefined) {
      const photoIds = inspection?.items.flatMap((item) => item.photoIds) ?? [];
      await this.photos.set(tx, { type: visitPhotos.report, id }, [...new Set(photoIds)], {
        kind: 'staff',
        id: actor.staffId,
      });
    }
    return inspection;
  }

  private async keepSignature(tx: Tx, actor: StaffActor, id: string, body: ReportBody): Promise<void> {
    if (body.signaturePhotoId === undefined) return;
    await this.photos.set(tx, { type: visitPhotos.signature, id }, [body.signaturePhotoId], {
      kind: 'staff',
      id: actor.staffId,
    });
  }
}
