import type { TalkAnswers, TalkKind, TalkSplit } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { FollowUpAnswerEntity, TalkPlanEntity } from './talk.entity.js';

/** A plan of talks. Business dates; instants in milliseconds. */
export interface TalkPlan {
  readonly id: string;
  readonly openKey: string | null;
  readonly storeId: string;
  readonly kind: TalkKind;
  readonly cycle: string;
  readonly split: TalkSplit | null;
  readonly fromOn: string;
  readonly toOn: string;
  readonly target: number;
  readonly assigneeId: string | null;
  readonly createdBy: string;
  readonly cancelledAt: number | null;
}
export type NewPlan = Omit<TalkPlan, 'id' | 'cancelledAt'>;

const record = ({ createdAt: _, cancelledAt, ...entity }: TalkPlanEntity): TalkPlan => ({
  ...entity,
  cancelledAt: cancelledAt?.getTime() ?? null,
});

/** Plans of talks, whom they have chosen, and what owners said. */
@Injectable()
export class TalkRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async lockById(tx: Tx, id: string): Promise<TalkPlan | null> {
    const entity = await tx.manager.findOne(TalkPlanEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? record(entity) : null;
  }

  /** The one plan under an open key, held until the transaction ends. */
  async lockOpen(tx: Tx, openKey: string): Promise<TalkPlan | null> {
    const entity = await tx.manager.findOne(TalkPlanEntity, {
      where: { openKey },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? record(entity) : null;
  }

  /** Null if a plan holds the open key already. */
  async insert(tx: Tx, plan: NewPlan): Promise<string | null> {
    const id = newId(this.clock);
    const result: { affectedRows: number } = await tx.manager.query(
      `INSERT IGNORE INTO talk_plan
         (id, open_key, store_id, \`kind\`, cycle, split, from_on, to_on, target, assignee_id, created_by, created_at)
       VALUES (?)`,
      [
        [
          id,
          plan.openKey,
          plan.storeId,
          plan.kind,
          plan.cycle,
          plan.split,
          plan.fromOn,
          plan.toOn,
          plan.target,
          plan.assigneeId,
          plan.createdBy.slice(0, 60),
          this.clock.date(),
        ],
      ],
    );
    return result.affectedRows === 1 ? id : null;
  }

  async setTarget(tx: Tx, id: string, target: number): Promise<void> {
    await tx.manager.update(TalkPlanEntity, { id }, { target });
  }

  /**
   * Ends a plan: what nobody has tried yet is cancelled and may be planned again; what was begun or held stays.
   */
  async cancel(tx: Tx, id: string, why: string): Promise<void> {
    const now = this.clock.date();
    await tx.manager.update(TalkPlanEntity, { id }, { openKey: null, cancelledAt: now });
    const untouched = "subject_id = ? AND state = 'open' AND attempts = 0";
    await tx.manager.query(
      `DELETE FROM follow_up_key WHERE task_id IN (SELECT id FROM follow_up_task WHERE ${untouched})`,
      [id],
    );
    await tx.manager.query(
      `UPDATE follow_up_task SET state = 'cancelled', open_key = NULL, closed_at = ?, close_reason = ?, updated_at = ?
        WHERE ${untouched}`,
      [now, why, now, id],
    );
  }

  /** Cars, owners and conductors of a plan, cancelled tasks too: nobody is chosen twice. */
  async chosen(
    tx: Tx,
    planId: string,
  ): Promise<{ ownerId: string; vehicleId: string; assigneeId: string | null; live: boolean }[]> {
    const rows: { ownerId: string; vehicleId: string; assigneeId: string | null; live: number }[] =
      await tx.manager.query(
        `SELECT owner_id AS ownerId, vehicle_id AS vehicleId, assignee_id AS assigneeId, state <> 'cancelled' AS live
           FROM follow_up_task WHERE subject_id = ?`,
        [planId],
      );
    return rows.map((row) => ({ ...row, live: Number(row.live) === 1 }));
  }

  /** Plans whose time touches the one between two business dates, the newest first. */
  async plansBetween(storeId: string, from: string, to: string): Promise<TalkPlan[]> {
    const entities = await this.uow.reader
      .createQueryBuilder(TalkPlanEntity, 'p')
      .where('p.storeId = :storeId AND p.toOn >= :from AND p.fromOn <= :to', { storeId, from, to })
      .orderBy('p.createdAt', 'DESC')
      .addOrderBy('p.id', 'DESC')
      .take(100)
      .getMany();
    return entities.map(record);
  }

  /** Keeps what an owner said. One answer for each task: a second is an error of the caller. */
  async keepAnswer(tx: Tx, taskId: string, answers: TalkAnswers, now: number): Promise<void> {
    await tx.manager.insert(FollowUpAnswerEntity, { taskId, ...answers, at: toDate(now) });
  }

  async answerOf(taskId: string): Promise<Pick<TalkAnswers, 'satisfaction' | 'improve' | 'other'> | null> {
    const found = await this.uow.reader.findOneBy(FollowUpAnswerEntity, { taskId });
    return found && { satisfaction: found.satisfaction, improve: found.improve, other: found.other };
  }
}
