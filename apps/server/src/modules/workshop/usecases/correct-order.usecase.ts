import type { routes, StaffVisitView } from '@cheban/contracts';
import { businessDate } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { ensureStore, type StaffActor } from '../../../platform/auth/index.js';
import { isDuplicate, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { VehicleCare } from '../../vehicle/index.js';
import { VisitRepository } from '../persistence/visit.repository.js';
import { VisitPaperRepository } from '../persistence/visit-paper.repository.js';
import { type WorkOrder, WorkOrderRepository } from '../persistence/work-order.repository.js';
import { VisitQueries } from './visit.queries.js';
import { VisitJournal } from './visit-journal.usecase.js';

type CorrectionBody = BodyOf<typeof routes.workshop.correct>;

/** Corrects a closed work order with a reason: both versions stay and are shown. */
@Injectable()
export class CorrectOrder {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly visits: VisitRepository,
    private readonly orders: WorkOrderRepository,
    private readonly papers: VisitPaperRepository,
    private readonly care: VehicleCare,
    private readonly journal: VisitJournal,
    private readonly queries: VisitQueries,
  ) {}

  /** Throws REQUEST.NOT_FOUND, VISIT.STATE while the order is open, VISIT.CORRECTED or VISIT.MILEAGE_ODD. */
  async run(actor: StaffActor, id: string, body: CorrectionBody): Promise<StaffVisitView> {
    return this.uow.run(async (tx) => {
      const visit = await this.visits.lockById(tx, id);
      if (!visit) throw notFound();
      ensureStore(actor, visit.storeId);
      const order = (await this.orders.ordersOf([id])).get(id);
      if (!order || visit.handedOverAt === null) throw new AppError('VISIT.STATE');
      await this.keepBoth(tx, actor, order, body);
      const { lines, paidFen, mileageKm } = body;
      await this.orders.correctOrder(tx, id, { lines, paidFen, mileageKm });
      await this.visits.update(tx, id, { mileageKm });
      const verdict = await this.care.correctService(
        tx,
        {
          storeId: order.storeId,
          orderNo: order.orderNo,
          vehicleId: visit.vehicleId,
          on: businessDate(order.closedAt),
          km: order.mileageKm,
        },
        { km: mileageKm, paidFen },
        body.mileageChecked,
      );
      if (verdict === 'suspect') throw new AppError('VISIT.MILEAGE_ODD');
      await this.journal.tell(tx, visit, 'visit.corrected', {});
      const text = `更正工单 ${order.orderNo}：${body.reason}`;
      await this.journal.record(tx, actor, visit, 'visit.correct', text);
      await this.journal.show(tx, visit, '工单已更正');
      return this.queries.staffView(actor, id);
    });
  }

  /** The key (visit, number) lets one of two people through who saw the same version. */
  private async keepBoth(tx: Tx, actor: StaffActor, order: WorkOrder, body: CorrectionBody): Promise<void> {
    const known = await this.papers.correctionsOf([order.visitId]);
    if (known.length !== body.seen) throw new AppError('VISIT.CORRECTED');
    const { lines, paidFen, mileageKm } = order;
    try {
      await this.papers.insertCorrection(tx, {
        visitId: order.visitId,
        number: body.seen + 1,
        before: { lines: [...lines], paidFen, mileageKm },
        after: { lines: body.lines, paidFen: body.paidFen, mileageKm: body.mileageKm },
        reason: body.reason,
        staffId: actor.staffId,
      });
    } catch (error) {
      if (isDuplicate(error)) throw new AppError('VISIT.CORRECTED');
      throw error;
    }
  }
}
