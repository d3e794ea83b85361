import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { type Tx, UnitOfWork } from '../../../platform/database/index.js';
import {
  HealthReportEntity,
  type StoredInspection,
  type StoredLine,
  type StoredWheel,
  WorkOrderEntity,
} from './visit.entity.js';

export interface HealthReport {
  readonly visitId: string;
  readonly wheels: readonly StoredWheel[];
  readonly remark: string;
  readonly inspection: StoredInspection | null;
  readonly signedBy: string | null;
  readonly signedAt: number | null;
}

export interface WorkOrder {
  readonly visitId: string;
  readonly storeId: string;
  readonly orderNo: string;
  readonly lines: readonly StoredLine[];
  readonly paidFen: number;
  readonly mileageKm: number;
  readonly closedBy: string;
  readonly closedAt: number;
}

/** The papers of a visit: health report and work order. */
@Injectable()
export class WorkOrderRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async reportsOf(visitIds: readonly string[]): Promise<Map<string, HealthReport>> {
    if (visitIds.length === 0) return new Map();
    const entities = await this.uow.reader.findBy(HealthReportEntity, { visitId: In([...visitIds]) });
    return new Map(
      entities.map(({ visitId, wheels, remark, inspection, signedBy, signedAt }) => [
        visitId,
        { visitId, wheels, remark, inspection, signedBy, signedAt: signedAt?.getTime() ?? null },
      ]),
    );
  }

  async reportOf(visitId: string): Promise<HealthReport | null> {
    return (await this.reportsOf([visitId])).get(visitId) ?? null;
  }

  /** Writes the report over what was there. The caller holds the visit's lock and has seen that it is not signed. */
  async saveReport(tx: Tx, report: HealthReport): Promise<void> {
    await tx.manager.save(
      HealthReportEntity,
      {
        ...report,
        wheels: [...report.wheels],
        signedAt: report.signedAt === null ? null : toDate(report.signedAt),
        updatedAt: this.clock.date(),
      },
      { transaction: false },
    );
  }

  async ordersOf(visitIds: readonly string[]): Promise<Map<string, WorkOrder>> {
    if (visitIds.length === 0) return new Map();
    const entities = await this.uow.reader.findBy(WorkOrderEntity, { visitId: In([...visitIds]) });
    return new Map(
      entities.map((entity) => [entity.visitId, { ...entity, closedAt: entity.closedAt.getTime() }]),
    );
  }

  async insertOrder(tx: Tx, order: WorkOrder): Promise<void> {
    await tx.manager.insert(WorkOrderEntity, {
      ...order,
      lines: [...order.lines],
      closedAt: toDate(order.closedAt),
    });
  }

  /** A correction; what stood there before is kept by the caller. */
  async correctOrder(
    tx: Tx,
    visitId: string,
    bill: Pick<WorkOrder, 'lines' | 'paidFen' | 'mileageKm'>,
  ): Promise<void> {
    await tx.manager.update(WorkOrderEntity, { visitId }, { ...bill, lines: [...bill.lines] });
  }

  /**
   * The next number of a store's day, from 1. The row stays locked until commit, so numbers have no gaps: a hand-over
   * that fails gives its number back.
   */
  async nextNumber(tx: Tx, storeId: string, on: string): Promise<number> {
    await tx.manager.query(
      `INSERT INTO work_order_counter (store_id, counted_on, last_number) VALUES (?, ?, 1)
       ON DUPLICATE KEY UPDATE last_number = last_number + 1`,
      [storeId, on],
    );
    const rows: { lastNumber: number }[] = await tx.manager.query(
      'SELECT last_number AS lastNumber FROM work_order_counter WHERE store_id = ? AND counted_on = ?',
      [storeId, on],
    );
    return rows[0]?.lastNumber ?? 1;
  }
}
