import type { FollowUpKind, FollowUpState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { FollowUpRepository, type FollowUpTask } from './follow-up.repository.js';

export interface FollowUpFilter {
  readonly storeIds: readonly string[];
  readonly kind?: FollowUpKind | undefined;
  readonly state: FollowUpState | 'active' | 'all';
  readonly assigneeId?: string | undefined;
  /** Only those due before this instant. */
  readonly dueBefore?: number | undefined;
  readonly ownerId?: string | undefined;
  readonly createdFrom?: number | undefined;
  readonly createdBefore?: number | undefined;
}

/** Totals are counted up to here; nobody pages further. */
const COUNT_LIMIT = 10_000;

/** Call tasks as lists: filtered, in the order in which they are to be made. */
@Injectable()
export class FollowUpListRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly tasks: FollowUpRepository,
  ) {}

  async page(
    filter: FollowUpFilter,
    limit: number,
    offset: number,
  ): Promise<{ tasks: FollowUpTask[]; total: number }> {
    if (filter.storeIds.length === 0) return { tasks: [], total: 0 };
    const { where, values } = conditionsOf(filter);
    const order = filter.state === 'active' ? 'next_at, id' : 'COALESCE(closed_at, next_at) DESC, id DESC';
    const [rows, counts] = await Promise.all([
      this.uow.read<{ id: string }>(
        `SELECT id FROM follow_up_task WHERE ${where} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`,
        values,
      ),
      this.uow.read<{ n: string }>(
        `SELECT COUNT(*) AS n FROM (SELECT 1 FROM follow_up_task WHERE ${where} LIMIT ${COUNT_LIMIT}) counted`,
        values,
      ),
    ]);
    const found = await this.tasks.findByIds(rows.map(({ id }) => id));
    return { tasks: rows.flatMap(({ id }) => found.get(id) ?? []), total: Number(counts[0]?.n ?? 0) };
  }

  /** Active tasks of these stores by what they ask for. */
  async counters(
    storeIds: readonly string[],
    staffId: string,
    now: number,
  ): Promise<{ now: number; overdue: number; mine: number; unassigned: number }> {
    if (storeIds.length === 0) return { now: 0, overdue: 0, mine: 0, unassigned: 0 };
    const at = toDate(now);
    const [row] = await this.uow.read<Record<'ripe' | 'overdue' | 'mine' | 'unassigned', string | null>>(
      `SELECT SUM(next_at <= ?) AS ripe, SUM(due_at < ?) AS overdue, SUM(assignee_id = ?) AS mine,
              SUM(assignee_id IS NULL) AS unassigned
         FROM follow_up_task WHERE store_id IN (?) AND state IN ('open', 'waiting')`,
      [at, at, staffId, storeIds],
    );
    return {
      now: Number(row?.ripe ?? 0),
      overdue: Number(row?.overdue ?? 0),
      mine: Number(row?.mine ?? 0),
      unassigned: Number(row?.unassigned ?? 0),
    };
  }
}

function conditionsOf(filter: FollowUpFilter): { where: string; values: unknown[] } {
  const parts = ['store_id IN (?)'];
  const values: unknown[] = [filter.storeIds];
  const add = (sql: string, value: unknown) => {
    parts.push(sql);
    values.push(value);
  };
  if (filter.state === 'active') parts.push("state IN ('open', 'waiting')");
  else if (filter.state !== 'all') add('state = ?', filter.state);
  if (filter.kind !== undefined) add('kind = ?', filter.kind);
  if (filter.assigneeId !== undefined) add('assignee_id = ?', filter.assigneeId);
  if (filter.ownerId !== undefined) add('owner_id = ?', filter.ownerId);
  if (filter.dueBefore !== undefined) {
    add('due_at < ?', toDate(filter.dueBefore));
    if (filter.state === 'all') parts.push("state IN ('open', 'waiting')");
  }
  if (filter.createdFrom !== undefined) add('created_at >= ?', toDate(filter.createdFrom));
  if (filter.createdBefore !== undefined) add('created_at < ?', toDate(filter.createdBefore));
  return { where: parts.join(' AND '), values };
}
