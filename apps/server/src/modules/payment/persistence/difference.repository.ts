import type { DifferenceState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import {
  newId,
  type PlainRecord,
  plainRecord,
  storePage,
  type Tx,
  UnitOfWork,
} from '../../../platform/database/index.js';
import { MoneyDifferenceEntity, MoneyRunEntity } from './money.entity.js';

export type Difference = PlainRecord<MoneyDifferenceEntity>;
export type MoneyRun = PlainRecord<MoneyRunEntity>;
export type NewDifference = Pick<
  Difference,
  'kind' | 'number' | 'storeId' | 'subjectId' | 'ours' | 'theirs' | 'oursFen' | 'theirsFen'
> & { what: 'amount' | 'state' | 'missing' };

/** Differences between our books and WeChat Pay's, and the runs that look for them. */
@Injectable()
export class DifferenceRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** One row for a number and what differs, however often it is found; true if it is new. */
  async note(tx: Tx, difference: NewDifference): Promise<boolean> {
    const result: { affectedRows: number } = await tx.manager.query(
      `INSERT IGNORE INTO money_difference (id, kind, number, what, store_id, subject_id, ours, theirs, ours_fen,
         theirs_fen, state, found_at, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, '')`,
      [
        newId(this.clock),
        difference.kind,
        difference.number,
        difference.what,
        difference.storeId,
        difference.subjectId,
        difference.ours,
        difference.theirs,
        difference.oursFen,
        difference.theirsFen,
        this.clock.date(),
      ],
    );
    return result.affectedRows === 1;
  }

  async findById(id: string): Promise<Difference | null> {
    const entity = await this.uow.reader.findOneBy(MoneyDifferenceEntity, { id });
    return entity ? plainRecord(entity) : null;
  }

  async page(
    storeIds: readonly string[],
    state: DifferenceState | undefined,
    page: number,
    pageSize: number,
  ): Promise<{ differences: Difference[]; total: number }> {
    const { rows: differences, total } = await storePage(
      this.uow.reader,
      MoneyDifferenceEntity,
      { storeIds: storeIds, equal: { state } },
      { page, pageSize },
    );
    return { differences, total };
  }

  /** How many wait for a person. */
  async open(storeIds: readonly string[]): Promise<number> {
    if (storeIds.length === 0) return 0;
    const [row] = await this.uow.read<{ n: string }>(
      "SELECT COUNT(*) AS n FROM money_difference WHERE store_id IN (?) AND state <> 'settled'",
      [storeIds],
    );
    return Number(row?.n ?? 0);
  }

  /** Moves a difference on; false if somebody was faster. */
  async move(
    tx: Tx,
    id: string,
    from: readonly DifferenceState[],
    to: { state: 'seen'; staffId: string } | { state: 'settled'; staffId: string; note: string },
  ): Promise<boolean> {
    const now = this.clock.date();
    const change =
      to.state === 'seen'
        ? { state: to.state, seenBy: to.staffId, seenAt: now }
        : { state: to.state, settledBy: to.staffId, settledAt: now, note: to.note };
    const result = await tx.manager
      .createQueryBuilder()
      .update(MoneyDifferenceEntity)
      .set(change)
      .where('id = :id AND state IN (:...from)', { id, from })
      .execute();
    return result.affected === 1;
  }

  async beginRun(tx: Tx): Promise<string> {
    const id = newId(this.clock);
    await tx.manager.insert(MoneyRunEntity, {
      id,
      startedAt: this.clock.date(),
      checked: 0,
      differences: 0,
      unanswered: 0,
    });
    return id;
  }

  async endRun(
    tx: Tx,
    id: string,
    figures: { checked: number; differences: number; unanswered: number },
  ): Promise<void> {
    await tx.manager.update(MoneyRunEntity, { id }, { ...figures, endedAt: this.clock.date() });
  }

  async runs(page: number, pageSize: number): Promise<{ runs: MoneyRun[]; total: number }> {
    const [entities, total] = await this.uow.reader.findAndCount(MoneyRunEntity, {
      order: { id: 'DESC' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    });
    return { runs: entities.map(plainRecord), total };
  }

  /** When a run was last finished, milliseconds. */
  async lastRunAt(): Promise<number | null> {
    const [row] = await this.uow.read<{ at: Date | null }>('SELECT MAX(ended_at) AS at FROM money_run');
    return row?.at?.getTime() ?? null;
  }
}
