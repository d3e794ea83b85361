import { type CampaignState, campaignStates } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Clock, toDate } from '../clock/index.js';
import { readableCode } from '../crypto/index.js';
import { newId, type Tx, UnitOfWork } from '../database/index.js';
import { type CampaignStep, statesBefore } from './plan-states.js';
import type { PlannedEntity } from './planned.entity.js';
import type { Planned, PlannedHead } from './planned.js';

/** What a step writes besides the state. */
export type PlannedChange = Partial<
  Pick<PlannedEntity, 'submittedBy' | 'submittedAt' | 'approvedBy' | 'approvedAt' | 'reason' | 'settledAt'>
>;

interface Affected {
  affectedRows: number;
}
const MOST_COUNTED = 10_000;

/**
 * Campaigns or games with their stores (`<table>_store`) and who has opened them (`<table>_seen`). A state is only ever
 * changed by a conditional update from the states that allow it, money only ever taken while it is there.
 */
@Injectable()
export abstract class PlannedRepository<
  E extends PlannedEntity = PlannedEntity,
  P extends PlannedHead = PlannedHead,
  T extends Planned<P> = Planned<P>,
> {
  protected abstract readonly entity: new () => E;
  /** Its table, and its topic for who watches. */
  abstract readonly table: 'campaign' | 'game';

  constructor(
    protected readonly uow: UnitOfWork,
    protected readonly clock: Clock,
  ) {}

  /** Columns of a plan that are this kind's own, with its times. */
  protected abstract columnsOf(plan: P): Partial<E>;
  /** The record of a row; `head` is what every kind has. */
  protected abstract recordOf(entity: E, head: Planned): T;
  /** Columns that only a new row gets. */
  protected fresh(): Partial<E> {
    return {};
  }

  async findById(id: string): Promise<T | null> {
    return (await this.findByIds([id])).get(id) ?? null;
  }

  async findByIds(ids: readonly string[]): Promise<Map<string, T>> {
    if (ids.length === 0) return new Map();
    const found = await this.select((query) => query.where('p.id IN (:...ids)', { ids: [...new Set(ids)] }));
    return new Map(found.map((planned) => [planned.id, planned]));
  }

  async lockById(tx: Tx, id: string): Promise<T | null> {
    const [found] = await this.select(
      (query) => query.where('p.id = :id', { id }).setLock('pessimistic_write'),
      tx.manager,
    );
    return found ?? null;
  }

  inStates(states: readonly CampaignState[]): Promise<T[]> {
    return this.select((query) =>
      query
        .where('p.state IN (:...states)', { states })
        .orderBy('p.startsAt', 'ASC')
        .addOrderBy('p.id', 'ASC'),
    );
  }

  /** Those that touch any of the stores, the newest first. `narrow` adds conditions on `p`. */
  async page(
    storeIds: readonly string[],
    state: CampaignState | undefined,
    { page, pageSize }: { page: number; pageSize: number },
    narrow: (query: SelectQueryBuilder<E>) => void = () => {},
  ): Promise<{ found: T[]; total: number }> {
    if (storeIds.length === 0) return { found: [], total: 0 };
    const query = this.atStores(storeIds).andWhere('p.state IN (:...states)', {
      states: state === undefined ? campaignStates : [state],
    });
    narrow(query);
    const [entities, total] = await query
      .orderBy('p.id', 'DESC')
      .skip((page - 1) * pageSize)
      .take(pageSize)
      .getManyAndCount();
    return { found: await this.records(entities), total: Math.min(total, MOST_COUNTED) };
  }

  /** Those owners may see at these stores that end after `after`, the one that starts first on top. */
  async runningAt(storeIds: readonly string[], after: number): Promise<T[]> {
    if (storeIds.length === 0) return [];
    const entities = await this.atStores(storeIds)
      .andWhere("p.state IN ('scheduled', 'live', 'ended') AND p.endsAt > :after", { after: toDate(after) })
      .orderBy('p.startsAt', 'ASC')
      .take(50)
      .getMany();
    return this.records(entities);
  }

  async insert(tx: Tx, plan: P, staffId: string): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    const row = {
      ...headColumns(plan),
      ...this.columnsOf(plan),
      ...this.fresh(),
      id,
      code: readableCode(8),
      state: 'draft',
      version: 1,
      packedFen: 0,
      returnedFen: 0,
      createdBy: staffId,
      createdAt: now,
      updatedAt: now,
    };
    await tx.manager.insert(this.entity, row as never);
    await this.setStores(tx, id, plan.storeIds);
    return id;
  }

  /** False if somebody else has edited it, or it is no draft any more. */
  async update(tx: Tx, id: string, version: number, plan: P): Promise<boolean> {
    const { affected } = await tx.manager.update(
      this.entity,
      { id, version, state: 'draft' } as never,
      {
        ...headColumns(plan),
        ...this.columnsOf(plan),
        version: version + 1,
        updatedAt: this.clock.date(),
      } as never,
    );
    if (affected !== 1) return false;
    await tx.manager.query(`DELETE FROM ${this.table}_store WHERE ${this.table}_id = ?`, [id]);
    await this.setStores(tx, id, plan.storeIds);
    return true;
  }

  /** Takes a step: true for the one who took it, false for everybody who came too late. */
  async step(
    tx: Tx,
    id: string,
    step: CampaignStep,
    to: CampaignState,
    change: PlannedChange = {},
  ): Promise<boolean> {
    const { affected } = await tx.manager
      .createQueryBuilder()
      .update(this.entity)
      .set({ ...change, state: to, updatedAt: this.clock.date() } as never)
      .where('id = :id AND state IN (:...states)', { id, states: statesBefore(step) })
      .execute();
    return affected === 1;
  }

  /** Notes that nothing is open any more after a stop; true for the one who noted it. */
  async settleStopped(tx: Tx, id: string): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<Affected>(
      `UPDATE ${this.table} SET settled_at = ? WHERE id = ? AND state = 'killed' AND settled_at IS NULL`,
      [this.clock.date(), id],
    );
    return affectedRows === 1;
  }

  /** Takes money from the budget; false, and nothing changes, if there is not that much. */
  async pack(tx: Tx, id: string, fen: number): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<Affected>(
      `UPDATE ${this.table} SET packed_fen = packed_fen + ?
        WHERE id = ? AND packed_fen + ? <= budget_fen + returned_fen`,
      [fen, id, fen],
    );
    return affectedRows === 1;
  }

  /** Money that lapsed, or that nobody took, is in the budget again; below 0 for what was given once more. */
  async giveBack(tx: Tx, id: string, fen: number): Promise<void> {
    if (fen === 0) return;
    await tx.manager.query(
      `UPDATE ${this.table} SET returned_fen = CAST(returned_fen AS SIGNED) + ? WHERE id = ?`,
      [fen, id],
    );
  }

  /** Notes who has opened the page; the first time counts. */
  async seen(id: string, ownerId: string): Promise<void> {
    await this.uow.reader.query(
      `INSERT IGNORE INTO ${this.table}_seen (${this.table}_id, owner_id, seen_at) VALUES (?, ?, ?)`,
      [id, ownerId, this.clock.date()],
    );
  }

  async countSeen(id: string): Promise<number> {
    const rows = await this.uow.reader.query<{ n: string }[]>(
      `SELECT COUNT(*) AS n FROM ${this.table}_seen WHERE ${this.table}_id = ?`,
      [id],
    );
    return Number(rows[0]?.n ?? 0);
  }

  private async setStores(tx: Tx, id: string, storeIds: readonly string[]): Promise<void> {
    await tx.manager.query(`INSERT INTO ${this.table}_store (${this.table}_id, store_id) VALUES ?`, [
      [...new Set(storeIds)].map((storeId) => [id, storeId]),
    ]);
  }

  private atStores(storeIds: readonly string[]): SelectQueryBuilder<E> {
    const { table } = this;
    return this.uow.reader
      .createQueryBuilder(this.entity, 'p')
      .where(
        `EXISTS (SELECT 1 FROM ${table}_store s WHERE s.${table}_id = p.id AND s.store_id IN (:...storeIds))`,
        { storeIds },
      );
  }

  private async select(
    narrow: (query: SelectQueryBuilder<E>) => SelectQueryBuilder<E>,
    manager: EntityManager = this.uow.reader,
  ): Promise<T[]> {
    return this.records(await narrow(manager.createQueryBuilder(this.entity, 'p')).getMany());
  }

  private async records(entities: readonly E[]): Promise<T[]> {
    if (entities.length === 0) return [];
    const { table } = this;
    const rows = await this.uow.reader.query<{ id: string; storeId: string }[]>(
      `SELECT ${table}_id AS id, store_id AS storeId FROM ${table}_store WHERE ${table}_id IN (?)
        ORDER BY ${table}_id, store_id`,
      [entities.map(({ id }) => id)],
    );
    const stores = new Map<string, string[]>();
    for (const { id, storeId } of rows) stores.set(id, [...(stores.get(id) ?? []), storeId]);
    return entities.map((entity) => this.recordOf(entity, headOf(entity, stores.get(entity.id) ?? [])));
  }
}

function headColumns(plan: PlannedHead) {
  const { title, subtitle, rulesText, segment, budgetFen, perPerson, perPhone, perCar, attributionDays } =
    plan;
  return { title, subtitle, rulesText, segment, budgetFen, perPerson, perPhone, perCar, attributionDays };
}

function headOf(entity: PlannedEntity, storeIds: string[]): Planned {
  const { id, code, state, version, packedFen, returnedFen } = entity;
  const { createdBy, submittedBy, approvedBy, reason } = entity;
  return {
    id,
    code,
    state,
    version,
    packedFen,
    returnedFen,
    createdBy,
    submittedBy,
    approvedBy,
    reason,
    startsAt: entity.startsAt.getTime(),
    endsAt: entity.endsAt.getTime(),
    settled: entity.settledAt !== null,
    submittedAt: entity.submittedAt?.getTime() ?? null,
    approvedAt: entity.approvedAt?.getTime() ?? null,
    plan: { ...headColumns(entity as PlannedHead & PlannedEntity), storeIds },
  };
}
