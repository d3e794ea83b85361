import { type routes, serviceKindLabel } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { AppError } from '../../../platform/errors/index.js';
import type { BodyOf } from '../../../platform/http/index.js';
import { Advisors } from '../../staff/index.js';
import { StoreCatalog } from '../../store/index.js';
import { VehicleCare } from '../../vehicle/index.js';
import { orderNumber } from '../domain/order-number.js';
import type { Visit } from '../persistence/visit.repository.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';

/** Closes the work order of a visit: its number and lines, the odometer, the car's history and next due date. */
@Injectable()
export class CloseOrder {
  constructor(
    private readonly papers: WorkOrderRepository,
    private readonly stores: StoreCatalog,
    private readonly advisors: Advisors,
    private readonly care: VehicleCare,
    private readonly clock: Clock,
  ) {}

  /** Returns the order number. Throws VISIT.REPORT_NEEDED or VISIT.MILEAGE_ODD. */
  async run(
    tx: Tx,
    actor: StaffActor,
    visit: Visit,
    body: BodyOf<typeof routes.workshop.handOver>,
  ): Promise<string> {
    const report = await this.papers.reportOf(visit.id);
    if (!report?.signedAt) throw new AppError('VISIT.REPORT_NEEDED');
    const on = this.clock.today();
    await this.readOdometer(tx, visit, body, on);
    const orderNo = await this.number(tx, visit.storeId, on);
    await this.papers.insertOrder(tx, {
      visitId: visit.id,
      storeId: visit.storeId,
      orderNo,
      lines: body.lines,
      paidFen: body.paidFen,
      mileageKm: body.mileageKm,
      closedBy: actor.staffId,
      closedAt: this.clock.now(),
    });
    await this.addToHistory(tx, visit, body, orderNo, on);
    await this.care.recompute(tx, [visit.vehicleId]);
    return orderNo;
  }

  private async readOdometer(
    tx: Tx,
    visit: Visit,
    body: BodyOf<typeof routes.workshop.handOver>,
    on: string,
  ): Promise<void> {
    const reading = { km: body.mileageKm, on, source: 'visit' } as const;
    const verdict = await this.care.recordReading(tx, visit.vehicleId, reading, body.mileageChecked);
    if (verdict.state === 'suspect') throw new AppError('VISIT.MILEAGE_ODD');
  }

  private async addToHistory(
    tx: Tx,
    visit: Visit,
    body: BodyOf<typeof routes.workshop.handOver>,
    orderNo: string,
    on: string,
  ): Promise<void> {
    const names = await this.advisors.names([visit.advisorId]);
    await this.care.addServiceRecord(tx, {
      storeId: visit.storeId,
      orderNo,
      vehicleId: visit.vehicleId,
      on,
      km: body.mileageKm,
      kind: serviceKindLabel[visit.serviceKind ?? 'check_up'],
      isService: visit.isService,
      paidFen: body.paidFen,
      settled: true,
      advisorName: visit.advisorId === null ? null : (names.get(visit.advisorId) ?? null),
      visitId: visit.id,
    });
  }

  private async number(tx: Tx, storeId: string, on: string): Promise<string> {
    const store = await this.stores.findById(storeId);
    if (!store) throw new AppError('STORE.NOT_FOUND');
    return orderNumber(store.code, on, await this.papers.nextNumber(tx, storeId, on));
  }
}
