import type { CouponIssueState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { CouponIssueEntity, type StoredAudience } from './coupon-issue.entity.js';

/** Instants are milliseconds. */
export type CouponIssue = Readonly<
  Omit<CouponIssueEntity, 'askedAt' | 'decidedAt' | 'startedAt' | 'finishedAt'> & {
    askedAt: number;
    decidedAt: number | null;
    startedAt: number | null;
    finishedAt: number | null;
  }
>;
export interface NewIssue {
  readonly typeId: string;
  readonly storeId: string;
  readonly audience: StoredAudience;
  readonly audienceText: string;
  readonly tell: boolean;
  readonly people: number;
  readonly askedBy: string;
}
/** What one step has done. */
export interface IssueStep {
  readonly seen: number;
  readonly issued: number;
  readonly full: number;
  readonly soldOut: number;
  /** Where the next step begins; null if everybody was seen. */
  readonly next: string | null;
  /** Why it ends early. */
  readonly why?: string;
}

const ms = (date: Date | null) => date?.getTime() ?? null;
const record = (entity: CouponIssueEntity): CouponIssue => ({
  ...entity,
  tell: Boolean(entity.tell),
  askedAt: entity.askedAt.getTime(),
  decidedAt: ms(entity.decidedAt),
  startedAt: ms(entity.startedAt),
  finishedAt: ms(entity.finishedAt),
});

@Injectable()
export class CouponIssueRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<CouponIssue | null> {
    const entity = await this.uow.reader.findOneBy(CouponIssueEntity, { id });
    return entity ? record(entity) : null;
  }

  /** A page, the newest first. */
  async page(
    storeIds: readonly string[],
    filter: { typeId?: string | undefined; state?: CouponIssueState | undefined },
    page: number,
    pageSize: number,
  ): Promise<{ issues: CouponIssue[]; total: number }> {
    if (storeIds.length === 0) return { issues: [], total: 0 };
    const [entities, total] = await this.uow.reader.findAndCount(CouponIssueEntity, {
      where: {
        storeId: In([...storeIds]),
        ...(filter.typeId === undefined ? {} : { typeId: filter.typeId }),
        ...(filter.state === undefined ? {} : { state: filter.state }),
      },
      order: { id: 'DESC' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    });
    return { issues: entities.map(record), total };
  }

  async insert(tx: Tx, issue: NewIssue): Promise<string> {
    const id = newId(this.clock);
    await tx.manager.insert(CouponIssueEntity, {
      id,
      ...issue,
      state: 'waiting',
      cursor: '',
      seen: 0,
      issued: 0,
      full: 0,
      soldOut: 0,
      why: '',
      askedAt: this.clock.date(),
      decidedBy: null,
      decidedAt: null,
      decisionNote: '',
      startedAt: null,
      finishedAt: null,
    });
    return id;
  }

  /** Decides what waits; false if somebody has. */
  async decide(
    tx: Tx,
    id: string,
    decision: { approve: boolean; note: string; staffId: string },
  ): Promise<boolean> {
    const now = this.clock.date();
    const result = await tx.manager.update(
      CouponIssueEntity,
      { id, state: 'waiting' },
      {
        state: decision.approve ? 'running' : 'refused',
        decidedBy: decision.staffId,
        decidedAt: now,
        decisionNote: decision.note,
        ...(decision.approve ? { startedAt: now } : { finishedAt: now }),
      },
    );
    return result.affected === 1;
  }

  async stop(tx: Tx, id: string, why: string): Promise<boolean> {
    const result = await tx.manager.update(
      CouponIssueEntity,
      { id, state: In(['waiting', 'running']) },
      { state: 'stopped', why, finishedAt: this.clock.date() },
    );
    return result.affected === 1;
  }

  /** Issues that are not through, the oldest first. */
  async running(limit: number): Promise<string[]> {
    const rows = await this.uow.read<{ id: string }>(
      `SELECT id FROM coupon_issue WHERE state = 'running' ORDER BY id LIMIT ${Math.trunc(limit)}`,
    );
    return rows.map(({ id }) => id);
  }

  /** Holds an issue for one step; null if it is not running, or another worker is at it. */
  async lock(tx: Tx, id: string): Promise<CouponIssue | null> {
    const entity = await tx.manager.findOne(CouponIssueEntity, {
      where: { id, state: 'running' },
      lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
    });
    return entity ? record(entity) : null;
  }

  /** Notes what a step has done; the last one ends the issue. */
  async advance(tx: Tx, id: string, step: IssueStep): Promise<void> {
    await tx.manager.query(
      `UPDATE coupon_issue SET seen = seen + ?, issued = issued + ?, full_count = full_count + ?,
              sold_out = sold_out + ?, cursor_at = COALESCE(?, cursor_at), why = ?, state = ?, finished_at = ?
        WHERE id = ?`,
      [
        step.seen,
        step.issued,
        step.full,
        step.soldOut,
        step.next,
        step.why ?? '',
        step.next === null ? 'done' : 'running',
        step.next === null ? this.clock.date() : null,
        id,
      ],
    );
  }
}
