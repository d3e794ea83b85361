import type { CaseCause, ImprovementState } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { ImprovementEntity } from './feedback.entity.js';

/** Instants are milliseconds. */
export interface Improvement {
  readonly id: string;
  readonly storeId: string;
  readonly cause: CaseCause;
  readonly title: string;
  readonly plan: string;
  readonly assigneeId: string;
  readonly dueOn: string;
  readonly state: ImprovementState;
  readonly result: string | null;
  readonly createdAt: number;
  readonly closedAt: number | null;
}
export interface CauseCount {
  readonly cause: CaseCause;
  readonly cases: number;
  readonly owners: number;
  readonly caseIds: string[];
}

const record = ({ createdBy: _, ...rest }: ImprovementEntity): Improvement => ({
  ...rest,
  createdAt: rest.createdAt.getTime(),
  closedAt: rest.closedAt?.getTime() ?? null,
});

@Injectable()
export class ImprovementRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Improvement | null> {
    const entity = await this.uow.reader.findOneBy(ImprovementEntity, { id });
    return entity ? record(entity) : null;
  }

  async lockById(tx: Tx, id: string): Promise<Improvement | null> {
    const entity = await tx.manager.findOne(ImprovementEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? record(entity) : null;
  }

  /** Open ones first, then the newest. */
  async page(
    storeIds: readonly string[],
    state: ImprovementState | undefined,
    page: number,
    pageSize: number,
  ): Promise<{ items: Improvement[]; total: number }> {
    if (storeIds.length === 0) return { items: [], total: 0 };
    const query = this.uow.reader
      .createQueryBuilder(ImprovementEntity, 'i')
      .where('i.storeId IN (:...storeIds)', { storeIds });
    if (state !== undefined) query.andWhere('i.state = :state', { state });
    const [entities, total] = await query
      .orderBy("FIELD(i.state, 'open', 'effective', 'ineffective')")
      .addOrderBy('i.id', 'DESC')
      .offset((page - 1) * pageSize)
      .limit(pageSize)
      .getManyAndCount();
    return { items: entities.map(record), total };
  }

  async insert(
    tx: Tx,
    plan: Pick<Improvement, 'storeId' | 'cause' | 'title' | 'plan' | 'assigneeId' | 'dueOn'>,
    staffId: string,
  ): Promise<string> {
    const id = newId(this.clock);
    const createdAt = this.clock.date();
    await tx.manager.insert(ImprovementEntity, { id, ...plan, state: 'open', createdBy: staffId, createdAt });
    return id;
  }

  async close(tx: Tx, id: string, state: ImprovementState, result: string): Promise<void> {
    await tx.manager.update(ImprovementEntity, { id }, { state, result, closedAt: this.clock.date() });
  }

  /** Causes of the cases that a store opened between two instants, the most frequent first. */
  async causes(storeId: string, from: number, to: number): Promise<CauseCount[]> {
    const rows = await this.uow.read<{ cause: CaseCause; caseId: string; ownerId: string }>(
      `SELECT cause, case_id AS caseId, owner_id AS ownerId FROM case_cause
        WHERE store_id = ? AND \`at\` >= ? AND \`at\` < ? ORDER BY \`at\` DESC, case_id`,
      [storeId, toDate(from), toDate(to)],
    );
    const groups = new Map<CaseCause, { caseIds: string[]; owners: Set<string> }>();
    for (const { cause, caseId, ownerId } of rows) {
      const group = groups.get(cause) ?? { caseIds: [], owners: new Set<string>() };
      group.caseIds.push(caseId);
      group.owners.add(ownerId);
      groups.set(cause, group);
    }
    return [...groups]
      .map(([cause, { caseIds, owners }]) => ({ cause, cases: caseIds.length, owners: owners.size, caseIds }))
      .sort((a, b) => b.cases - a.cases || a.cause.localeCompare(b.cause));
  }

  async countCause(storeId: string, cause: CaseCause, from: number, to: number): Promise<number> {
    const rows = await this.uow.read<{ n: string }>(
      'SELECT COUNT(*) AS n FROM case_cause WHERE store_id = ? AND cause = ? AND `at` >= ? AND `at` < ?',
      [storeId, cause, toDate(from), toDate(to)],
    );
    return Number(rows[0]?.n ?? 0);
  }

  /** The open action against each cause of a store. */
  async openOf(storeId: string): Promise<Map<CaseCause, string>> {
    const rows = await this.uow.read<{ id: string; cause: CaseCause }>(
      "SELECT id, cause FROM improvement WHERE store_id = ? AND state = 'open' ORDER BY id",
      [storeId],
    );
    return new Map(rows.map(({ id, cause }) => [cause, id]));
  }

  /** A page of owners who raised the cause and have not heard of a change yet; locked. */
  async lockUntold(tx: Tx, improvement: Improvement, limit: number): Promise<string[]> {
    const rows = await tx.manager.query<{ ownerId: string }[]>(
      `SELECT DISTINCT owner_id AS ownerId FROM case_cause
        WHERE store_id = ? AND cause = ? AND told_by IS NULL AND \`at\` <= ? ORDER BY owner_id LIMIT ? FOR UPDATE`,
      [improvement.storeId, improvement.cause, toDate(improvement.closedAt ?? 0), limit],
    );
    return rows.map(({ ownerId }) => ownerId);
  }

  /** Owners who raised the cause until an instant and have not heard of a change yet. */
  async untold(storeId: string, cause: CaseCause, until: number): Promise<string[]> {
    const rows = await this.uow.read<{ ownerId: string }>(
      `SELECT DISTINCT owner_id AS ownerId FROM case_cause
        WHERE store_id = ? AND cause = ? AND told_by IS NULL AND \`at\` <= ? ORDER BY owner_id`,
      [storeId, cause, toDate(until)],
    );
    return rows.map(({ ownerId }) => ownerId);
  }

  async markTold(tx: Tx, improvement: Improvement, ownerIds: readonly string[]): Promise<void> {
    await tx.manager.query(
      `UPDATE case_cause SET told_by = ? WHERE store_id = ? AND cause = ? AND told_by IS NULL AND \`at\` <= ?
          AND owner_id IN (?)`,
      [improvement.id, improvement.storeId, improvement.cause, toDate(improvement.closedAt ?? 0), ownerIds],
    );
  }

  /** Owners who heard of each of these. */
  async toldBy(ids: readonly string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    const rows = await this.uow.read<{ id: string; n: string }>(
      'SELECT told_by AS id, COUNT(DISTINCT owner_id) AS n FROM case_cause WHERE told_by IN (?) GROUP BY told_by',
      [ids],
    );
    return new Map(rows.map(({ id, n }) => [id, Number(n)]));
  }
}
