import { type CampaignPlan, type CampaignState, campaignStates } from '@cheban/contracts';
import { MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { readableCode } from '../../../platform/crypto/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import { type CampaignStep, statesBefore } from '../domain/campaign-states.js';
import { CampaignEntity, CampaignStoreEntity } from './campaign.entity.js';

/** Instants are milliseconds. */
export interface Campaign {
  readonly id: string;
  readonly code: string;
  readonly state: CampaignState;
  readonly version: number;
  readonly plan: CampaignPlan;
  readonly packedFen: number;
  readonly returnedFen: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly createdBy: string;
  readonly submittedBy: string | null;
  readonly submittedAt: number | null;
  readonly approvedBy: string | null;
  readonly approvedAt: number | null;
  readonly reason: string | null;
  readonly settled: boolean;
}

/** What a step writes besides the state. */
export type CampaignChange = Partial<
  Pick<
    CampaignEntity,
    'submittedBy' | 'submittedAt' | 'approvedBy' | 'approvedAt' | 'reason' | 'settledAt' | 'packedFen'
  >
>;

interface Affected {
  affectedRows: number;
}
const MOST_COUNTED = 10_000;

/** Campaigns and their stores. A state is only ever changed by a conditional update from the states that allow it. */
@Injectable()
export class CampaignRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async findById(id: string): Promise<Campaign | null> {
    return (await this.records(await this.uow.reader.findBy(CampaignEntity, { id })))[0] ?? null;
  }

  async findByIds(ids: readonly string[]): Promise<Map<string, Campaign>> {
    if (ids.length === 0) return new Map();
    const found = await this.records(
      await this.uow.reader.findBy(CampaignEntity, { id: In([...new Set(ids)]) }),
    );
    return new Map(found.map((campaign) => [campaign.id, campaign]));
  }

  async lockById(tx: Tx, id: string): Promise<Campaign | null> {
    const entity = await tx.manager.findOne(CampaignEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return entity ? ((await this.records([entity]))[0] ?? null) : null;
  }

  async inStates(states: readonly CampaignState[]): Promise<Campaign[]> {
    return this.records(
      await this.uow.reader.find(CampaignEntity, {
        where: { state: In([...states]) },
        order: { startsAt: 'ASC', id: 'ASC' },
      }),
    );
  }

  /** Campaigns that touch any of the stores, the newest first. */
  async page(
    storeIds: readonly string[],
    state: CampaignState | undefined,
    page: number,
    pageSize: number,
  ): Promise<{ campaigns: Campaign[]; total: number }> {
    if (storeIds.length === 0) return { campaigns: [], total: 0 };
    const query = this.uow.reader
      .createQueryBuilder(CampaignEntity, 'c')
      .where(
        'EXISTS (SELECT 1 FROM campaign_store s WHERE s.campaign_id = c.id AND s.store_id IN (:...storeIds))',
        { storeIds },
      );
    query.andWhere('c.state IN (:...states)', { states: state === undefined ? campaignStates : [state] });
    const [entities, total] = await query
      .orderBy('c.id', 'DESC')
      .skip((page - 1) * pageSize)
      .take(pageSize)
      .getManyAndCount();
    return { campaigns: await this.records(entities), total: Math.min(total, MOST_COUNTED) };
  }

  /** Those owners may see at these stores that end after `after`, the one that starts first on top. */
  async runningAt(storeIds: readonly string[], after: number): Promise<Campaign[]> {
    if (storeIds.length === 0) return [];
    const entities = await this.uow.reader
      .createQueryBuilder(CampaignEntity, 'c')
      .where("c.state IN ('scheduled', 'live', 'ended') AND c.endsAt > :after", { after: toDate(after) })
      .andWhere(
        'EXISTS (SELECT 1 FROM campaign_store s WHERE s.campaign_id = c.id AND s.store_id IN (:...storeIds))',
        { storeIds },
      )
      .orderBy('c.startsAt', 'ASC')
      .take(50)
      .getMany();
    return this.records(entities);
  }

  async insert(tx: Tx, plan: CampaignPlan, staffId: string): Promise<string> {
    const id = newId(this.clock);
    const now = this.clock.date();
    await tx.manager.insert(CampaignEntity, {
      ...columnsOf(plan),
      id,
      code: readableCode(8),
      state: 'draft',
      version: 1,
      packedFen: 0,
      returnedFen: 0,
      createdBy: staffId,
      createdAt: now,
      updatedAt: now,
    });
    await this.setStores(tx, id, plan.storeIds);
    return id;
  }

  /** False if somebody else has edited it, or it is no draft any more. */
  async update(tx: Tx, id: string, version: number, plan: CampaignPlan): Promise<boolean> {
    const { affected } = await tx.manager.update(
      CampaignEntity,
      { id, version, state: 'draft' },
      { ...columnsOf(plan), version: version + 1, updatedAt: this.clock.date() },
    );
    if (affected !== 1) return false;
    await tx.manager.delete(CampaignStoreEntity, { campaignId: id });
    await this.setStores(tx, id, plan.storeIds);
    return true;
  }

  /** Takes a step: true for the one who took it, false for everybody who came too late. */
  async step(
    tx: Tx,
    id: string,
    step: CampaignStep,
    to: CampaignState,
    change: CampaignChange = {},
  ): Promise<boolean> {
    const { affected } = await tx.manager.update(
      CampaignEntity,
      { id, state: In(statesBefore(step)) },
      { ...change, state: to, updatedAt: this.clock.date() },
    );
    return affected === 1;
  }

  /** Notes that nothing is open any more; true for the one who noted it. */
  async settleStopped(tx: Tx, id: string): Promise<boolean> {
    const { affected } = await tx.manager.update(
      CampaignEntity,
      { id, state: 'killed', settledAt: IsNull() },
      { settledAt: this.clock.date() },
    );
    return affected === 1;
  }

  /** Takes money from the budget for packets; false, and nothing changes, if there is not that much. */
  async pack(tx: Tx, id: string, fen: number): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<Affected>(
      'UPDATE campaign SET packed_fen = packed_fen + ? WHERE id = ? AND packed_fen + ? <= budget_fen + returned_fen',
      [fen, id, fen],
    );
    return affectedRows === 1;
  }

  /** Money that lapsed, or that nobody took, is in the budget again; below 0 for what was given once more. */
  async giveBack(tx: Tx, id: string, fen: number): Promise<void> {
    if (fen === 0) return;
    await tx.manager.query(
      'UPDATE campaign SET returned_fen = CAST(returned_fen AS SIGNED) + ? WHERE id = ?',
      [fen, id],
    );
  }

  /** Notes who has opened the page; the first time counts. */
  async seen(campaignId: string, ownerId: string): Promise<void> {
    await this.uow.reader.query(
      'INSERT IGNORE INTO campaign_seen (campaign_id, owner_id, seen_at) VALUES (?, ?, ?)',
      [campaignId, ownerId, this.clock.date()],
    );
  }

  async countSeen(campaignId: string): Promise<number> {
    const rows = await this.uow.reader.query<{ n: string }[]>(
      'SELECT COUNT(*) AS n FROM campaign_seen WHERE campaign_id = ?',
      [campaignId],
    );
    return Number(rows[0]?.n ?? 0);
  }

  private async setStores(tx: Tx, campaignId: string, storeIds: readonly string[]): Promise<void> {
    await tx.manager.insert(
      CampaignStoreEntity,
      [...new Set(storeIds)].map((storeId) => ({ campaignId, storeId })),
    );
  }

  private async records(entities: readonly CampaignEntity[]): Promise<Campaign[]> {
    if (entities.length === 0) return [];
    const rows = await this.uow.reader.findBy(CampaignStoreEntity, {
      campaignId: In(entities.map(({ id }) => id)),
    });
    const stores = new Map<string, string[]>();
    for (const { campaignId, storeId } of rows)
      stores.set(campaignId, [...(stores.get(campaignId) ?? []), storeId]);
    return entities.map((entity) => record(entity, stores.get(entity.id) ?? []));
  }
}

function columnsOf(plan: CampaignPlan) {
  const { storeIds: _, ...columns } = plan;
  const starts = plan.waves.map(({ startsAt }) => Date.parse(startsAt));
  const ends = plan.waves.map(({ startsAt, minutes }) => Date.parse(startsAt) + minutes * MINUTE_MS);
  return { ...columns, startsAt: toDate(Math.min(...starts)), endsAt: toDate(Math.max(...ends)) };
}

function record(entity: CampaignEntity, storeIds: string[]): Campaign {
  const { id, code, state, version, packedFen, returnedFen, createdBy, submittedBy, approvedBy, reason } =
    entity;
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
    plan: {
      storeIds,
      title: entity.title,
      subtitle: entity.subtitle,
      rulesText: entity.rulesText,
      segment: entity.segment,
      budgetFen: entity.budgetFen,
      waves: entity.waves,
      perPerson: entity.perPerson,
      perPhone: entity.perPhone,
      perCar: entity.perCar,
      oddsPpm: entity.oddsPpm,
      release: entity.release,
      arriveWithinDays: entity.arriveWithinDays,
      attributionDays: entity.attributionDays,
    },
  };
}
